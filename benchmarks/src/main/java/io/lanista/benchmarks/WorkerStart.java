package io.lanista.benchmarks;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.strategy.Strategy;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.watch.RunHandle;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunStatus;
import io.lanista.runtime.watch.TrialReport;
import io.lanista.runtime.watch.TrialStart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How long a trial takes that does nothing, in a worker: from its start until its outcome is known, so that the way there and the
 * way back both count. The first trial waits for the worker to be ready.
 *
 * <p>Argument: trials (200).
 */
public final class WorkerStart {
    private WorkerStart() {}

    /** Measures, and prints the first and the median in milliseconds. */
    public static void main(String[] arguments) throws Exception {
        int trials = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        Path folder = Files.createTempDirectory("lanista-benchmark-");
        Experiment experiment = Experiment.named("workers")
                .space(SearchSpace.of(Model.named("numbers")
                        .input("in", 1)
                        .then("out", Layer.of("identity"))
                        .setting("x", Value.integer("x", 0, trials))
                        .build()))
                .strategy(new Counting(), Map.of())
                .evaluator(NoWork.NAME, Map.of())
                .objective(Objective.maximize(NoWork.METRIC))
                .budget(Budget.ofTrials(trials))
                .executor(Experiment.FORKED, Map.of())
                .runFolder(folder.resolve("run"))
                .build();
        Times times = new Times();
        try (NasRuntime nas = NasRuntime.builder().build();
                RunHandle run = nas.start(experiment, times)) {
            run.await();
        }
        double first = times.millis.remove(0);
        Collections.sort(times.millis);
        System.out.printf(
                Locale.ROOT,
                "first trial %.0f ms, further trials %.2f ms (median of %d)%n",
                first,
                times.millis.get(times.millis.size() / 2),
                times.millis.size());
    }

    /** Takes the time of every trial. */
    private static final class Times implements RunListener {
        private final List<Double> millis = new ArrayList<>();
        private long started;

        @Override
        public void trialStarted(TrialStart start) {
            started = System.nanoTime();
        }

        @Override
        public void trialEnded(TrialReport report, RunStatus status) {
            millis.add((System.nanoTime() - started) / 1e6);
        }
    }

    /** Tries the numbers in order. */
    private static final class Counting implements Strategy {
        @Override
        public String name() {
            return "counting";
        }

        @Override
        public Search open(SearchRequest request) {
            return new Search() {
                @Override
                public Answer ask(Ask ask) {
                    return Answer.tryOut(
                            Choices.of(Map.of(request.space().decisions().get(0).label(), (long) ask.trial())));
                }

                @Override
                public void tell(int trial, Outcome outcome) {}
            };
        }
    }
}
