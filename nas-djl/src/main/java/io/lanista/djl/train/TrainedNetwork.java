package io.lanista.djl.train;

import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import io.lanista.djl.backend.BackendUnavailableException;
import io.lanista.djl.backend.NamedArrays;
import io.lanista.djl.backend.ParameterLayout;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.block.Network;
import io.lanista.djl.block.NetworkPlan;
import io.lanista.djl.data.Batches;
import io.lanista.djl.data.DataSet;
import io.lanista.djl.data.ImageFit;
import io.lanista.djl.data.Standardization;
import io.lanista.djl.frozen.FrozenNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A network that was trained, ready for use on raw examples: it standardises them as in training. Safe for use by several
 * threads, as many at once as there are processors; but where a network has layers that {@link FrozenNetwork} doesn't know, they take turns. Small
 * batches are computed without the engine, until it has paid to start it. Close it to free its memory.
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

    /** What the name of the lower end of a metric's interval ends with. */
    public static final String LOW = "_low";

    /** What the name of the upper end of a metric's interval ends with. */
    public static final String HIGH = "_high";

    /** The multiply-adds of one call up to which plain loops are quicker than a call of the engine. */
    private static final long SMALL_WORK = 200_000;

    /** The multiply-adds of one call for which the engine isn't started. */
    private static final long FROZEN_WORK = 8_000_000;

    /** The multiply-adds of all calls after which the engine would have been quicker, with its start; about a second. */
    private static final long MUCH_WORK = 5_000_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(TrainedNetwork.class);
    private static final String PARAMETERS = "parameters/";
    private static final String BUFFERS = "buffers/";

    private final NetworkPlan plan;
    private final NamedArrays weights;
    private final Description description;

    /** The network in the engine; null until something needs it. */
    private volatile @Nullable EngineNetwork loaded;

    /** The same for small batches, without the engine; empty where the network isn't made of layers that it knows. */
    private final Optional<FrozenNetwork> frozen;

    /** The multiply-adds without the engine, so far. */
    private final AtomicLong work = new AtomicLong();

    private volatile boolean closed;

    private TrainedNetwork(NetworkPlan plan, NamedArrays weights, Description description) {
        this.plan = plan;
        this.weights = weights;
        this.description = description;
        this.frozen = FrozenNetwork.of(plan, parameters(), buffers());
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
        check(plan.parameters(), stored.weights().part(PARAMETERS));
        check(plan.buffers(), stored.weights().part(BUFFERS));
        TrainedNetwork network = new TrainedNetwork(plan, stored.weights(), description);
        if (network.frozen.isEmpty()) {
            network.loaded(); // It will be needed: better now than with the first example.
        }
        return network;
    }

    /** A network in the form that predictions are computed in, for which its examples and outputs are plain numbers. */
    static TrainedNetwork inUse(Network network) {
        Model model = network.plan().model();
        Shape input = model.inputs().values().iterator().next();
        Description plain = new Description(
                Prediction.OUTPUTS,
                input,
                Math.toIntExact(network.plan().output().count()),
                List.of(),
                Standardization.identity(1),
                Standardization.identity(1),
                0,
                1,
                ImageFit.STRETCH);
        return new TrainedNetwork(network.plan(), network.save(), plain);
    }

    private static void check(ParameterLayout layout, NamedArrays arrays) {
        for (int slot = 0; slot < layout.size(); slot++) {
            arrays.values(layout.name(slot), layout.shape(slot).getShape());
        }
    }

    private EngineNetwork loaded() {
        EngineNetwork known = loaded;
        return known == null || closed ? load() : known;
    }

    private synchronized EngineNetwork load() {
        if (closed) {
            throw EngineNetwork.closed(model());
        }
        EngineNetwork known = loaded;
        if (known == null) {
            known = new EngineNetwork(plan, weights, frozen);
            loaded = known;
        }
        return known;
    }

    /**
     * What the numbers of a network's file mean, for people and programs that read about it: the shape of an example, which pixels
     * images have, classes, and what is predicted.
     *
     * @throws IOException if the file can't be read or was damaged
     */
    public static Map<String, Object> describe(Path file) throws IOException {
        Description description = NetworkFile.read(file).description();
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("input", description.input().sizes());
        if (description.white() > 0) {
            told.put("pixels", List.of(0, (int) description.white()));
        }
        told.put("predicts", description.prediction().name().toLowerCase(Locale.ROOT));
        if (!description.classNames().isEmpty()) {
            told.put("classes", description.classNames());
        }
        return told;
    }

    /** The name of the file of one of several networks that were trained on folds of the data, from 0. */
    public static String file(int fold) {
        return fold == 0 ? FILE : "network-" + (fold + 1) + ".bin";
    }

    /** Writes weights, scales and class names, in one go. The architecture isn't in the file. */
    public void save(Path file) throws IOException {
        new NetworkFile(description, weights).write(file);
    }

    /** The architecture. */
    public Model model() {
        return plan.model();
    }

    /** What is computed in which order. */
    public NetworkPlan plan() {
        return plan;
    }

    /** A copy of the trained parameters, each by the path of its layer and its own name, such as {@code stem.conv.weight}. */
    public NamedArrays parameters() {
        return weights.part(PARAMETERS);
    }

    /** A copy of the running statistics, named likewise. */
    public NamedArrays buffers() {
        return weights.part(BUFFERS);
    }

    /** What {@link #predict} does to raw examples before they reach the network. */
    public Standardization inputScale() {
        return description.inputScale();
    }

    /** What {@link #predict} restores the outputs by, for regression. */
    public Standardization targetScale() {
        return description.targetScale();
    }

    /** What {@link #predict} gives. */
    public Prediction prediction() {
        return description.prediction();
    }

    /** The classes in the order of {@link #predict}'s numbers; empty if there are no classes. */
    public List<String> classNames() {
        return description.classNames();
    }

    /** The shape of one example. */
    public Shape inputShape() {
        return description.input();
    }

    /**
     * What the largest pixel of a raw image is: 1, where the data were image files, since those are read as shares of white, or 255.
     *
     * @return empty if examples are no images, or their pixels had another range
     */
    public OptionalDouble white() {
        return description.white() > 0 ? OptionalDouble.of(description.white()) : OptionalDouble.empty();
    }

    /** How pictures of another size get that of {@link #inputShape}, as those did that it was trained on. */
    public ImageFit fit() {
        return description.fit();
    }

    /**
     * Predicts from raw examples.
     *
     * @param examples each row-major in {@link #inputShape}, not standardised; the pixels of an image are numbers from 0 to
     *     {@link #white}, so what an image reader gives (0 to 255) is divided by 255 where white is 1
     * @return for each example what {@link #prediction} says: the probability of each class, or the predicted numbers in their own
     *     unit, or the outputs as they are
     * @throws IllegalArgumentException if an example has another number of values, or a pixel that is less than 0 or more than white
     */
    public float[][] predict(float[][] examples) {
        float[][] predictions = new float[examples.length][];
        for (int from = 0; from < examples.length; from += description.batchSize()) {
            int to = Math.min(examples.length, from + description.batchSize());
            float[] features = features(Arrays.copyOfRange(examples, from, to));
            predictStandardized(features, predictions, from);
        }
        return predictions;
    }

    /**
     * Measures how good the network is.
     *
     * @param problem what it was trained for
     * @param data examples, standardised or not
     * @param betweenBatches run before each batch; what it throws ends the measurement
     * @return the problem's metrics; not a number if an output isn't finite
     */
    public Map<String, Double> measure(Problem problem, DataSet data, Runnable betweenBatches) {
        return EvaluationPass.measure(loaded().byLayers(), batches(problem, data), betweenBatches);
    }

    /**
     * Measures how good the network is, as {@link #measure} does, and how sure that is: beside a metric {@code accuracy} stand {@code
     * accuracy_low} and {@code accuracy_high}, the ends of its interval.
     */
    public Map<String, Double> test(Problem problem, DataSet data, Runnable betweenBatches) {
        TensorBatches batches = batches(problem, data);
        Map<String, Double> all =
                new LinkedHashMap<>(EvaluationPass.measure(loaded().byLayers(), batches, betweenBatches));
        batches.intervals().forEach((name, interval) -> {
            all.put(name + LOW, interval.low());
            all.put(name + HIGH, interval.high());
        });
        return all;
    }

    /** The network's outputs for all examples, row-major. */
    float[] outputs(DataSet data, Runnable betweenBatches) {
        DataSet standardized = data.raw().standardized(description.inputScale());
        Batches batches = Batches.inOrder(standardized, description.batchSize());
        float[] all = new float[data.size() * description.outputs()];
        int at = 0;
        batches.startEpoch();
        while (batches.next()) {
            betweenBatches.run();
            float[] outputs =
                    engine(Arrays.copyOf(batches.features(), batches.size() * data.featureSize()), batches.size());
            System.arraycopy(outputs, 0, all, at, outputs.length);
            at += outputs.length;
        }
        return all;
    }

    /** How many numbers come out for an example. */
    int outputCount() {
        return description.outputs();
    }

    private TensorBatches batches(Problem problem, DataSet data) {
        DataSet standardized = data.raw().standardized(description.inputScale());
        return new TensorBatches(
                problem,
                description.targetScale(),
                TrainingOptions.defaults(),
                standardized,
                Batches.inOrder(standardized, description.batchSize()),
                loaded().manager());
    }

    /**
     * Predicts from examples that are standardised already, as the preparation of a table makes them.
     *
     * @param examples row-major, one after the other
     * @return as {@link #predict}
     */
    public float[][] predictStandardized(float[] examples) {
        int width = Math.toIntExact(description.input().count());
        float[][] predictions = new float[examples.length / width][];
        for (int from = 0; from < predictions.length; from += description.batchSize()) {
            int to = Math.min(predictions.length, from + description.batchSize());
            predictStandardized(Arrays.copyOfRange(examples, from * width, to * width), predictions, from);
        }
        return predictions;
    }

    /** Predicts one batch. */
    private void predictStandardized(float[] features, float[][] predictions, int from) {
        int width = Math.toIntExact(description.input().count());
        int count = features.length / width;
        long more = plan.flops() * count;
        EngineNetwork program = loaded;
        if (frozen.isPresent() && more <= (program != null && program.isProgram() ? SMALL_WORK : FROZEN_WORK)) {
            count(more);
            for (int row = 0; row < count; row++) {
                predictions[from + row] = prediction(frozen.get().predict(features, row * width), 0);
            }
            return;
        }
        float[] outputs = engine(features, count);
        for (int row = 0; row < count; row++) {
            predictions[from + row] = prediction(outputs, row * description.outputs());
        }
    }

    /** Starts the engine once that would have paid; where it can't be had, all goes on without it. */
    private void count(long more) {
        if (more <= SMALL_WORK) {
            return;
        }
        long before = work.getAndAdd(more);
        if (before < MUCH_WORK && before + more >= MUCH_WORK && !closed) {
            try {
                load();
            } catch (BackendUnavailableException none) {
                LOG.debug("The network ({}) goes on without the engine", model().name(), none);
            }
        }
    }

    private float[] engine(float[] features, int count) {
        EngineNetwork engine = loaded();
        return EvaluationPass.outputs(
                engine, features, count, description.input().toArray(), engine.manager());
    }

    /**
     * Measures how long this network takes on this machine, beside a reference network; one process at a time does so. Takes about a
     * second.
     *
     * @param batchSize examples in one pass
     */
    public Latency latency(int batchSize) {
        return new LatencyMeter(batchSize, DeviceMeasures.ROUNDS_UNLESS_SET).measure(pass(batchSize), () -> {});
    }

    /** Whether the engine runs, and computes it as one program. */
    boolean isProgram() {
        EngineNetwork known = loaded;
        return known != null && known.isProgram();
    }

    /** A prediction of one batch, again and again, as it is computed once the engine runs. */
    Runnable pass(int batchSize) {
        float[] features = anyExamples(batchSize);
        float[][] predictions = new float[batchSize][];
        loaded();
        return () -> predictStandardized(features, predictions, 0);
    }

    /** The same in the engine, however small the network is. */
    Runnable enginePass(int batchSize) {
        float[] features = anyExamples(batchSize);
        return () -> engine(features, batchSize);
    }

    private float[] anyExamples(int count) {
        float[] features = new float[Math.toIntExact(count * description.input().count())];
        for (int i = 0; i < features.length; i++) {
            features[i] = i % 7 / 7f;
        }
        return features;
    }

    private float[] features(float[][] examples) {
        long[] shape = description.input().toArray();
        int width = Math.toIntExact(description.input().count());
        float[] features = new float[examples.length * width];
        for (int row = 0; row < examples.length; row++) {
            if (examples[row].length != width) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "Example (%d) has (%d) values, and the network takes %s, which are (%d).",
                        row,
                        examples[row].length,
                        description.input(),
                        width));
            }
            checkPixels(row, examples[row]);
            System.arraycopy(examples[row], 0, features, row * width, width);
        }
        description.inputScale().apply(features, shape);
        return features;
    }

    /** An image whose pixels are of another range than those that the network learnt from would be told as anything. */
    private void checkPixels(int row, float[] pixels) {
        double white = description.white();
        for (int i = 0; white > 0 && i < pixels.length; i++) {
            if (pixels[i] < 0 || pixels[i] > white) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "Example (%d) has the pixel (%s), and pixels of this network's images are from 0 to %.0f. Maybe %s.",
                        row,
                        pixels[i],
                        white,
                        white == 1 ? "divide what an image reader gives by 255" : "they were standardised already"));
            }
        }
    }

    private float[] prediction(float[] outputs, int at) {
        float[] prediction = Arrays.copyOfRange(outputs, at, at + description.outputs());
        description.prediction().apply(prediction, description.targetScale());
        return prediction;
    }

    @Override
    public synchronized void close() {
        closed = true;
        EngineNetwork known = loaded;
        if (known != null) {
            known.close();
        }
    }
}
