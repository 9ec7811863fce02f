package io.lanista.runtime.experiment;

import io.lanista.api.trial.Metrics;
import io.lanista.runtime.NasRuntime;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/** A search as a program, which tests start and kill: {@code FOLDER TRIALS PARALLELISM}. */
final class SearchProgram {
    private SearchProgram() {}

    public static void main(String[] arguments) throws Exception {
        Fixtures.Measuring evaluator = new Fixtures.Measuring((model, context) -> {
            double value = Fixtures.value(model);
            for (int step = 1; step <= 3; step++) {
                Thread.sleep(ThreadLocalRandom.current().nextInt(3));
                context.report(step, Metrics.of(Fixtures.METRIC, value * step / 3));
            }
            if (context.random().nextInt(10) == 0) {
                throw new IllegalStateException("unlucky");
            }
            return value;
        });
        Experiment experiment = Fixtures.experiment(evaluator)
                .budget(Budget.ofTrials(Integer.parseInt(arguments[1])))
                .parallelism(Integer.parseInt(arguments[2]))
                .stopping(Stopping.median(2, 5))
                .runFolder(Path.of(arguments[0]))
                .build();
        try (NasRuntime nas = NasRuntime.builder().build()) {
            nas.run(experiment);
        }
        System.exit(0);
    }
}
