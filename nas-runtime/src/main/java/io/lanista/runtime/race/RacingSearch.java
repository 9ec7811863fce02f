package io.lanista.runtime.race;

import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.Report;
import io.lanista.base.noise.Contenders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * A search that looks at its contenders again, with other seeds, whatever its strategy: some of its trials evaluate the architecture
 * of an earlier one, which is chosen by {@link Contenders#doubtful}. The strategy proposes the other trials, and learns the mean of a trial
 * of its own whenever there are more evaluations of its architecture ({@link Search#revise}); of trials that it didn't propose it learns nothing else.
 *
 * <p>Which trials these are follows from the asks and outcomes, as with any search; so a journal holds them as trials like all others, and a replay comes to the
 * same. They count as trials of the budget.
 */
public final class RacingSearch implements Search {
    /** After so many trials, the search has something to look at again. */
    private static final int STARTUP = 10;

    private record Tried(Choices choices, OptionalInt steps) {}

    private final Search search;
    private final double share;
    private final OptionalInt trials;
    private final OptionalInt fullSteps;
    private final Evaluations<Choices> evaluations;
    private final Map<Integer, Tried> own = new HashMap<>();
    private final Set<Integer> running = new TreeSet<>();
    /** What the trials evaluate that look again. */
    private final Map<Integer, Tried> again = new HashMap<>();
    /** How many looks at an architecture are under way, or have come to nothing. */
    private final Map<Choices, Integer> pending = new HashMap<>();
    /** The trials of the strategy that counted, by architecture. */
    private final Map<Choices, List<Integer>> told = new HashMap<>();

    private int begun;

    /**
     * Begins.
     *
     * @param search the strategy's
     * @param objective the only one, unless the share is 0
     * @param share at most this share of the trials after the first {@value #STARTUP} look again along the way, and as large a share at
     *     the end, while it isn't clear which is best; if it is 0, this is the strategy's search and nothing else
     * @param trials how many there may be, if that is known
     * @param fullSteps how many steps a trial trains in full, if that is known; shorter ones are no contenders
     */
    public RacingSearch(Search search, Objective objective, double share, OptionalInt trials, OptionalInt fullSteps) {
        this.search = search;
        this.share = share;
        this.trials = trials;
        this.fullSteps = fullSteps;
        this.evaluations = new Evaluations<>(objective);
    }

    /** Whether this trial evaluates the architecture of an earlier one again. */
    public boolean isAgain(int trial) {
        return again.containsKey(trial);
    }

    /** What was measured so far. */
    public Evaluations<Choices> evaluations() {
        return evaluations;
    }

    @Override
    public Answer ask(Ask ask) {
        if (share == 0) {
            return search.ask(ask);
        }
        Optional<Choices> contender = isDue()
                ? evaluations.contenders().doubtful(choices -> pending.getOrDefault(choices, 0))
                : Optional.empty();
        if (contender.isPresent()) {
            begun++;
            running.add(ask.trial());
            again.put(ask.trial(), new Tried(contender.get(), evaluations.steps()));
            pending.merge(contender.get(), 1, Integer::sum);
            return new Answer.Try(contender.get(), evaluations.steps(), OptionalInt.empty());
        }
        Answer answer = search.ask(ask);
        if (answer instanceof Answer.Try candidate) {
            begun++;
            running.add(ask.trial());
            own.put(ask.trial(), new Tried(candidate.choices(), candidate.steps()));
        }
        // What runs may make a contender that is worth another look.
        return answer == Answer.DONE && !running.isEmpty() ? Answer.WAIT : answer;
    }

    private boolean isDue() {
        if (evaluations.steps().orElse(Integer.MAX_VALUE) < fullSteps.orElse(0)) {
            return false;
        }
        boolean last = trials.isPresent() && begun >= trials.getAsInt() - (int) (share * (trials.getAsInt() - STARTUP));
        return last || again.size() + 1 <= share * (begun + 1 - STARTUP);
    }

    @Override
    public void tell(int trial, Outcome outcome) {
        if (share == 0) {
            search.tell(trial, outcome);
            return;
        }
        running.remove(trial);
        Tried contender = again.get(trial);
        if (contender == null) {
            search.tell(trial, outcome);
            Tried proposed = own.remove(trial);
            if (proposed != null) {
                take(proposed, outcome, OptionalInt.of(trial));
            }
        } else if (take(contender, outcome, OptionalInt.empty())) {
            pending.merge(contender.choices, -1, Integer::sum);
        }
    }

    private boolean take(Tried tried, Outcome outcome, OptionalInt trial) {
        Contenders<Choices> before = evaluations.contenders();
        if (!evaluations.add(tried.choices, tried.steps, outcome)) {
            return false;
        }
        Choices choices = tried.choices;
        if (evaluations.contenders() != before) {
            told.clear();
        }
        List<Integer> trials = told.computeIfAbsent(choices, any -> new ArrayList<>());
        trial.ifPresent(trials::add);
        if (evaluations.count(choices) > 1) {
            Outcome mean = evaluations.told(choices, outcome.metrics());
            trials.forEach(number -> search.revise(number, mean));
        }
        return true;
    }

    @Override
    public Verdict onReport(int trial, Report report) {
        return isAgain(trial) ? Verdict.CONTINUE : search.onReport(trial, report);
    }

    @Override
    public void reject(int trial, String reason) {
        running.remove(trial);
        begun--;
        if (!isAgain(trial)) {
            own.remove(trial);
            search.reject(trial, reason);
        }
    }

    @Override
    public void close() {
        search.close();
    }
}
