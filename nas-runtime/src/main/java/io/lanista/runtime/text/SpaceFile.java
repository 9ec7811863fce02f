package io.lanista.runtime.text;

import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;

/**
 * A model or space as a file describes it.
 *
 * @param model what it describes; if the file leaves the input's shape out, it stands in {@link #UNKNOWN_SHAPE}
 * @param inputGiven whether the file gives the shape of the input; otherwise the model is to be fitted to the data with
 *     {@link Model#withInputShape}
 */
public record SpaceFile(Model model, boolean inputGiven) {
    /** Stands for a shape that the data will give. */
    public static final Shape UNKNOWN_SHAPE = Shape.of(1);

    /** The model for data of this shape, if the file leaves that open; otherwise the model as it is. */
    public Model fitted(Shape data) {
        return inputGiven ? model : model.withInputShape(data);
    }
}
