package io.lanista.runtime.drive;

import io.lanista.api.oneshot.OneShotProgress;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.Experiment;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** A one-shot search as a program, which tests start and kill: {@code FOLDER EPOCHS}. */
final class TrainerProgram {
    private TrainerProgram() {}

    public static void main(String[] arguments) throws Exception {
        NumberTrainer slow = new NumberTrainer() {
            @Override
            void batch(int epoch, OneShotProgress progress) {
                try {
                    Thread.sleep(ThreadLocalRandom.current().nextInt(3));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                progress.checkCancelled();
            }
        };
        Experiment experiment = Fixtures.experiment(new Fixtures.Measuring((model, context) -> Fixtures.value(model)))
                .trainer(slow, Map.of("epochs", Integer.parseInt(arguments[1])))
                .runFolder(Path.of(arguments[0]))
                .build();
        try (NasRuntime nas = NasRuntime.builder().build()) {
            nas.run(experiment);
        }
        System.exit(0);
    }
}
