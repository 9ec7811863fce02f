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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds an {@link Experiment}. For use by one thread. */
public final class ExperimentBuilder {
    /** The {@link #reevaluate share} where results depend on the seed. */
    public static final double REEVALUATE = 0.1;

    private static final int LONGEST_NAME = 200;
    private static final int FAILURES = 5;
    private static final int RETRIES = 1;
    private static final int REJECTS = 1000;

    final String name;

    @Nullable SearchSpace space;

    @Nullable PluginChoice<Strategy> strategy;

    @Nullable PluginChoice<OneShotTrainer> trainer;

    int baseline;

    @Nullable Choices architecture;

    @Nullable PluginChoice<Evaluator> evaluator;

    List<Object> given = List.of();
    List<Objective> objectives = List.of();

    @Nullable Scalarisation scalarisation;

    Budget budget = Budget.UNLIMITED;
    int parallelism = 1;
    boolean parallelismOfMachine;
    long seed;

    @Nullable DuplicatePolicy duplicates;

    OptionalDouble reevaluate = OptionalDouble.empty();

    @Nullable SpaceOrigin spaceOrigin;

    @Nullable Duration trialTime;

    int retries = RETRIES;
    int maxFailuresInARow = FAILURES;
    int maxRejectsInARow = REJECTS;
    Stopping stopping = Stopping.NONE;

    @Nullable String executor;

    Map<String, Object> executorOptions = Map.of();
    List<PluginChoice<RunListenerProvider>> trackers = List.of();
    Durability durability = Durability.FORCED;
    Path baseFolder = Path.of("");

    @Nullable Path runsFolder;

    @Nullable Path runFolder;

    @Nullable String source;

    @Nullable PluginLock lock;

    Continuation continuation = Continuation.AUTO;
    List<Path> past = List.of();

    @Nullable PastWinners pastWinners;

    @Nullable WarmStart warmStart;

    @Nullable ProxyFilter filter;

