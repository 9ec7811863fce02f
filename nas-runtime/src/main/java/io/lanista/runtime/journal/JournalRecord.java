package io.lanista.runtime.journal;

import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** One thing that happened in an experiment. Their order in the journal is the order in which the strategy saw them. */
public sealed interface JournalRecord {
    /**
     * The first line: what the rest depends on.
     *
     * @param experiment its name
     * @param spaceHash the hash of the space that is searched, see {@code SearchSpace.hash()}
     * @param decisions its decisions in words, by label, to say what changed if it changes
     * @param strategy what answers
     * @param evaluator what measures
     * @param objective what the search is after
     * @param stopping the rule that ends bad trials early, in words
     * @param seed the experiment's seed
     * @param parallelism how many trials were to run at once
     * @param trials the budget of trials that the strategy was told; empty if it was told none
     */
    record Header(
            String experiment,
            String spaceHash,
            Map<String, String> decisions,
            Component strategy,
            Component evaluator,
            Objective objective,
            String stopping,
            long seed,
            int parallelism,
            OptionalInt trials)
            implements JournalRecord {
        /** Copies. */
        public Header {
            decisions = Collections.unmodifiableMap(new LinkedHashMap<>(decisions));
        }
    }

    /**
     * A plug-in as the header names it.
     *
     * @param name its name
     * @param bundle the bundle that it came from
     * @param version that bundle's version
     * @param options its options, defaults included
     */
    record Component(String name, String bundle, String version, Map<String, Object> options) {
        /** Copies. */
        public Component {
            options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        }

        @Override
        public String toString() {
            return name + " (" + bundle + " " + version + ")";
        }
    }

    /**
     * The strategy was asked, and answered.
     *
     * @param trial the number that the question carried
     * @param freeSlots how many trials could have been started
     * @param answer what came back; a candidate becomes the trial with that number
     */
    record Asked(int trial, int freeSlots, Answer answer) implements JournalRecord {}

    /** The host won't run the trial, and told the strategy so. */
    record Rejected(int trial, String reason) implements JournalRecord {}

    /**
     * A running trial reported intermediate metrics.
     *
     * @param step from 1, rising for one trial, also over several attempts
     */
    record Reported(int trial, int step, Metrics metrics) implements JournalRecord {}

    /**
     * A trial ended, and the strategy was told so.
     *
     * @param seconds how long its last attempt took
     * @param reused the trial whose outcome this is, if it was not run itself
     * @param log a file that says more, for one that failed in a worker
     */
    record Ended(
            int trial,
            Outcome outcome,
            double seconds,
            OptionalInt reused,
            @Nullable String log) implements JournalRecord {}

    /**
     * A later session took the experiment up again here. Trials that had not ended are run again.
     *
     * @param trials the budget of trials from here on, if there is one
     * @param parallelism how many trials run at once from here on
     */
    record Resumed(OptionalInt trials, int parallelism) implements JournalRecord {}

    /** The winner so far was measured on data that the search never saw; no metrics if there are no such data. */
    record Tested(int trial, Metrics metrics) implements JournalRecord {}

    /** A session ended in good order, for this reason. */
    record Closed(String reason) implements JournalRecord {}
}
