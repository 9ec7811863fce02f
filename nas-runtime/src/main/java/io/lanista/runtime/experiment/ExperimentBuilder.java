package io.lanista.runtime.experiment;

import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.space.SpaceProvider;
import io.lanista.api.strategy.Strategy;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.journal.Durability;
import io.lanista.runtime.journal.JournalRecord.Plugin;
import io.lanista.runtime.plugin.PluginProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds an {@link Experiment}. For use by one thread. */
public final class ExperimentBuilder {
    private static final int FAILURES = 5;
    private static final int RETRIES = 1;
    private static final int REJECTS = 1000;

    final String name;

    @Nullable SearchSpace space;

    @Nullable Chosen<Strategy> strategy;

    @Nullable Chosen<OneShotTrainer> trainer;

    @Nullable Chosen<Evaluator> evaluator;

    @Nullable Objective objective;

    Budget budget = Budget.UNLIMITED;
    int parallelism = 1;
    long seed;

    @Nullable DuplicatePolicy duplicates;

    @Nullable Plugin spacePlugin;

    @Nullable Duration trialTime;

    int retries = RETRIES;
    int maxFailuresInARow = FAILURES;
    int maxRejectsInARow = REJECTS;
    Stopping stopping = Stopping.NONE;

    @Nullable String executor;

    Map<String, Object> executorOptions = Map.of();
    Durability durability = Durability.FORCED;
    Path baseFolder = Path.of("");
    Path runsFolder = Path.of("runs");

    @Nullable Path runFolder;

    @Nullable String source;

    Continuation continuation = Continuation.AUTO;

