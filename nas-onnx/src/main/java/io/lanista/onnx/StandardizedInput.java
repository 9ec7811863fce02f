package io.lanista.onnx;

import io.lanista.api.model.Shape;
import io.lanista.djl.data.Standardization;
import io.lanista.onnx.graph.ElementType;
import io.lanista.onnx.graph.GraphBuilder;
import io.lanista.onnx.graph.OnnxOperator;
import java.util.Map;

/**
 * Raw numbers or pixels, standardised inside the graph: by channel for images, else by column.
 *
 * @param shape of one example
 * @param scale mean and deviation of each channel or column
 * @param unit what a number 1 that goes in is in the numbers that the network was trained on; 1 unless pixels come in another scale
 */
public record StandardizedInput(Shape shape, Standardization scale, double unit) implements InputPart {
    private static final int IMAGE = 3;

    /** For numbers in the scale of the training data. */
    public StandardizedInput(Shape shape, Standardization scale) {
        this(shape, scale, 1);
    }

    @Override
    public String add(GraphBuilder graph) {
        String value = graph.input(NAME, ElementType.FLOAT, shape);
        if (unit != 1) {
            value = graph.add(
                    NAME, OnnxOperator.of("Mul"), value, graph.constant("input.unit", new long[0], (float) unit));
        }
        return Standardizing.add(graph, value, shape, scale);
    }

    @Override
    public float[] of(float[] example) {
        float[] scaled = new float[example.length];
        for (int place = 0; place < scaled.length; place++) {
            scaled[place] = (float) (example[place] / unit);
        }
        return scaled;
    }

    @Override
    public Map<String, String> metadata() {
        String axes = shape.rank() == IMAGE ? "(batch, channels, height, width)" : "(batch, columns)";
        String scaled = unit == 1
                ? "as the training data had them"
                : "of which a 1 stands for " + unit + " in the training data";
        return Map.of(NAME, axes + ", numbers " + scaled + "; the graph standardises them");
    }
}
