package io.lanista.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.block.Network;
import io.lanista.djl.block.NetworkPlan;
import io.lanista.djl.data.DataSet;
import io.lanista.djl.data.Standardization;
import io.lanista.onnx.graph.ElementType;
import io.lanista.onnx.graph.GraphBuilder;
import io.lanista.onnx.graph.OnnxModel;
import io.lanista.onnx.quantize.Quantization;
import io.lanista.onnx.runtime.OnnxArray;
import io.lanista.onnx.runtime.OnnxRuntime;
import io.lanista.onnx.runtime.OnnxSession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/** A network with random weights and statistics, computed by itself and by ONNX Runtime. */
final class BothWays implements AutoCloseable {
    private final NDManager manager = Backend.start().newManager();
    private final NetworkPlan plan;
    private final Network network;
    private final OnnxModel onnx;

    BothWays(Model model, BlockCatalogue blocks, OnnxMappings mappings) {
        this.plan = NetworkPlan.of(model, blocks);
        this.network = plan.allocate(manager, new Random(1));
        RandomGenerator random = new Random(2);
        network.parameters().set(moved(network.parameters().toArray(), 0.3, random));
        network.buffers().set(positive((int) plan.buffers().count(), random));
        this.onnx = written(mappings);
    }

    BothWays(Model model) {
        this(model, BlockCatalogue.standard(), OnnxMappings.standard());
    }

    private static float[] moved(float[] values, double by, RandomGenerator random) {
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) (by * random.nextGaussian());
        }
        return values;
    }

    /** Means and variances in one: variances must be positive. */
    private static float[] positive(int count, RandomGenerator random) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat(0.5f, 2);
        }
        return values;
    }

    private OnnxModel written(OnnxMappings mappings) {
        GraphBuilder graph = new GraphBuilder("both");
        List<String> inputs = new ArrayList<>();
        plan.model().inputs().forEach((name, shape) -> inputs.add(graph.input(named(name), ElementType.FLOAT, shape)));
        NetworkMapping mapping = new NetworkMapping(
                mappings, network.parameters().save(), network.buffers().save());
        graph.output(mapping.map(plan, inputs, graph), "output", plan.output());
        return new OnnxModel(graph.build(), Map.of());
    }

    /** A single input has the name that input parts give it. */
    private String named(String input) {
        return plan.model().inputs().size() == 1 ? InputPart.NAME : input;
    }

    OnnxModel onnx() {
        return onnx;
    }

    /** Random inputs, or whole numbers below a bound for layers that look numbers up. */
    List<float[]> inputs(int batch, int bound) {
        RandomGenerator random = new Random(3);
        List<float[]> inputs = new ArrayList<>();
        for (Shape shape : plan.model().inputs().values()) {
            float[] values = new float[(int) (batch * shape.count())];
            for (int i = 0; i < values.length; i++) {
                values[i] = bound > 0 ? random.nextInt(bound) : (float) (2 * random.nextGaussian());
            }
            inputs.add(values);
        }
        return inputs;
    }

    float[] own(List<float[]> inputs, int batch) {
        try (Step step = Step.evaluating()) {
            List<NDArray> arrays = new ArrayList<>();
            for (Shape shape : plan.model().inputs().values()) {
                arrays.add(Tensors.of(manager, inputs.get(arrays.size()), batched(batch, shape)));
            }
            return network.forward(arrays, network.pass(network.parameters().view(), false, new Random(4)))
                    .toFloatArray();
        }
    }

    /** The output of the same network with 8-bit numbers, whose ranges were learnt on these inputs. One input only. */
    OnnxArray quantized(List<float[]> inputs, int batch) {
        Shape shape = plan.model().inputs().values().iterator().next();
        DataSet examples = DataSet.regression(shape.toArray(), inputs.get(0), new double[batch], 1);
        InputPart input = new StandardizedInput(shape, Standardization.identity(1));
        OnnxRuntime runtime = OnnxRuntime.find().orElseThrow();
        return run(Quantization.quantize(onnx, input, examples, runtime), inputs, batch);
    }

    OnnxArray onnx(List<float[]> inputs, int batch) {
        return run(onnx, inputs, batch);
    }

    private OnnxArray run(OnnxModel model, List<float[]> inputs, int batch) {
        Map<String, OnnxArray> arrays = new LinkedHashMap<>();
        plan.model()
                .inputs()
                .forEach((name, shape) ->
                        arrays.put(named(name), new OnnxArray(inputs.get(arrays.size()), batched(batch, shape))));
        try (OnnxSession session = OnnxRuntime.find().orElseThrow().open(model)) {
            return session.run(arrays).get("output");
        }
    }

    static long[] batched(int batch, Shape shape) {
        return LongStream.concat(LongStream.of(batch), LongStream.of(shape.toArray()))
                .toArray();
    }

    /** The largest difference, relative to the largest result where that is above 1. */
    double difference(int batch, int bound) {
        List<float[]> inputs = inputs(batch, bound);
        float[] own = own(inputs, batch);
        OnnxArray theirs = onnx(inputs, batch);
        assertThat(theirs.shape()).isEqualTo(batched(batch, plan.output()));
        return difference(own, theirs.values());
    }

    static double difference(float[] own, float[] theirs) {
        assertThat(theirs).hasSameSizeAs(own);
        double largest = 0;
        double unit = 1;
        for (int i = 0; i < own.length; i++) {
            assertThat(own[i]).isFinite();
            largest = Math.max(largest, Math.abs((double) own[i] - theirs[i]));
            assertThat(theirs[i]).isFinite();
            unit = Math.max(unit, Math.abs(own[i]));
        }
        return largest / unit;
    }

    @Override
    public void close() {
        manager.close();
    }
}
