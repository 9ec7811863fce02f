package io.lanista.runtime.journal;

import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.DataDescription;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.artifact.JarIdentity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
     * @param method whether a strategy searches, or a one-shot trainer
     * @param searcher the strategy or the trainer
     * @param evaluator what measures
     * @param objectives what the search is after
     * @param stopping the rule that ends bad trials early, in words
     * @param constraints what architectures must satisfy, in words and in order
     * @param settings what else changes answers, by name; in words
     * @param fingerprints what the run works on that isn't in its description, such as {@code data}: a digest of each, by name
     * @param seed the experiment's seed
     * @param parallelism how many trials were to run at once
     * @param trials the budget of trials that the strategy was told; empty if it was told none
     * @param plugins what else bundles provided
     */
    record Header(
            String experiment,
            String spaceHash,
            Map<String, String> decisions,
            Method method,
            Component searcher,
            Component evaluator,
            List<Objective> objectives,
            String stopping,
            List<String> constraints,
            Map<String, String> settings,
            Map<String, String> fingerprints,
            long seed,
            int parallelism,
            OptionalInt trials,
            List<Plugin> plugins)
            implements JournalRecord {
        /** Copies. */
        public Header {
            objectives = List.copyOf(objectives);
            plugins = List.copyOf(plugins);
            constraints = List.copyOf(constraints);
            decisions = copy(decisions);
            settings = copy(settings);
            fingerprints = copy(fingerprints);
        }

        private static Map<String, String> copy(Map<String, String> map) {
            return Collections.unmodifiableMap(new LinkedHashMap<>(map));
        }
    }

    /**
     * What the evaluator found in its data before anything was evaluated. Comes after the header, where the evaluator says it.
     *
     * @param data with a fingerprint that the header has, too
     */
    record Described(DataDescription data) implements JournalRecord {}

    /** How an experiment searches. */
    enum Method {
        /** Trial by trial. */
        STRATEGY,
        /** By training one supernet. */
        TRAINER;

        /** In one word, for people and for the journal. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
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
     * Something that a bundle provides to a run.
     *
     * @param kind such as {@code layer type}
     * @param name its own
     * @param bundle where it comes from
     * @param version the bundle's
     */
    record Plugin(String kind, String name, String bundle, String version) {
        /** Kind and name. */
        public String what() {
            return kind + " '" + name + "'";
        }

        /** Bundle and version. */
        public String origin() {
            return bundle + " " + version;
        }
    }

    /**
     * Which bytes the run uses from here on, where plug-ins come from jars. Follows the header, and a {@link Resumed} where something
     * changed.
     *
     * @param jars all of them
     */
    record Jars(List<JarIdentity> jars) implements JournalRecord {
        /** Copies. */
        public Jars {
            jars = List.copyOf(jars);
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
     * An epoch of a supernet's training ended; a checkpoint of it was saved before.
     *
     * @param epoch from 1, rising without gaps
     * @param epochs how many there are to be
     * @param metrics what the trainer measured
     * @param weights of each decision, by label, the weight of each candidate
     * @param notes what the trainer wanted people to know since the epoch before
     */
    record Epoch(int epoch, int epochs, Metrics metrics, Map<String, Map<String, Double>> weights, List<String> notes)
            implements JournalRecord {
        /** Copies. */
        public Epoch {
            Map<String, Map<String, Double>> copy = new LinkedHashMap<>();
            weights.forEach((label, candidates) ->
                    copy.put(label, Collections.unmodifiableMap(new LinkedHashMap<>(candidates))));
            weights = Collections.unmodifiableMap(copy);
            notes = List.copyOf(notes);
        }
    }

    /**
     * The supernet's training ended, and this was exported.
     *
     * @param choices the architecture
     * @param cut why it ended before it was trained to the end
     * @param notes what the trainer wanted people to know since the last epoch
     */
    record Exported(Choices choices, Cut cut, List<String> notes) implements JournalRecord {
        /** Copies. */
        public Exported {
            notes = List.copyOf(notes);
        }
    }

    /** Why a supernet's training ended. */
    enum Cut {
        /** It was trained to the end. */
        NONE,
        /** The time was over. */
        TIME,
        /** Somebody interrupted it; it goes on later. */
        CANCELLED;

        /** How the journal writes it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A later session took the experiment up again here. Trials that had not ended are run again.
     *
     * @param trials the budget of trials from here on, if there is one
     * @param parallelism how many trials run at once from here on
     * @param plugins those that were not used before, or come from another bundle or version from here on
     */
    record Resumed(OptionalInt trials, int parallelism, List<Plugin> plugins) implements JournalRecord {
        /** Copies. */
        public Resumed {
            plugins = List.copyOf(plugins);
        }
    }

    /**
     * The time was over while this trial ran. What it reported last counts until a later session goes on with it.
     *
     * @param seconds how long its last attempt took
     */
    record CutShort(int trial, double seconds) implements JournalRecord {}

    /** A pause ended, which took so long; that counts for no limit. */
    record Paused(double seconds) implements JournalRecord {}

    /** The winner so far was measured on data that the search never saw; no metrics if there are no such data. */
    record Tested(int trial, Metrics metrics) implements JournalRecord {}

    /** A session ended in good order, for this reason. */
    record Closed(String reason) implements JournalRecord {}
}
