package io.lanista.djl.supernet;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Shape;
import io.lanista.api.model.Subgraph;
import io.lanista.layer.LayerCatalogue;
import io.lanista.layer.LayerUse;
import io.lanista.layer.ModelAnalysis;
import io.lanista.layer.ZeroRule;
import java.util.List;

/**
 * What a concrete operation makes of its input, asked of the types of its layers.
 *
 * @param isZero whether the output is always zero
 * @param isSkip whether it is a skip connection
 */
record Meaning(boolean isZero, boolean isSkip) {
    static Meaning of(Operation concrete, List<Shape> inputs, LayerCatalogue catalogue) {
        List<LayerUse> layers = layers(concrete, inputs, catalogue);
        return new Meaning(
                layers.size() == 1 && isZero(layers.get(0), catalogue),
                layers.stream().allMatch(use -> isSkip(use, catalogue)));
    }

    private static List<LayerUse> layers(Operation concrete, List<Shape> inputs, LayerCatalogue catalogue) {
        if (concrete instanceof Layer layer) {
            return List.of(catalogue.use("", layer, inputs));
        }
        if (concrete instanceof Subgraph nested) {
            return ModelAnalysis.of(nested.graph(), inputs, catalogue).layers();
        }
        throw new IllegalArgumentException("The operation is still to be decided: " + concrete + ".");
    }

    private static boolean isZero(LayerUse use, LayerCatalogue catalogue) {
        return catalogue.type(use.layer().type()).zeros(use.layer()) == ZeroRule.ALWAYS;
    }

    private static boolean isSkip(LayerUse use, LayerCatalogue catalogue) {
        return catalogue.type(use.layer().type()).isSkip(use.layer(), use.inputs());
    }
}
