package io.lanista.runtime.experiment;

import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Strategy;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.artifact.PluginLock;
import io.lanista.runtime.journal.Durability;
import io.lanista.runtime.watch.RunListenerProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

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
    public Optional<SpaceOrigin> spaceOrigin() {
        return Optional.ofNullable(parts.spaceOrigin);
    }

    /** What proposes; empty if a trainer searches, or nothing does. */
    public Optional<PluginChoice<Strategy>> strategy() {
        return Optional.ofNullable(parts.strategy);
    }

    /** What trains a supernet and exports its best architecture, which becomes a trial; empty otherwise. */
    public Optional<PluginChoice<OneShotTrainer>> trainer() {
        return Optional.ofNullable(parts.trainer);
    }

    /** How many random architectures of the same space are trained beside what a trainer exported, to compare it with. */
    public int baseline() {
        return parts.baseline;
    }

    /** The only architecture that is tried, where nothing searches. */
    public Optional<Choices> architecture() {
        return Optional.ofNullable(parts.architecture);
    }

    /** What measures. */
    public PluginChoice<Evaluator> evaluator() {
        return ExperimentBuilder.need(parts.evaluator, "an evaluator");
    }

    /** What the program hands over to the evaluator of this experiment, which finds it by its type. */
    public List<Object> given() {
        return parts.given;
    }

    /** What the search is after, at least one objective. */
    public List<Objective> objectives() {
        return parts.objectives;
    }

    /** How one number is made of several objectives, for a strategy that knows one only. */
    public Optional<Scalarisation> scalarisation() {
        return Optional.ofNullable(parts.scalarisation);
    }

    /** When it ends. */
    public Budget budget() {
        return parts.budget;
    }

    /** How many trials run at once; counts for nothing if the machine decides. */
    public int parallelism() {
        return parts.parallelism;
    }

    /** Whether as many trials run at once as the machine has room for. */
    public boolean isParallelismOfMachine() {
        return parts.parallelismOfMachine;
    }

    /** What all its randomness comes from. */
    public long seed() {
        return parts.seed;
    }

    /** What happens to candidates that were tried before; empty for what suits the evaluator. */
    public Optional<DuplicatePolicy> duplicates() {
        return Optional.ofNullable(parts.duplicates);
    }

    /**
     * The share of the trials that evaluate a contender again, with another seed; empty for what suits the evaluator: {@link
     * ExperimentBuilder#REEVALUATE} where results depend on the seed, none otherwise.
     */
    public OptionalDouble reevaluate() {
        return parts.reevaluate;
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

    /** The listeners that plug-ins provide, which watch its runs. */
    public List<PluginChoice<RunListenerProvider>> trackers() {
        return parts.trackers;
    }

    /** How far a journal line must have got before it is acted upon. */
    public Durability durability() {
        return parts.durability;
    }

    /** The folder against which relative paths in options are resolved. */
    public Path baseFolder() {
        return parts.baseFolder;
    }

    /** The folder in which run folders are made: that of the runtime, which is {@code runs}, unless set. */
    public Path runsFolder() {
        return Objects.requireNonNullElseGet(parts.runsFolder, () -> Path.of("runs"));
    }

    /** The run folder itself, if it is given; otherwise a new one, or the one that is continued. */
    public Optional<Path> runFolder() {
        return Optional.ofNullable(parts.runFolder);
    }

    /** The text of the file that it was read from, of which the run folder keeps a copy. */
    public Optional<String> source() {
        return Optional.ofNullable(parts.source);
    }

    /** The plug-ins by their bytes that it is locked to, if it is; others are refused. */
    public Optional<PluginLock> lock() {
        return Optional.ofNullable(parts.lock);
    }

    /** What to do with a run that was begun before. */
    public Continuation continuation() {
        return parts.continuation;
    }

    /** The folders of runs whose trials a new run is told of beforehand. */
    public List<Path> past() {
        return parts.past;
    }

    /** The earlier runs whose winners decide the first trials, if any do. */
    public Optional<PastWinners> pastWinners() {
        return Optional.ofNullable(parts.pastWinners);
    }

    /** Which trials come first, if a proxy chooses them. */
    public Optional<WarmStart> warmStart() {
        return Optional.ofNullable(parts.warmStart);
    }

    /** What is trained at all, if a proxy decides that. */
    public Optional<ProxyFilter> filter() {
        return Optional.ofNullable(parts.filter);
    }
}
