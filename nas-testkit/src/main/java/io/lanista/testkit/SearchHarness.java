package io.lanista.testkit;

import io.lanista.api.option.Options;
import io.lanista.api.space.Architectures;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.PastTrial;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.strategy.Strategy;
import io.lanista.api.trial.Objective;
import io.lanista.base.random.Seeds;
import io.lanista.layer.LayerArchitectures;
import io.lanista.layer.LayerCatalogue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * Drives a strategy as the host does, in memory and on the caller's thread: it asks while slots are free, ends running
 * trials in an order that its seed decides, and records all that happens. A recording can be replayed on a new search.
 *
 * <p>What isn't set has a default: the strategy's default options, a {@link Landscape} to be maximised, seed 1, 40
 * trials, one at a time, none of which fails or is rejected.
 *
 * <pre>{@code
 * Recording run = SearchHarness.of(new MyStrategy(), StandardSpaces.flat()).parallelism(4).run();
 * }</pre>
 */
public final class SearchHarness {
    final Strategy strategy;
    final SearchSpace space;
    private Map<String, Object> given = Map.of();
    private List<Objective> objectives = List.of(Objective.maximize("accuracy"));
    private List<PastTrial> past = List.of();
    List<ToDoubleFunction<Choices>> values;
    long seed = 1;
    int trials = 40;
    int parallelism = 1;
    int steps;
    IntFunction<Fate> fates = trial -> Fate.SCORED;
    IntPredicate rejected = trial -> false;
    boolean rejectsDuplicates;

    private SearchHarness(Strategy strategy, SearchSpace space) {
        this.strategy = strategy;
        this.space = space;
        this.values = List.of(new Landscape(space, 1));
    }

    /** A harness for this strategy on this space. */
    public static SearchHarness of(Strategy strategy, SearchSpace space) {
        return new SearchHarness(strategy, space);
    }

    /** The strategy's options, as an experiment file gives them. */
    public SearchHarness options(Map<String, ?> options) {
        given = new LinkedHashMap<>(options);
        return this;
    }

    /** What the search is after. */
    public SearchHarness objective(Objective searched) {
        objectives = List.of(searched);
        return this;
    }

    /** What the search is after: several objectives, each with its metric for each candidate. */
    public SearchHarness objectives(List<Objective> searched, List<? extends ToDoubleFunction<Choices>> metrics) {
        objectives = List.copyOf(searched);
        values = List.copyOf(metrics);
        return this;
    }

    /** The objective's metric for each candidate. */
    public SearchHarness value(ToDoubleFunction<Choices> metric) {
        values = List.of(metric);
        return this;
    }

    /** The seed of the experiment; it also decides the order in which trials end. */
    public SearchHarness seed(long number) {
        seed = number;
        return this;
    }

    /** How many trials there are at most. */
    public SearchHarness trials(int count) {
        trials = count;
        return this;
    }

    /** How many trials run at once. */
    public SearchHarness parallelism(int count) {
        parallelism = count;
        return this;
    }

    /** Trials report this many steps when they are trained in full; the metric grows to its value on the way. */
    public SearchHarness steps(int count) {
        steps = count;
        return this;
    }

    /** How each trial ends, by its number. */
    public SearchHarness fates(IntFunction<Fate> byTrial) {
        fates = byTrial;
        return this;
    }

    /** Candidates to reject, by the number of their trial. */
    public SearchHarness rejecting(IntPredicate byTrial) {
        rejected = byTrial;
        return this;
    }

    /** Rejects what was tried before or is running, as the host does for evaluators without noise. */
    public SearchHarness rejectingDuplicates() {
        rejectsDuplicates = true;
        return this;
    }

    /** Finished trials of an earlier run. */
    public SearchHarness past(List<PastTrial> finished) {
        past = List.copyOf(finished);
        return this;
    }

    /**
     * Runs the search until it is done or the trials are used up.
     *
     * @throws AssertionError if the search breaks a rule of asking and telling
     */
    public Recording run() {
        return replay(new Recording(List.of()));
    }

    /**
     * Repeats what was recorded on a new search, as the host does to resume an experiment, and goes on from there.
     *
     * @return what was recorded, and what came after it
     * @throws AssertionError if the search answers differently, or breaks a rule of asking and telling
     */
    public Recording replay(Recording recorded) {
        try (HarnessRun run = open()) {
            run.replay(recorded);
            while (run.step()) {
                // Each step is recorded.
            }
            return run.recording();
        }
    }

    HarnessRun open() {
        return new HarnessRun(this, strategy.open(request()));
    }

    List<Objective> searched() {
        return objectives;
    }

    /** What the strategy is opened with. */
    public SearchRequest request() {
        return new Request(
                space,
                Options.parse("strategy '" + strategy.name() + "'", strategy.options(), given),
                objectives,
                new Seeds(seed),
                OptionalInt.of(trials),
                parallelism,
                steps == 0 ? OptionalInt.empty() : OptionalInt.of(steps),
                past,
                new LayerArchitectures(space, LayerCatalogue.standard()));
    }

    private record Request(
            SearchSpace space,
            Options options,
            List<Objective> objectives,
            Seeds seeds,
            OptionalInt trials,
            int parallelism,
            OptionalInt fullSteps,
            List<PastTrial> past,
            Architectures architectures)
            implements SearchRequest {
        @Override
        public RandomGenerator random() {
            return seeds.forSetup();
        }
    }
}
