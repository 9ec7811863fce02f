package io.lanista.runtime.drive;

import static io.lanista.runtime.drive.Fixtures.value;

import io.lanista.api.oneshot.OneShotProgress;
import io.lanista.runtime.drive.Fixtures.Measuring;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.journal.JournalRecord;
import io.lanista.runtime.watch.RunHandle;
import io.lanista.runtime.watch.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** Tests of runs by a {@link NumberTrainer}. */
abstract class OneShotRuns extends HostedTest {
    static final Measuring PLAIN = new Measuring((model, context) -> value(model));

    ExperimentBuilder searchedBy(NumberTrainer trainer) {
        return Fixtures.experiment(PLAIN).trainer(trainer, Map.of()).runsFolder(folder);
    }

    static List<JournalRecord> history(RunResult result) {
        return ResumeTest.history(result.folder());
    }

    /** Copies a folder with all that is in it. */
    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }

    RunResult cancelledIn(int epoch) throws InterruptedException {
        Waiting trainer = new Waiting(epoch);
        try (RunHandle run = nas.start(searchedBy(trainer).build())) {
            trainer.reached.await();
            run.cancel();
            return run.await();
        }
    }

    /** A trainer that is ended by {@link RunHandle#cancel} in an epoch, at a batch of its own. */
    static final class Waiting extends NumberTrainer {
        final CountDownLatch reached = new CountDownLatch(1);
        private final int in;

        Waiting(int in) {
            this.in = in;
        }

        @Override
        void batch(int epoch, OneShotProgress progress) {
            if (epoch == in) {
                reached.countDown();
                while (true) {
                    progress.checkCancelled();
                    Thread.onSpinWait();
                }
            }
            progress.checkCancelled();
        }
    }
}
