package io.lanista.onnx;

import io.lanista.djl.data.Standardization;
import io.lanista.djl.train.NetworkGroup;
import io.lanista.djl.train.Prediction;
import io.lanista.djl.train.TrainedNetwork;
import io.lanista.onnx.graph.GraphBuilder;
import io.lanista.onnx.graph.OnnxException;
import io.lanista.onnx.graph.OnnxModel;
import io.lanista.onnx.graph.OnnxOperator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes trained networks as ONNX models that work on what people have: raw numbers or pixels go in, a batch of any size; out come
 * {@value #PROBABILITIES} {@code (batch, classes)}, of yes to each question where several may be answered so, or {@value #NUMBERS} {@code (batch, targets)} in the targets' own units.
 *
 * <pre>{@code
 * OnnxModel model = OnnxExport.of(network, OnnxMappings.standard());
 * model.write(Path.of("model.onnx"));
 * }</pre>
 *
 * <p>The metadata say the rest: {@value #PREDICTION}, {@value #CLASSES} (a JSON array, in the order of the probabilities),
 * {@value #ARCHITECTURE} (the model's hash), and what the {@link InputPart} has to say.
 */
public final class OnnxExport {
    /** What comes out for classes, and for yes or no questions. */
    public static final String PROBABILITIES = "probabilities";

    /** What comes out for numbers, and for outputs that stay as they are. */
    public static final String NUMBERS = "numbers";

    /** The key of what comes out: {@code probabilities}, {@code chances} of yes, {@code numbers}, or {@code outputs} of a network as they are. */
    public static final String PREDICTION = "prediction";

    /** The key of the classes' names, or of the questions'. */
    public static final String CLASSES = "class_names";

    /** The key of the architecture's hash. */
    public static final String ARCHITECTURE = "architecture";

    private OnnxExport() {}

    /**
     * A network that takes the numbers that {@link TrainedNetwork#predict} takes.
     *
     * @throws OnnxException if a layer's type has no mapping; the message names node and type
     */
    public static OnnxModel of(TrainedNetwork network, OnnxMappings mappings) {
        return of(network, new StandardizedInput(network.inputShape(), network.inputScale()), mappings);
    }

    /**
     * A network behind a preparation of its input.
     *
     * @param input makes what the network reads of what goes in
     * @throws OnnxException if a layer's type has no mapping; the message names node and type
     */
    public static OnnxModel of(TrainedNetwork network, InputPart input, OnnxMappings mappings) {
        return of(new NetworkGroup(List.of(network), List.of(1.0)), input, mappings);
    }

    /**
     * Several networks that answer as one, behind a preparation of their input. What comes out is the weighted mean of their answers.
     *
     * @param input makes what the networks read of what goes in
     * @throws OnnxException if a layer's type has no mapping; the message names node and type
     */
    public static OnnxModel of(NetworkGroup group, InputPart input, OnnxMappings mappings) {
        TrainedNetwork first = group.first();
        GraphBuilder graph = new GraphBuilder(first.model().name());
        String read = input.add(graph);
        String sum = "";
        for (int member = 0; member < group.networks().size(); member++) {
            TrainedNetwork network = group.networks().get(member);
            NetworkMapping mapping = new NetworkMapping(mappings, network.parameters(), network.buffers());
            String answer = answer(network, mapping.map(network.plan(), List.of(read), graph), graph);
            if (group.networks().size() > 1) {
                String weight = graph.constant(
                        "output.weight",
                        new long[0],
                        group.weights().get(member).floatValue());
                String weighted = graph.add("output", OnnxOperator.of("Mul"), answer, weight);
                sum = sum.isEmpty() ? weighted : graph.add("output", OnnxOperator.of("Add"), sum, weighted);
            } else {
                sum = answer;
            }
        }
        String name = tellsProbabilities(first) ? PROBABILITIES : NUMBERS;
        graph.output(sum, name, first.plan().output());
        return new OnnxModel(graph.build(), metadata(first, input));
    }

    /** Of classes, or of yes to each of several questions. */
    private static boolean tellsProbabilities(TrainedNetwork network) {
        return network.prediction() == Prediction.PROBABILITIES || network.prediction() == Prediction.CHANCES;
    }

    /** What people get of a network's outputs. */
    private static String answer(TrainedNetwork network, String result, GraphBuilder graph) {
        return switch (network.prediction()) {
            case PROBABILITIES -> graph.add("output", OnnxOperator.of("Softmax").integer("axis", -1), result);
            case CHANCES -> graph.add("output", OnnxOperator.of("Sigmoid"), result);
            case NUMBERS -> restored(network.targetScale(), result, graph);
            case OUTPUTS -> result;
        };
    }

    /** {@code value · deviation + mean}. */
    private static String restored(Standardization scale, String value, GraphBuilder graph) {
        float[] mean = new float[scale.mean().size()];
        float[] deviation = new float[mean.length];
        for (int target = 0; target < mean.length; target++) {
            mean[target] = scale.mean().get(target).floatValue();
            deviation[target] = scale.deviation().get(target).floatValue();
        }
        long[] targets = {mean.length};
        String wide = graph.add(
                "output", OnnxOperator.of("Mul"), value, graph.constant("output.deviation", targets, deviation));
        return graph.add("output", OnnxOperator.of("Add"), wide, graph.constant("output.mean", targets, mean));
    }

    private static Map<String, String> metadata(TrainedNetwork network, InputPart input) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(PREDICTION, network.prediction().name().toLowerCase(Locale.ROOT));
        if (tellsProbabilities(network)) {
            metadata.put(CLASSES, Json.array(network.classNames()));
        }
        metadata.putAll(input.metadata());
        metadata.put(ARCHITECTURE, network.model().hash());
        return metadata;
    }
}
