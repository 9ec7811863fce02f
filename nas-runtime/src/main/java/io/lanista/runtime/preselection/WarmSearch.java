package io.lanista.runtime.preselection;

import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.PastTrial;
import io.lanista.api.strategy.Search;
import io.lanista.api.trial.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A search whose first trials are given, and whose others a strategy proposes, which is opened when the last of the first has ended and
 * knows them as past trials. To the strategy, its own trials are numbered from 0. Deterministic, as far as both are.
 */
public final class WarmSearch implements Search {
    private final Supplier<List<Choices>> first;
    private final Function<List<PastTrial>, Search> strategy;
    private final Map<Integer, Choices> running = new HashMap<>();
    private final List<PastTrial> ended = new ArrayList<>();
    private @Nullable List<Choices> picks;
    private int asked;
    private int offset;
    private @Nullable Search search;

    /**
     * With these trials first.
     *
     * @param first is asked for them when the first one is due
     * @param strategy opens the strategy's search, given the trials before
     */
    public WarmSearch(Supplier<List<Choices>> first, Function<List<PastTrial>, Search> strategy) {
        this.first = first;
        this.strategy = strategy;
    }

    @Override
    public Answer ask(Ask ask) {
        List<Choices> given = picks;
        if (given == null) {
            given = List.copyOf(first.get());
            picks = given;
        }
        if (asked < given.size()) {
            Choices next = given.get(asked++);
            running.put(ask.trial(), next);
            return Answer.tryOut(next);
        }
        Search own = search;
        if (own == null && !running.isEmpty()) {
            return Answer.WAIT;
        }
        if (own == null) {
            offset = ask.trial();
            own = strategy.apply(List.copyOf(ended));
            search = own;
        }
        return numbered(own.ask(Ask.of(ask.trial() - offset, ask.freeSlots(), ask.random())));
    }

    /** The strategy's answer with the numbers that trials have outside. */
    private Answer numbered(Answer answer) {
        return answer instanceof Answer.Try candidate && candidate.continues().isPresent()
                ? new Answer.Try(
                        candidate.choices(),
                        candidate.steps(),
                        OptionalInt.of(candidate.continues().getAsInt() + offset))
                : answer;
    }

    @Override
    public void tell(int trial, Outcome outcome) {
        Choices given = running.remove(trial);
        if (given != null) {
            ended.add(new PastTrial(given, outcome));
        } else if (search != null) {
            search.tell(trial - offset, outcome);
        }
    }

    /** The strategy was opened with the first trials as they were told. */
    @Override
    public void revise(int trial, Outcome mean) {
        if (search != null && trial >= offset) {
            search.revise(trial - offset, mean);
        }
    }

    @Override
    public Verdict onReport(int trial, Report report) {
        return running.containsKey(trial) || search == null
                ? Verdict.CONTINUE
                : search.onReport(trial - offset, report);
    }

    @Override
    public void reject(int trial, String reason) {
        if (running.containsKey(trial) || search == null) {
            tell(trial, Outcome.failed(reason));
        } else {
            search.reject(trial - offset, reason);
        }
    }

    @Override
    public void close() {
        if (search != null) {
            search.close();
        }
    }
}
