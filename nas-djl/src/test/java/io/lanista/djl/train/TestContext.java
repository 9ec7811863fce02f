package io.lanista.djl.train;

import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.TrialCancelledException;
import io.lanista.api.trial.TrialContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** A trial's context that remembers reports, and cancels after a number of checks. */
class TestContext implements TrialContext {
    final List<Metrics> reports = new ArrayList<>();
    final List<Integer> steps = new ArrayList<>();
    int advances;
    private final Path folder;
    private final long seed;
    private final OptionalInt total;
    private int checksLeft;
    private int checks;

    TestContext(Path folder, long seed) {
        this(folder, seed, OptionalInt.empty(), Integer.MAX_VALUE);
    }

    TestContext(Path folder, long seed, OptionalInt total, int checksLeft) {
        this.folder = folder;
        this.seed = seed;
        this.total = total;
        this.checksLeft = checksLeft;
    }

    /** How often the trial has looked whether it is to end. */
    int checks() {
        return checks;
    }

    @Override
    public void advanced(int done, int all) {
        advances += done < all ? 1 : 0;
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
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    @Override
    public void report(int step, Metrics metrics) {
        steps.add(step);
        reports.add(metrics);
        checkCancelled();
    }

    @Override
    public void checkCancelled() {
        checks++;
        if (checksLeft-- <= 0) {
            throw new TrialCancelledException("enough");
        }
    }

    @Override
    public OptionalInt steps() {
        return total;
    }

    @Override
    public Path checkpointFolder() {
        return folder.resolve("checkpoints");
    }

    @Override
    public Path artifactFolder() {
        return folder.resolve("artifacts");
    }
}
