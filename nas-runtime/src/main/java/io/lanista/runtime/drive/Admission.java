package io.lanista.runtime.drive;

import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Model;
import io.lanista.api.space.InfeasibleException;
import io.lanista.api.space.SearchSpace;
import io.lanista.runtime.experiment.DuplicatePolicy;
import io.lanista.runtime.foreign.ForeignText;
import io.lanista.runtime.runs.Trial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * Decides what becomes of a candidate: it is run, refused, or gets the outcome of an earlier trial. Confined to the driver's
 * thread.
 */
final class Admission {
    /** Candidates are the same if they agree in all of this. */
    private record Key(Trial architecture, OptionalInt steps) {}

    /** What becomes of a candidate. */
    sealed interface Decision {
        /** It is run. */
        record Run(Model model) implements Decision {}

        /** It is refused. */
        record Refuse(String reason) implements Decision {
            public Refuse {
                reason = ForeignText.line(reason);
            }
        }

        /** It gets the outcome of this trial, once that has one. */
        record Follow(Trial first) implements Decision {}
    }

    private final SearchSpace space;
    private final DuplicatePolicy policy;
    private final Function<Model, Optional<String>> sieve;
    private final IntPredicate again;

    /** The first of each kind, where the first trial of their architecture was to train for another number of steps, or was refused. */
    private final Map<Key, Trial> firsts = new HashMap<>();

    private final Map<Integer, List<Trial>> followers = new HashMap<>();

    /**
     * Nothing was tried yet.
     *
     * @param sieve says why a model isn't worth its trial; empty if it is
     * @param again which trials are to try again what was tried before, whatever the policy
     */
    Admission(SearchSpace space, DuplicatePolicy policy, Function<Model, Optional<String>> sieve, IntPredicate again) {
        this.space = space;
        this.policy = policy;
        this.sieve = sieve;
        this.again = again;
    }

    /** Decides; asking again for the same trial gives the same answer. */
    Decision decide(Trial trial) {
        if (policy != DuplicatePolicy.REPEAT && !again.test(trial.number())) {
            Trial first = remember(trial);
            if (first != trial && policy == DuplicatePolicy.REUSE) {
                return new Decision.Follow(first);
            }
            if (first != trial && policy == DuplicatePolicy.REJECT) {
                return new Decision.Refuse("The candidate was tried before, as trial " + first.number() + ".");
            }
        }
        try {
            Model model = space.freeze(trial.candidate().choices());
            Optional<String> violation = space.constraints().stream()
                    .flatMap(constraint -> constraint.violation(model).stream())
                    .findFirst()
                    .or(() -> sieve.apply(model));
            return violation.isPresent() ? new Decision.Refuse(violation.get()) : new Decision.Run(model);
        } catch (InfeasibleException | InvalidArchitectureException e) {
            return new Decision.Refuse(String.valueOf(e.getMessage()));
        }
    }

    /** Takes note of a trial of an earlier session. */
    void replayed(Trial trial) {
        if (policy != DuplicatePolicy.REPEAT && !again.test(trial.number())) {
            remember(trial);
        }
    }

    /** The first trial that was the same; the trial itself, if none was. One that was refused has no outcome to reuse. */
    private Trial remember(Trial trial) {
        Trial alike = trial.first();
        if (alike.candidate().steps().equals(trial.candidate().steps()) && isKnown(alike, trial)) {
            return alike;
        }
        Key key = new Key(alike, trial.candidate().steps());
        Trial first = firsts.get(key);
        if (first == null || !isKnown(first, trial)) {
            firsts.put(key, trial);
            return trial;
        }
        return first;
    }

    private boolean isKnown(Trial first, Trial trial) {
        return first == trial || policy != DuplicatePolicy.REUSE || !first.isRefused();
    }

    /** Lets a trial wait for another one's outcome. */
    void follow(Trial trial, Trial first) {
        followers.computeIfAbsent(first.number(), number -> new ArrayList<>()).add(trial);
    }

    /** Those that wait for this trial's outcome; they wait no longer. */
    List<Trial> followersOf(int trial) {
        List<Trial> waiting = followers.remove(trial);
        return waiting == null ? List.of() : waiting;
    }
}
