package io.lanista.djl.train;

import ai.djl.ndarray.NDManager;
import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.block.Network;
import io.lanista.djl.block.NetworkPlan;
import io.lanista.djl.data.DataSet;
import io.lanista.djl.data.Standardization;
import io.lanista.djl.data.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A network that was trained, ready for use on raw examples: it standardises them as in training. Safe for use by several
 * threads, which take turns. Close it to free its memory.
 *
 * <pre>{@code
 * try (TrainedNetwork network = TrainedNetwork.load(folder.resolve(TrainedNetwork.FILE), model, blocks)) {
 *     float[][] probabilities = network.predict(images);
 * }
 * }</pre>
 */
public final class TrainedNetwork implements AutoCloseable {
    /** The name of the file in a trial's artifact folder. */
    public static final String FILE = "network.bin";

    private final NetworkPlan plan;
    private final Network network;
    private final NDManager manager;
    private final Description description;

    TrainedNetwork(NetworkPlan plan, Network network, NDManager manager, Description description) {
        this.plan = plan;
        this.network = network;
        this.manager = manager;
        this.description = description;
    }

    /**
     * Reads a network.
     *
     * @param file what {@link #save} wrote
     * @param model the architecture, concrete
     * @param blocks the layer types that it is made of
     * @throws IOException if the file can't be read or was damaged
     * @throws IllegalArgumentException if the weights belong to another architecture
     */
    public static TrainedNetwork load(Path file, Model model, BlockCatalogue blocks) throws IOException {
        NetworkFile stored = NetworkFile.read(file);
        Description description = stored.description();
        NetworkPlan plan =
                NetworkPlan.of(model.withInputShape(description.input()).withOutputs(description.outputs()), blocks);
        NDManager manager = Backend.start().newManager();
        try {
            Network network = plan.allocate(manager, new Randomness(0).initial());
            network.load(stored.weights());
            return new TrainedNetwork(plan, network, manager, description);
        } catch (RuntimeException failure) {
            manager.close();
            throw failure;
        }
    }

    /** Writes weights, scales and class names, in one go. The architecture isn't in the file. */
    public synchronized void save(Path file) throws IOException {
        new NetworkFile(description, network.save()).write(file);
    }

    /** The architecture. */
    public Model model() {
        return plan.model();
    }

    /** What is predicted. */
    public Task task() {
        return description.task();
    }

    /** The classes in the order of {@link #predict}'s numbers; empty for regression. */
    public List<String> classNames() {
        return description.classNames();
    }

    /** The shape of one example. */
    public Shape inputShape() {
        return description.input();
    }

    /**
     * Predicts from raw examples.
     *
     * @param examples each row-major in {@link #inputShape}, not standardised
     * @return for each example the probability of each class, or the predicted numbers in their own unit
     * @throws IllegalArgumentException if an example has another number of values
     */
    public synchronized float[][] predict(float[][] examples) {
        float[][] predictions = new float[examples.length][];
        for (int from = 0; from < examples.length; from += description.batchSize()) {
            int to = Math.min(examples.length, from + description.batchSize());
            float[] outputs = outputs(Arrays.copyOfRange(examples, from, to));
            for (int row = 0; row < to - from; row++) {
                predictions[from + row] = prediction(outputs, row * description.outputs());
            }
        }
        return predictions;
    }

    /**
     * Measures how good the network is.
     *
     * @param data examples, standardised or not
     * @param betweenBatches run before each batch; what it throws ends the measurement
     * @return for classification accuracy and loss, for regression r2, mae, rmse and loss
     */
    public synchronized Map<String, Double> measure(DataSet data, Runnable betweenBatches) {
        return measurement()
                .measure(data.raw().standardized(description.inputScale()), description.problem(), betweenBatches);
    }

    private Measurement measurement() {
        return new Measurement(network, manager, description.batchSize());
    }

    private float[] outputs(float[][] examples) {
        long[] shape = description.input().toArray();
        int width = Math.toIntExact(description.input().count());
        float[] features = new float[examples.length * width];
        for (int row = 0; row < examples.length; row++) {
            if (examples[row].length != width) {
                throw new IllegalArgumentException(String.format(
                        "Example (%d) has (%d) values, and the network takes %s, which are (%d).",
                        row, examples[row].length, description.input(), width));
            }
            System.arraycopy(examples[row], 0, features, row * width, width);
        }
        description.inputScale().apply(features, shape);
        return measurement().outputs(features, shape);
    }

    private float[] prediction(float[] outputs, int at) {
        float[] prediction = Arrays.copyOfRange(outputs, at, at + description.outputs());
        if (description.task() == Task.CLASSIFICATION) {
            Scores scores = Scores.of(outputs, at, prediction.length);
            for (int i = 0; i < prediction.length; i++) {
                prediction[i] = scores.probability(prediction[i]);
            }
        } else {
            Standardization scale = description.targetScale();
            for (int i = 0; i < prediction.length; i++) {
                prediction[i] = (float) scale.restore(i, prediction[i]);
            }
        }
        return prediction;
    }

    @Override
    public synchronized void close() {
        manager.close();
    }
}
