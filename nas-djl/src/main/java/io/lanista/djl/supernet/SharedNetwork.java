package io.lanista.djl.supernet;

import ai.djl.ndarray.NDManager;
import io.lanista.api.option.OptionException;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.djl.backend.NamedArrays;
import io.lanista.djl.data.DataSet;
import io.lanista.djl.file.DataFile;
import io.lanista.djl.train.EarlierRun;
import io.lanista.djl.train.TrainingSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/**
 * The trained supernet of an earlier run, one architecture at a time. Which trainer it comes from doesn't matter: weights have the same
 * names whatever stood in the place of the choices. Safe for use by several threads, which take turns.
 */
final class SharedNetwork implements AutoCloseable {
    private final SearchSpace space;
    private final TrainingSetup setup;
    private final NDManager manager;
    private final Supernet supernet;
    private final int examples;

    private SharedNetwork(SearchSpace space, TrainingSetup setup, NDManager manager, Supernet supernet, int examples) {
        this.space = space;
        this.setup = setup;
        this.manager = manager;
        this.supernet = supernet;
        this.examples = examples;
    }

    /**
     * Reads a run's supernet.
     *
     * @param examples from which batch statistics are worked out
     * @throws OptionException if its file can't be read, or holds no weights of whole networks
     */
    static SharedNetwork load(EarlierRun run, TrainingSetup setup, int examples) {
        Path file = run.supernet().resolve(SupernetRun.FILE);
        NamedArrays saved = read(file).part(SupernetRun.SUPERNET);
        SearchSpace space = SearchSpace.of(run.space());
        NDManager manager = setup.backend().newManager();
        try {
            Supernet supernet = planned(space, setup, hasScales(saved, space, setup, manager), manager);
            supernet.loadWeights(saved);
            return new SharedNetwork(space, setup, manager, supernet, examples);
        } catch (IllegalArgumentException e) {
            manager.close();
            throw new OptionException("The supernet (" + file + ") doesn't have the weights of whole networks: "
                    + e.getMessage() + " Maybe name a run with a trainer that trains all channels, such as spos.");
        } catch (RuntimeException | Error e) {
            manager.close();
            throw e;
        }
    }

    private static NamedArrays read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new OptionException("There is no supernet (" + file + "). Maybe its trainer saves something else.");
        }
        try {
            return NamedArrays.read(file);
        } catch (IOException e) {
            throw new OptionException("The supernet (" + file + ") can't be read: " + DataFile.reason(e) + ".");
        }
    }

    /** Whether it was trained with scales of normalisations in candidates and cells. */
    private static boolean hasScales(NamedArrays saved, SearchSpace space, TrainingSetup setup, NDManager manager) {
        try (NDManager own = manager.newSubManager()) {
            return planned(space, setup, true, own).hasAllWeights(saved);
        }
    }

    private static Supernet planned(SearchSpace space, TrainingSetup setup, boolean scales, NDManager manager) {
        SupernetBuilder builder = Supernet.of(space, setup.blocks()).paths();
        return (scales ? builder : builder.withoutNormScales()).allocate(manager, new Random(0));
    }

    SearchSpace space() {
        return space;
    }

    /**
     * The problem's metrics of an architecture.
     *
     * @param measured on what
     * @param afterBatch called after each batch; what it throws ends the measurement
     */
    synchronized Map<String, Double> measure(Choices choices, DataSet measured, Runnable afterBatch) {
        return new PathScores(
                        supernet,
                        setup,
                        setup.data().train(),
                        examples,
                        measured,
                        setup.options().evaluationBatchSize(),
                        manager)
                .measure(choices, afterBatch);
    }

    @Override
    public synchronized void close() {
        manager.close();
    }
}
