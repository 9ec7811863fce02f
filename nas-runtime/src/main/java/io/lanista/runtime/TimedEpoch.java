package io.lanista.runtime;

import io.lanista.runtime.draft.Drafting;
import io.lanista.runtime.experiment.Continuation;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.runs.FileTrees;
import io.lanista.runtime.watch.RunResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToDoubleFunction;

/** Runs a short trial in a folder of its own, and says how long one epoch takes, in seconds. */
final class TimedEpoch implements ToDoubleFunction<Drafting.Probe> {
    private final NasRuntime runtime;

    TimedEpoch(NasRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public double applyAsDouble(Drafting.Probe probe) {
        try {
            Path folder = Files.createTempDirectory("nas-probe-");
            try {
                Path file = Files.writeString(folder.resolve("probe.yaml"), probe.text());
                RunResult result = runtime.run(runtime.experiment(file)
                        .runsFolder(folder)
                        .continuation(Continuation.NEW)
                        .build());
                double seconds = result.best()
                        .map(best -> best.metrics().values().getOrDefault("seconds", 1.0))
                        .orElse(1.0);
                return seconds / probe.share();
            } finally {
                FileTrees.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExperimentException("It was interrupted while it looked how long an epoch takes.", e);
        }
    }
}
