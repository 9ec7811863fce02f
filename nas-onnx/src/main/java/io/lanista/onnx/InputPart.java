package io.lanista.onnx;

import io.lanista.api.model.Shape;
import io.lanista.onnx.graph.GraphBuilder;
import java.util.Map;

/**
 * The part of a graph between what people have and what a network reads: one tensor {@value #NAME} of 32-bit numbers goes in, and is
 * prepared as training did. What can't be done there stays outside, and is said in the metadata.
 */
public interface InputPart {
    /** The name of the tensor that goes in. */
    String NAME = "input";

    /** The shape of one example that goes in. */
    Shape shape();

    /**
     * Declares the tensor that goes in, and adds its preparation.
     *
     * @return the value that the network reads, {@code (batch, …)} in the shape of its input
     */
    String add(GraphBuilder graph);

    /**
     * What goes in for an example that {@link io.lanista.djl.train.TrainedNetwork#predict} takes, so that both can be compared.
     *
     * @param example row-major, not standardised
     * @return row-major in {@link #shape}
     */
    float[] of(float[] example);

    /** What programs need to know to fill the tensor, by key, in the order in which files hold it. */
    Map<String, String> metadata();
}
