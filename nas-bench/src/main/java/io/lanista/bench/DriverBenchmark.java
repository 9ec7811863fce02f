package io.lanista.bench;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.ModelBuilder;
import io.lanista.api.model.Value;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.TrialContext;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.journal.Durability;
import io.lanista.runtime.watch.RunHandle;
import io.lanista.runtime.watch.RunInfo;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunStatus;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many trials per second go through the real driver and its journal, where evaluating them takes no time. The space has six
 * decisions of ten options each.
 *
 * @param runtime finds the strategy
 * @param strategy its name
 * @param options its options
 * @param folder where the journals are written
 */
public record DriverBenchmark(NasRuntime runtime, String strategy, Map<String, ?> options, Path folder) {
    /** Keeps a copy of the options. */
    public DriverBenchmark {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    private static final int DECISIONS = 6;
    private static final int OPTIONS = 10;
    private static final String METRIC = "sum";

    /**
     * What was measured.
     *
     * @param trialsPerSecond from the first question to the end
     * @param replaySeconds how long it took afterwards to replay the journal
     */
    public record Speed(double trialsPerSecond, double replaySeconds) {}

    /** Runs so many trials, so many at once, then replays them. */
    public Speed measure(String name, int trials, int parallelism, Durability durability) throws InterruptedException {
        Path run = folder.resolve(name);
        double seconds = run(run, trials, parallelism, durability).total();
        Times again = run(run, trials + 1, parallelism, durability);
        return new Speed(trials / seconds, again.untilStarted());
    }

    private record Times(double untilStarted, double total) {}

    private Times run(Path run, int trials, int parallelism, Durability durability) throws InterruptedException {
        Experiment experiment = Experiment.named("driver")
                .space(space())
                .strategy(strategy, options)
                .evaluator(new Summing(), Map.of())
                .objective(Objective.maximize(METRIC))
                .budget(Budget.ofTrials(trials))
                .parallelism(parallelism)
                .durability(durability)
                .runFolder(run)
                .build();
        long begun = System.nanoTime();
        AtomicLong started = new AtomicLong();
        RunListener listener = new RunListener() {
            @Override
            public void started(RunInfo info, RunStatus status) {
                started.set(System.nanoTime());
            }
        };
        try (RunHandle handle = runtime.start(experiment, listener)) {
            handle.await();
        }
        return new Times((started.get() - begun) / 1e9, (System.nanoTime() - begun) / 1e9);
    }

    private static SearchSpace space() {
        ModelBuilder model = Model.named("numbers").input("in", 1).then("out", Layer.of("identity"));
        for (int i = 0; i < DECISIONS; i++) {
            model.setting("d" + i, Value.integer("d" + i, 0, OPTIONS - 1));
        }
        return SearchSpace.of(model.build());
    }

    /** Adds the decisions up. */
    private static final class Summing implements Evaluator {
        @Override
        public String name() {
            return "summing";
        }

        @Override
        public Evaluation open(EvaluationRequest request) {
            return new Evaluation() {
                @Override
                public Metrics evaluate(Model model, TrialContext context) {
                    double sum = 0;
                    for (Value value : model.settings().values()) {
                        sum += (long) ((Value.Constant) value).value();
                    }
                    return Metrics.of(METRIC, sum);
                }
            };
        }
    }
}
