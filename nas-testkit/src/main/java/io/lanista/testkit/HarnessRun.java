package io.lanista.testkit;

import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Report;
import io.lanista.api.trial.Scores;
import io.lanista.base.random.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** One search under the harness. What comes next depends only on what happened before, so that a replay can go on. */
final class HarnessRun implements AutoCloseable {
    /** The host gives up on a search that proposes nothing new so many times in a row. */
    private static final int REJECTIONS_IN_A_ROW = 1_000;

    private final SearchHarness harness;
    private final Search search;
    private final List<Event> events = new ArrayList<>();
    private final Map<Integer, Answer.Try> running = new TreeMap<>();
    private final Map<Integer, Answer.Try> ended = new HashMap<>();
    private final Set<Choices> tried = new HashSet<>();
    private int nextTrial;
    private int started;
    private int told;
    private int rejections;
    private boolean waiting;
    private boolean done;

    HarnessRun(SearchHarness harness, Search search) {
        this.harness = harness;
        this.search = search;
    }

    Recording recording() {
        return new Recording(events);
    }

    void replay(Recording recorded) {
        for (Event event : recorded.events()) {
            Event again = repeat(event);
            if (!again.equals(event)) {
                throw new AssertionError(Differences.onReplay(recording(), event, again));
            }
            record(event);
        }
    }

    private Event repeat(Event event) {
        if (event instanceof Event.Asked asked) {
            return new Event.Asked(asked.trial(), asked.freeSlots(), ask(asked.trial(), asked.freeSlots()));
        }
        if (event instanceof Event.Rejected rejected) {
            search.reject(rejected.trial(), rejected.reason());
        } else if (event instanceof Event.Told told) {
            search.tell(told.trial(), told.outcome());
        } else if (event instanceof Event.Reported reported) {
            Search.Verdict verdict = search.onReport(reported.trial(), reported.report());
            return new Event.Reported(reported.trial(), reported.report(), verdict);
        }
        return event;
    }

    private Answer ask(int trial, int freeSlots) {
        return search.ask(Ask.of(trial, freeSlots, new Seeds(harness.seed).forAsk(trial)));
    }

    /** Does the next thing. False if there is none. */
    boolean step() {
        if (!done && !waiting && running.size() < harness.parallelism && started < harness.trials) {
            propose();
            return true;
        }
        if (!running.isEmpty()) {
            finish();
            return true;
        }
        return false;
    }

    private void propose() {
        int trial = nextTrial;
        int freeSlots = harness.parallelism - running.size();
        Answer answer = ask(trial, freeSlots);
        if (answer == Answer.WAIT && running.isEmpty()) {
            throw new AssertionError("At the ask for trial (" + trial + "), the search answers WAIT while no trial is"
                    + " running, so it would wait for ever. Maybe a trial that failed or was rejected is still counted as"
                    + " running.");
        }
        String refused = answer instanceof Answer.Try candidate ? refusal(trial, candidate) : "";
        record(new Event.Asked(trial, freeSlots, answer));
        if (answer instanceof Answer.Try candidate) {
            HarnessRules.check(harness, trial, candidate, ended);
            if (!refused.isEmpty()) {
                search.reject(trial, refused);
                record(new Event.Rejected(trial, refused));
            }
        }
    }

    private String refusal(int trial, Answer.Try candidate) {
        if (harness.rejected.test(trial)) {
            return "The harness rejects this trial.";
        }
        boolean repeated =
                harness.rejectsDuplicates && candidate.continues().isEmpty() && tried.contains(candidate.choices());
        return repeated ? "The same architecture was tried before or is running." : "";
    }

    private void finish() {
        List<Map.Entry<Integer, Answer.Try>> all = List.copyOf(running.entrySet());
        Map.Entry<Integer, Answer.Try> next =
                all.get((int) Math.floorMod(TestSeeds.mix(harness.seed, told), (long) all.size()));
        int trial = next.getKey();
        Outcome outcome = evaluate(trial, next.getValue());
        search.tell(trial, outcome);
        record(new Event.Told(trial, outcome));
    }

    private Outcome evaluate(int trial, Answer.Try candidate) {
        Fate fate = harness.fates.apply(trial);
        if (fate == Fate.FAILED) {
            return Outcome.failed("The harness lets this trial fail.");
        }
        double[] full = harness.values.stream()
                .mapToDouble(value -> fate == Fate.NOT_A_NUMBER ? Double.NaN : value.applyAsDouble(candidate.choices()))
                .toArray();
        int steps = candidate.steps().orElse(harness.steps);
        int first = 1 + stepsOf(candidate.continues());
        int end = fate == Fate.STOPPED ? (steps + 1) / 2 : steps;
        for (int step = first; step <= end; step++) {
            Report report = report(full, step);
            Search.Verdict verdict = search.onReport(trial, report);
            record(new Event.Reported(trial, report, verdict));
            if (verdict == Search.Verdict.STOP) {
                return stopped(report);
            }
        }
        Report last = report(full, end);
        return fate == Fate.STOPPED ? stopped(last) : Outcome.scored(last.scores(), last.metrics());
    }

    private static Outcome stopped(Report last) {
        return new Outcome.Stopped(last.step(), Optional.of(last.scores()), last.metrics());
    }

    private Report report(double[] full, int step) {
        Map<String, Double> measured = new LinkedHashMap<>();
        for (int i = 0; i < full.length; i++) {
            measured.put(harness.searched().get(i).metric(), at(full[i], step));
        }
        Metrics metrics = Metrics.of(measured);
        return new Report(step, Scores.of(harness.searched(), metrics).orElseThrow(), metrics);
    }

    /** How many steps the trial made that another one goes on from. */
    private int stepsOf(OptionalInt continued) {
        Answer.Try earlier = continued.isPresent() ? ended.get(continued.getAsInt()) : null;
        return earlier == null ? 0 : earlier.steps().orElse(harness.steps);
    }

    /** A learning curve: half of the final value at the start, and the rest evenly with the steps. */
    private double at(double full, int step) {
        return harness.steps == 0 ? full : full * (0.5 + 0.5 * step / harness.steps);
    }

    private void record(Event event) {
        events.add(event);
        if (event instanceof Event.Asked asked) {
            waiting = asked.answer() == Answer.WAIT;
            done = asked.answer() == Answer.DONE;
            if (asked.answer() instanceof Answer.Try candidate) {
                nextTrial = asked.trial() + 1;
                started++;
                running.put(asked.trial(), candidate);
            }
        } else if (event instanceof Event.Rejected) {
            running.remove(event.trial());
            started--;
            rejections++;
            done = rejections >= REJECTIONS_IN_A_ROW;
        } else if (event instanceof Event.Told) {
            waiting = false;
            told++;
            ended.put(event.trial(), running.remove(event.trial()));
        }
        if (!(event instanceof Event.Rejected) && !(event instanceof Event.Asked)) {
            rejections = 0;
        }
        running.values().forEach(candidate -> tried.add(candidate.choices()));
    }

    @Override
    public void close() {
        search.close();
    }
}
