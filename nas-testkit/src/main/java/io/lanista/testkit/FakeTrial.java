package io.lanista.testkit;

import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.TrialCancelledException;
import io.lanista.api.trial.TrialContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** A trial in a folder, for evaluations under test: keeps what is reported, and can be cancelled. */
public final class FakeTrial implements TrialContext {
    private final Path folder;
    private final long seed;
    private final List<Metrics> reports = new ArrayList<>();
    private boolean cancelled;
    private boolean noticed;
    private int lastStep;

    /** A trial with this seed, whose checkpoints and artifacts go below the folder. */
    public FakeTrial(Path folder, long seed) {
        this.folder = folder;
        this.seed = seed;
    }

    /** Lets the trial end as soon as the evaluation looks. */
    public FakeTrial cancel() {
        cancelled = true;
        return this;
    }

    /** What was reported, by step. */
    public List<Metrics> reports() {
        return Collections.unmodifiableList(reports);
    }

    /** Whether the evaluation has looked, and was told to end. */
    public boolean wasNoticed() {
        return noticed;
    }

    @Override
    public int trial() {
        return 0;
    }

    @Override
    public long seed() {
        return seed;
    }

    @Override
    public RandomGenerator random() {
        return TestSeeds.generator(seed, 0);
    }

    @Override
    public void report(int step, Metrics metrics) {
        if (step <= lastStep) {
            throw new AssertionError("Step (" + step + ") was reported after step (" + lastStep
                    + "). Maybe count from 1, and report each step once.");
        }
        lastStep = step;
        reports.add(metrics);
        checkCancelled();
    }

    @Override
    public void checkCancelled() {
        if (cancelled) {
            noticed = true;
            throw new TrialCancelledException("The test cancels this trial.");
        }
    }

    @Override
    public OptionalInt steps() {
        return OptionalInt.empty();
    }

    @Override
    public Path checkpointFolder() {
        return made("checkpoints");
    }

    @Override
    public Path artifactFolder() {
        return made("artifacts");
    }

    private Path made(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
