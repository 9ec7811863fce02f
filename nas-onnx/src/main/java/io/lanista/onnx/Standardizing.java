package io.lanista.onnx;

import io.lanista.api.model.Shape;
import io.lanista.djl.data.Standardization;
import io.lanista.onnx.graph.GraphBuilder;
import io.lanista.onnx.graph.OnnxOperator;

/** Adds a standardisation to a graph: the operations of {@link Standardization}, in the same order and precision. */
final class Standardizing {
    private static final int IMAGE = 3;

    private Standardizing() {}

    /**
     * Adds it, unless it changes nothing.
     *
     * @param value raw numbers
     * @param shape of one example
     */
    static String add(GraphBuilder graph, String value, Shape shape, Standardization scale) {
        int groups = scale.mean().size();
        if (scale.equals(Standardization.identity(groups))) {
            return value;
        }
        float[] mean = new float[groups];
        float[] factor = new float[groups];
        for (int group = 0; group < groups; group++) {
            mean[group] = scale.mean().get(group).floatValue();
            factor[group] = (float) (1 / scale.deviation().get(group));
        }
        long[] perGroup = shape.rank() == IMAGE ? new long[] {shape.get(0), 1, 1} : shape.toArray();
        String place = InputPart.NAME;
        String centred = graph.add(place, OnnxOperator.of("Sub"), value, graph.constant("input.mean", perGroup, mean));
        return graph.add(place, OnnxOperator.of("Mul"), centred, graph.constant("input.factor", perGroup, factor));
    }
}