    ExperimentBuilder(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException("The name (" + name + ") of an experiment must be letters, digits,"
                    + " '.', '_' and '-', since folders are called after it. Maybe (" + tidy(name) + ").");
        }
        if (name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("The name of an experiment has (" + name.length()
                    + ") letters, and at most (" + LONGEST_NAME + ") are allowed, since folders are called after it.");
        }
        this.name = name;
    }

    private static String tidy(String name) {
        String tidy = name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+", "");
        return tidy.isEmpty() ? "experiment" : tidy;
    }

    /** What is searched; required. */
    public ExperimentBuilder space(SearchSpace searched) {
        spaceOrigin = null;
        space = given(searched, "space");
        return this;
    }

    /** What is searched, and the plug-in that it comes from; the journal names it, and a later session notices another version. */
    public ExperimentBuilder space(SearchSpace searched, SpaceOrigin from) {
        spaceOrigin = given(from, "origin of the space");
        space = given(searched, "space");
        return this;
    }

    /** The strategy among the plug-ins with this name; a strategy, a trainer or an architecture is required, and the last one set counts. */
    public ExperimentBuilder strategy(String strategyName, Map<String, ?> options) {
        return searchedBy(PluginChoice.named(strategyName, options), null);
    }

    /** A strategy of this program's own. */
    public ExperimentBuilder strategy(Strategy object, Map<String, ?> options) {
        return searchedBy(PluginChoice.given(given(object, "strategy").name(), object, options), null);
    }

    /** The one-shot trainer among the plug-ins with this name, instead of a strategy. */
    public ExperimentBuilder trainer(String trainerName, Map<String, ?> options) {
        return searchedBy(null, PluginChoice.named(trainerName, options));
    }

    /** A one-shot trainer of this program's own. */
    public ExperimentBuilder trainer(OneShotTrainer object, Map<String, ?> options) {
        return searchedBy(null, PluginChoice.given(given(object, "trainer").name(), object, options));
    }

    /**
     * Random architectures of the same space that are trained beside what a trainer exported: what there is to be reached without a
     * search. None unless set; 3 say more than 1.
     */
    public ExperimentBuilder baseline(int architectures) {
        baseline = atLeast(0, architectures, "The number of random architectures");
        return this;
    }

    /** No search: this architecture is tried, and that is the end. */
    public ExperimentBuilder architecture(Choices choices) {
        searchedBy(null, null);
        architecture = given(choices, "architecture");
        return this;
    }

    private ExperimentBuilder searchedBy(
            @Nullable PluginChoice<Strategy> byTrials, @Nullable PluginChoice<OneShotTrainer> inSupernet) {
        strategy = byTrials;
        trainer = inSupernet;
        architecture = null;
        return this;
    }

    /** The evaluator among the plug-ins with this name; an evaluator is required. */
    public ExperimentBuilder evaluator(String evaluatorName, Map<String, ?> options) {
        evaluator = PluginChoice.named(evaluatorName, options);
        return this;
    }

    /** An evaluator of this program's own. */
    public ExperimentBuilder evaluator(Evaluator object, Map<String, ?> options) {
        evaluator = PluginChoice.given(given(object, "evaluator").name(), object, options);
        return this;
    }

    /**
     * Hands an object over to the evaluator of this experiment, which finds it by its type: its data in memory, as a {@code DataSet} or a
     * {@code DataSplit}, or a {@code DataSource}. It comes before those that the runtime was given. Trials run in this JVM then. A run
     * is refused if the evaluator doesn't ask for it; a later session goes on only if the data are the same.
     */
    public ExperimentBuilder given(Object object) {
        given = Stream.concat(given.stream(), Stream.of(given(object, "object for the evaluator")))
                .toList();
        return this;
    }

    /** What the search is after; required. */
    public ExperimentBuilder objective(Objective sought) {
        return objectives(List.of(given(sought, "objective")));
    }

    /** What the search is after, at least one objective, each with a metric of its own; required. */
    public ExperimentBuilder objectives(List<Objective> sought) {
        List<String> metrics = sought.stream().map(Objective::metric).toList();
        if (sought.isEmpty() || metrics.stream().distinct().count() < metrics.size()) {
            throw new IllegalArgumentException(
                    "An experiment is after at least one objective, each with a metric of its own, and " + sought
                            + " were given.");
        }
        objectives = List.copyOf(sought);
        return this;
    }

    /** Makes one number of several objectives, for a strategy that knows one only; not done unless set. */
    public ExperimentBuilder scalarisation(Scalarisation rule) {
        scalarisation = given(rule, "scalarisation");
        return this;
    }

    /** When it ends; without a limit unless set. */
    public ExperimentBuilder budget(Budget limits) {
        budget = given(limits, "budget");
        return this;
    }

    /** How many trials run at once: 1 unless set. */
    public ExperimentBuilder parallelism(int trials) {
        parallelism = atLeast(1, trials, "The parallelism");
        parallelismOfMachine = false;
        return this;
    }

    /** As many trials at once as this machine has cores and free memory for when the run begins. */
    public ExperimentBuilder parallelismOfMachine() {
        parallelismOfMachine = true;
        return this;
    }

    /** What all randomness comes from: 0 unless set. */
    public ExperimentBuilder seed(long value) {
        seed = value;
        return this;
    }

    /** What happens to candidates that were tried before; what suits the evaluator unless set. */
    public ExperimentBuilder duplicates(DuplicatePolicy policy) {
        duplicates = given(policy, "policy for duplicates");
        return this;
    }

    /**
     * How many trials may evaluate a contender again, with another seed: at most this share along the way, and as large a share of a known
     * number of trials at the end; no more than it takes to tell which architecture is best. They count as trials of the budget. {@link #REEVALUATE} unless
     * set where results depend on the seed and there is one objective, none otherwise.
     *
     * @param share from 0, for none, to 0.9
     */
    public ExperimentBuilder reevaluate(double share) {
        if (!(share >= 0 && share <= 0.9)) {
            throw new IllegalArgumentException(
                    "The share of the trials that evaluate a contender again (" + share + ") must be from 0 to 0.9.");
        }
        reevaluate = OptionalDouble.of(share);
        return this;
    }

    /** How long one trial may take; without a limit unless set. */
    public ExperimentBuilder trialTime(Duration limit) {
        trialTime = limit;
        return this;
    }

    /** How often a trial is run again whose worker died: once unless set. */
    public ExperimentBuilder retries(int times) {
        retries = atLeast(0, times, "The number of retries");
        return this;
    }

    /** After how many failures in a row it ends: 5 unless set. */
    public ExperimentBuilder maxFailuresInARow(int failures) {
        maxFailuresInARow = atLeast(1, failures, "The number of failures in a row");
        return this;
    }

    /** After how many refused candidates in a row it ends: 1000 unless set. */
    public ExperimentBuilder maxRejectsInARow(int rejects) {
        maxRejectsInARow = atLeast(1, rejects, "The number of refused candidates in a row");
        return this;
    }

    /** What ends bad trials early; nothing unless set. */
    public ExperimentBuilder stopping(Stopping rule) {
        stopping = given(rule, "stopping rule");
        return this;
    }

    /** Where trials run; what suits the evaluator unless set. */
    public ExperimentBuilder executor(String executorName, Map<String, ?> options) {
        executor = given(executorName, "executor");
        executorOptions = Collections.unmodifiableMap(new LinkedHashMap<>(given(options, "table of options")));
        return this;
    }

    /** Adds a listener among the plug-ins with this name, which watches the runs. */
    public ExperimentBuilder tracker(String providerName, Map<String, ?> options) {
        return tracker(PluginChoice.named(providerName, options));
    }

    /** Adds a listener of this program's own, made anew for each run. */
    public ExperimentBuilder tracker(RunListenerProvider object, Map<String, ?> options) {
        return tracker(PluginChoice.given(given(object, "tracker").name(), object, options));
    }

    private ExperimentBuilder tracker(PluginChoice<RunListenerProvider> choice) {
        trackers = Stream.concat(trackers.stream(), Stream.of(choice)).toList();
        return this;
    }

    /** How far a journal line must have got before it is acted upon: to the disk unless set. */
    public ExperimentBuilder durability(Durability level) {
        durability = given(level, "durability");
        return this;
    }

    /** The folder against which relative paths in options are resolved: the working directory unless set. */
    public ExperimentBuilder baseFolder(Path folder) {
        baseFolder = given(folder, "base folder");
        return this;
    }

    /** The folder in which run folders are made: that of the runtime which runs it, unless set. */
    public ExperimentBuilder runsFolder(Path folder) {
        runsFolder = given(folder, "folder of runs");
        return this;
    }

    /** The folder in which run folders are made, if none was set. */
    public ExperimentBuilder runsFolderUnlessSet(Path folder) {
        return runsFolder == null ? runsFolder(folder) : this;
    }

    /** The run folder itself; one that has a journal is continued. */
    public ExperimentBuilder runFolder(Path folder) {
        runFolder = given(folder, "folder of the run");
        return this;
    }

    /** The text of the file that it was read from. */
    public ExperimentBuilder source(String text) {
        source = given(text, "text of the file");
        return this;
    }

    /** Refuses to start with other plug-ins than these, which are known by their bytes. */
    public ExperimentBuilder lock(PluginLock plugins) {
        lock = given(plugins, "lock");
        return this;
    }

    /** What to do with a run that was begun before: {@link Continuation#AUTO} unless set. */
    public ExperimentBuilder continuation(Continuation choice) {
        continuation = given(choice, "continuation");
        return this;
    }

    /**
     * Runs whose trials a new run is told of beforehand, over the same or a similar space: those of their trials that the space has.
     *
     * @param runs their folders
     */
    public ExperimentBuilder past(List<Path> runs) {
        past = List.copyOf(runs);
        return this;
    }

    /** Begins with what was best in earlier runs, over the same or a similar space; of a past that may mislead. */
    public ExperimentBuilder pastWinners(PastWinners winners) {
        pastWinners = given(winners, "choice of past winners");
        return this;
    }

    /** Begins with what a proxy likes best; for evaluators that train on data. */
    public ExperimentBuilder warmStart(WarmStart start) {
        warmStart = given(start, "warm start");
        return this;
    }

    /** Trains only what a proxy likes; for evaluators that train on data. */
    public ExperimentBuilder filter(ProxyFilter sieve) {
        filter = given(sieve, "filter");
        return this;
    }

    /**
     * The experiment.
     *
     * @throws IllegalStateException if something that is required is missing
     * @throws ExperimentException if something doesn't suit the number of objectives
     */
    public Experiment build() {
        need(space, "a space");
        if (trainer == null && architecture == null) {
            need(strategy, "a strategy or a trainer");
        }
        need(evaluator, "an evaluator");
        need(objectives.isEmpty() ? null : objectives, "an objective");
        checkObjectives();
        if (strategy == null && (warmStart != null || filter != null)) {
            throw new ExperimentException(
                    "A warm start and a filter choose what a strategy's trials are, and the experiment (" + name
                            + ") has no strategy. Maybe leave (" + (warmStart != null ? "warm_start" : "filter")
                            + ") out.");
        }
        if (pastWinners != null && (strategy == null || warmStart != null)) {
            throw new ExperimentException(
                    "The winners of past runs decide the first trials of a strategy, and the experiment (" + name
                            + ") has " + (strategy == null ? "no strategy" : "a warm_start, which decides them, too")
                            + ". Maybe leave one of them out.");
        }
        if (baseline > 0 && trainer == null) {
            throw new ExperimentException(
                    "A baseline of (" + baseline + ") random architectures is what a one-shot trainer's export is"
                            + " compared with, and no trainer searches. Maybe compare with a run"
                            + " of the strategy 'random'.");
        }
        return new Experiment(copy());
    }

    private void checkObjectives() {
        String misfit = scalarisation == null ? "" : scalarisation.misfit(objectives);
        if (!misfit.isEmpty()) {
            throw new ExperimentException(misfit);
        }
        if (objectives.size() > 1 && budget.target().isPresent()) {
            throw new ExperimentException("The budget's target is a score of one objective, and the search is after "
                    + objectives + ". Maybe give objectives bounds, and end it by trials or time.");
        }
        if (objectives.size() > 1 && reevaluate.orElse(0) > 0) {
            throw new ExperimentException("Contenders are evaluated again (reevaluate: " + reevaluate.getAsDouble()
                    + ") in a search after one objective only, and this one is after " + objectives
                    + ", where each trial stands for itself. Maybe leave it out.");
        }
        if (objectives.size() > 1 && stopping instanceof CurveStopping) {
            throw new ExperimentException(
                    "The stopping rule 'curve' extrapolates one objective, and the search is after " + objectives
                            + ". Maybe take the rule 'median', which knows several.");
        }
    }

    private static int atLeast(int low, int value, String what) {
        if (value < low) {
            throw new IllegalArgumentException(what + " (" + value + ") must be at least " + low + ".");
        }
        return value;
    }

    /** Said where it is given, and not where it is used much later. */
    private static <T> T given(T part, String what) {
        return Objects.requireNonNull(part, () -> "The " + what + " of an experiment is null");
    }

    static <T> T need(@Nullable T part, String what) {
        if (part == null) {
            throw new IllegalStateException("The experiment needs " + what + ". Maybe set it before build().");
        }
        return part;
    }

    ExperimentBuilder copy() {
        ExperimentBuilder copy = new ExperimentBuilder(name);
        copy.space = space;
        copy.spaceOrigin = spaceOrigin;
        copy.architecture = architecture;
        copy.strategy = strategy;
        copy.trainer = trainer;
        copy.baseline = baseline;
        copy.evaluator = evaluator;
        copy.given = given;
        copy.objectives = objectives;
        copy.scalarisation = scalarisation;
        copy.budget = budget;
        copy.parallelism = parallelism;
        copy.parallelismOfMachine = parallelismOfMachine;
        copy.seed = seed;
        copy.duplicates = duplicates;
        copy.reevaluate = reevaluate;
        copy.trialTime = trialTime;
        copy.retries = retries;
        copy.maxFailuresInARow = maxFailuresInARow;
        copy.maxRejectsInARow = maxRejectsInARow;
        copy.stopping = stopping;
        copy.executor = executor;
        copy.executorOptions = executorOptions;
        copy.trackers = trackers;
        copy.durability = durability;
        copy.baseFolder = baseFolder;
        copy.runsFolder = runsFolder;
        copy.runFolder = runFolder;
        copy.source = source;
        copy.lock = lock;
        copy.continuation = continuation;
        copy.past = past;
        copy.pastWinners = pastWinners;
        copy.warmStart = warmStart;
        copy.filter = filter;
        return copy;
    }
}
