package io.lanista.runtime.experiment;

import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Strategy;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.journal.Durability;
import io.lanista.runtime.journal.JournalRecord.Plugin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * All that defines a search: what is searched, by which strategy, measured how, for how long. Immutable; made by
 * {@link #named}.
 *
 * <pre>{@code
 * Experiment experiment = Experiment.named("digits")
 *         .space(space)
 *         .strategy("tpe", Map.of())
 *         .evaluator("classification", Map.of("epochs", 5))
 *         .objective(Objective.maximize("accuracy"))
 *         .budget(Budget.ofTrials(20))
 *         .build();
 * }</pre>
 */
public final class Experiment {
    /** A trial runs in this JVM. */
    public static final String INLINE = "inline";

    /** A trial runs in a worker JVM. */
    public static final String FORKED = "forked";

    private final ExperimentBuilder parts;

    Experiment(ExperimentBuilder parts) {
        this.parts = parts;
    }

    /** A builder for an experiment with this name. */
    public static ExperimentBuilder named(String name) {
        return new ExperimentBuilder(name);
    }

    /** A builder that begins with all that this experiment has. */
    public ExperimentBuilder toBuilder() {
        return parts.copy();
    }

    /** Its name; run folders are called after it. */
    public String name() {
        return parts.name;
    }

    /** What is searched; fitted to the data when the experiment starts, where the data decide a shape. */
    public SearchSpace space() {
        return ExperimentBuilder.need(parts.space, "a space");
    }

    /** The plug-in that the space comes from, if one gave it. */
    Optional<Plugin> spacePlugin() {
        return Optional.ofNullable(parts.spacePlugin);
    }

    /** What proposes; empty if a trainer searches. */
    public Optional<Chosen<Strategy>> strategy() {
        return Optional.ofNullable(parts.strategy);
    }

    /** What trains a supernet and exports its best architecture, which becomes the only trial; empty if a strategy searches. */
    public Optional<Chosen<OneShotTrainer>> trainer() {
        return Optional.ofNullable(parts.trainer);
    }

    /** What measures. */
    public Chosen<Evaluator> evaluator() {
        return ExperimentBuilder.need(parts.evaluator, "an evaluator");
    }

    /** What the search is after. */
    public Objective objective() {
        return ExperimentBuilder.need(parts.objective, "an objective");
    }

    /** When it ends. */
    public Budget budget() {
        return parts.budget;
    }

    /** How many trials run at once. */
    public int parallelism() {
        return parts.parallelism;
    }

    /** What all its randomness comes from. */
    public long seed() {
        return parts.seed;
    }

    /** What happens to candidates that were tried before; empty for what suits the evaluator. */
    public Optional<DuplicatePolicy> duplicates() {
        return Optional.ofNullable(parts.duplicates);
    }

    /** How long one trial may take; one that takes longer fails. */
    public Optional<Duration> trialTime() {
        return Optional.ofNullable(parts.trialTime);
    }

    /** How often a trial is run again whose worker died; other failures are the trial's own. */
    public int retries() {
        return parts.retries;
    }

    /** After how many failures in a row it ends. */
    public int maxFailuresInARow() {
        return parts.maxFailuresInARow;
    }

    /** After how many refused candidates in a row it ends, since the strategy has nothing new to propose. */
    public int maxRejectsInARow() {
        return parts.maxRejectsInARow;
    }

    /** What ends bad trials early. */
    public Stopping stopping() {
        return parts.stopping;
    }

    /** Where trials run: {@link #INLINE}, {@link #FORKED}, or a plug-in's; empty for what suits the evaluator. */
    public Optional<String> executor() {
        return Optional.ofNullable(parts.executor);
    }

    /** The executor's options. */
    public Map<String, Object> executorOptions() {
        return parts.executorOptions;
    }

    /** How far a journal line must have got before it is acted upon. */
    public Durability durability() {
        return parts.durability;
    }

    /** The folder against which relative paths in options are resolved. */
    public Path baseFolder() {
        return parts.baseFolder;
    }

    /** The folder in which run folders are made. */
    public Path runsFolder() {
        return parts.runsFolder;
    }

    /** The run folder itself, if it is settled; otherwise a new one, or the one that is continued. */
    public Optional<Path> runFolder() {
        return Optional.ofNullable(parts.runFolder);
    }

    /** The text of the file that it was read from, of which the run folder keeps a copy. */
    public Optional<String> source() {
        return Optional.ofNullable(parts.source);
    }

    /** What to do with a run that was begun before. */
    public Continuation continuation() {
        return parts.continuation;
    }
}