    ExperimentBuilder(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException("The name (" + name + ") of an experiment must be letters, digits,"
                    + " '.', '_' and '-', since folders are called after it. Maybe (" + tidy(name) + ").");
        }
        this.name = name;
    }

    private static String tidy(String name) {
        String tidy = name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+", "");
        return tidy.isEmpty() ? "experiment" : tidy;
    }

    /** What is searched; required. */
    public ExperimentBuilder space(SearchSpace searched) {
        spacePlugin = null;
        space = searched;
        return this;
    }

    /** What is searched, and the plug-in that it comes from; the journal names it, and a later session notices another version. */
    public ExperimentBuilder space(SearchSpace searched, PluginProvider<SpaceProvider> from) {
        spacePlugin = UsedPlugins.of(from);
        space = searched;
        return this;
    }

    /** The strategy among the plug-ins with this name; a strategy or a trainer is required, and the last one set searches. */
    public ExperimentBuilder strategy(String strategyName, Map<String, ?> options) {
        return searchedBy(Chosen.named(strategyName, options), null);
    }

    /** A strategy of this program's own. */
    public ExperimentBuilder strategy(Strategy object, Map<String, ?> options) {
        return searchedBy(Chosen.given(object.name(), object, options), null);
    }

    /** The one-shot trainer among the plug-ins with this name, instead of a strategy. */
    public ExperimentBuilder trainer(String trainerName, Map<String, ?> options) {
        return searchedBy(null, Chosen.named(trainerName, options));
    }

    /** A one-shot trainer of this program's own. */
    public ExperimentBuilder trainer(OneShotTrainer object, Map<String, ?> options) {
        return searchedBy(null, Chosen.given(object.name(), object, options));
    }

    /** No search: this architecture is tried, and that is the end. */
    public ExperimentBuilder architecture(Choices choices) {
        GivenArchitecture given = new GivenArchitecture();
        return strategy(given, given.options(choices));
    }

    private ExperimentBuilder searchedBy(
            @Nullable Chosen<Strategy> byTrials, @Nullable Chosen<OneShotTrainer> inSupernet) {
        strategy = byTrials;
        trainer = inSupernet;
        return this;
    }

    /** The evaluator among the plug-ins with this name; an evaluator is required. */
    public ExperimentBuilder evaluator(String evaluatorName, Map<String, ?> options) {
        evaluator = Chosen.named(evaluatorName, options);
        return this;
    }

    /** An evaluator of this program's own. */
    public ExperimentBuilder evaluator(Evaluator object, Map<String, ?> options) {
        evaluator = Chosen.given(object.name(), object, options);
        return this;
    }

    /** What the search is after; required. */
    public ExperimentBuilder objective(Objective sought) {
        objective = sought;
        return this;
    }

    /** When it ends; without a limit unless set. */
    public ExperimentBuilder budget(Budget limits) {
        budget = limits;
        return this;
    }

    /** How many trials run at once: 1 unless set. */
    public ExperimentBuilder parallelism(int trials) {
        if (trials < 1) {
            throw new IllegalArgumentException("The parallelism (" + trials + ") must be at least 1.");
        }
        parallelism = trials;
        return this;
    }

    /** What all randomness comes from: 0 unless set. */
    public ExperimentBuilder seed(long value) {
        seed = value;
        return this;
    }

    /** What happens to candidates that were tried before; what suits the evaluator unless set. */
    public ExperimentBuilder duplicates(DuplicatePolicy policy) {
        duplicates = policy;
        return this;
    }

    /** How long one trial may take; without a limit unless set. */
    public ExperimentBuilder trialTime(Duration limit) {
        trialTime = limit;
        return this;
    }

    /** How often a trial is run again whose worker died: once unless set. */
    public ExperimentBuilder retries(int times) {
        retries = times;
        return this;
    }

    /** After how many failures in a row it ends: 5 unless set. */
    public ExperimentBuilder maxFailuresInARow(int failures) {
        maxFailuresInARow = failures;
        return this;
    }

    /** After how many refused candidates in a row it ends: 1000 unless set. */
    public ExperimentBuilder maxRejectsInARow(int rejects) {
        maxRejectsInARow = rejects;
        return this;
    }

    /** What ends bad trials early; nothing unless set. */
    public ExperimentBuilder stopping(Stopping rule) {
        stopping = rule;
        return this;
    }

    /** Where trials run; what suits the evaluator unless set. */
    public ExperimentBuilder executor(String executorName, Map<String, ?> options) {
        executor = executorName;
        executorOptions = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        return this;
    }

    /** How far a journal line must have got before it is acted upon: to the disk unless set. */
    public ExperimentBuilder durability(Durability level) {
        durability = level;
        return this;
    }

    /** The folder against which relative paths in options are resolved: the working directory unless set. */
    public ExperimentBuilder baseFolder(Path folder) {
        baseFolder = folder;
        return this;
    }

    /** The folder in which run folders are made: {@code runs} unless set. */
    public ExperimentBuilder runsFolder(Path folder) {
        runsFolder = folder;
        return this;
    }

    /** The run folder itself; one that has a journal is continued. */
    public ExperimentBuilder runFolder(Path folder) {
        runFolder = folder;
        return this;
    }

    /** The text of the file that it was read from. */
    public ExperimentBuilder source(String text) {
        source = text;
        return this;
    }

    /** What to do with a run that was begun before: {@link Continuation#AUTO} unless set. */
    public ExperimentBuilder continuation(Continuation choice) {
        continuation = choice;
        return this;
    }

    /**
     * The experiment.
     *
     * @throws IllegalStateException if something that is required is missing
     */
    public Experiment build() {
        need(space, "a space");
        if (trainer == null) {
            need(strategy, "a strategy or a trainer");
        }
        need(evaluator, "an evaluator");
        need(objective, "an objective");
        return new Experiment(copy());
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
        copy.spacePlugin = spacePlugin;
        copy.strategy = strategy;
        copy.trainer = trainer;
        copy.evaluator = evaluator;
        copy.objective = objective;
        copy.budget = budget;
        copy.parallelism = parallelism;
        copy.seed = seed;
        copy.duplicates = duplicates;
        copy.trialTime = trialTime;
        copy.retries = retries;
        copy.maxFailuresInARow = maxFailuresInARow;
        copy.maxRejectsInARow = maxRejectsInARow;
        copy.stopping = stopping;
        copy.executor = executor;
        copy.executorOptions = executorOptions;
        copy.durability = durability;
        copy.baseFolder = baseFolder;
        copy.runsFolder = runsFolder;
        copy.runFolder = runFolder;
        copy.source = source;
        copy.continuation = continuation;
        return copy;
    }
}
