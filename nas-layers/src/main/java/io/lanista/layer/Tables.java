package io.lanista.layer;

import static io.lanista.layer.Attribute.flag;
import static io.lanista.layer.Attribute.integer;
import static io.lanista.layer.Attribute.requiredInteger;
import static io.lanista.layer.Attribute.word;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Shape;
import java.util.List;

/**
 * Layers over rows of a table {@code (columns)}: numbers as vectors (Gorishniy et al., "On Embeddings for Numerical Features in Tabular
 * Deep Learning", 2022), and several members of an ensemble in one network (Gorishniy et al., "TabM", 2024).
 */
final class Tables {
    private static final String NUMBERS = "numbers";
    private static final String FEATURES = "features";
    private static final String MEMBERS = "members";

    private Tables() {}

    static List<LayerType> all() {
        return List.of(columnEmbedding(), ensemble(), ensembleLinear(), ensembleMean());
    }

    private static LayerType columnEmbedding() {
        return new SimpleType(
                        "column_embedding",
                        "Makes a vector of each of a row's first numbers, and leaves the other values as they are: periodic makes"
                                + " cosines and sines of 2π·coefficient·x, with trained coefficients (numbers, frequencies) whose"
                                + " first values are normal with deviations on a logarithmic scale from 0.05 to 8, then a linear map"
                                + " (features, 2 · frequencies) with bias, the same for all numbers, and a ReLU. piecewise says how far"
                                + " x is through each of so many bins, which hold equal shares of the standard normal distribution,"
                                + " and adds a linear map of that (numbers, bins, features), zero at first, to x · weight + bias"
                                + " (numbers, features). none leaves numbers as they are, too. numbers is how many there are, 0 for"
                                + " all.")
                .takes(
                        word("form", "periodic", "piecewise", "none"),
                        integer(NUMBERS, 0, 0),
                        integer(FEATURES, 1, 16),
                        integer("frequencies", 1, 32),
                        integer("bins", 2, 32))
                .infers((layer, inputs) -> {
                    long columns = Shapes.ranked(layer, inputs, 1, "(columns)").get(0);
                    long numbers = numbers(layer, inputs);
                    long features = isNone(layer) ? 1 : layer.integer(FEATURES, 1);
                    return Shape.of(columns - numbers + Shapes.product(numbers, features));
                })
                .has((layer, inputs) -> {
                    long numbers = numbers(layer, inputs);
                    long features = layer.integer(FEATURES, 1);
                    long frequencies = layer.integer("frequencies", 1);
                    if (isNone(layer)) {
                        return 0L;
                    }
                    return isPeriodic(layer)
                            ? Shapes.product(numbers, frequencies) + Shapes.product(features, 2 * frequencies + 1)
                            : Shapes.product(numbers, features, layer.integer("bins", 1) + 2);
                })
                .costs((layer, inputs) -> {
                    long numbers = numbers(layer, inputs);
                    long frequencies = layer.integer("frequencies", 1);
                    if (isNone(layer)) {
                        return 0L;
                    }
                    return isPeriodic(layer)
                            ? Shapes.product(numbers, frequencies, 1 + 2 * layer.integer(FEATURES, 1))
                            : Shapes.product(numbers, layer.integer(FEATURES, 1), layer.integer("bins", 1) + 1);
                });
    }

    private static boolean isPeriodic(Layer layer) {
        return layer.text("form", "periodic").equals("periodic");
    }

    private static boolean isNone(Layer layer) {
        return layer.text("form", "periodic").equals("none");
    }

    private static long numbers(Layer layer, List<Shape> inputs) {
        long columns = inputs.get(0).get(0);
        long numbers = layer.integer(NUMBERS, 0);
        if (numbers > columns) {
            throw Shapes.misfit(
                    layer, "takes the first (" + numbers + ") values for numbers, and gets (" + columns + ").");
        }
        return numbers == 0 ? columns : numbers;
    }

    private static LayerType ensemble() {
        return new SimpleType(
                        "ensemble",
                        "Hands a row to so many members of an ensemble, each with weights of its own that multiply it: scale"
                                + " (members, values), which begins as normal numbers. The first numbers · features values begin with"
                                + " one weight for each features of them, as column_embedding makes them. What comes out is"
                                + " (members, values); linear layers, activations and dropout work on each member.")
                .takes(integer(MEMBERS, 1, 8), integer(NUMBERS, 0, 0), integer(FEATURES, 1, 1))
                .infers((layer, inputs) -> Shape.of(
                        layer.integer(MEMBERS, 1),
                        Shapes.ranked(layer, inputs, 1, "(values)").get(0)))
                .has((layer, inputs) ->
                        Shapes.product(layer.integer(MEMBERS, 1), inputs.get(0).get(0)))
                .costsElementwise((layer, inputs) ->
                        Shapes.product(layer.integer(MEMBERS, 1), inputs.get(0).get(0)))
                .zero(ZeroRule.IF_ALL_INPUTS_ARE);
    }

    private static LayerType ensembleLinear() {
        return new SimpleType(
                        "ensemble_linear",
                        "A linear map of its own for each member of an ensemble (members, in): weight (members, units, in), bias"
                                + " (members, units).")
                .takes(requiredInteger("units", 1), flag("bias", true))
                .infers((layer, inputs) -> Shape.of(
                        Shapes.ranked(layer, inputs, 2, "(members, values)").get(0), layer.integer("units", 1)))
                .has((layer, inputs) -> Shapes.product(
                        inputs.get(0).get(0),
                        layer.integer("units", 1),
                        inputs.get(0).get(1) + (layer.flag("bias", true) ? 1 : 0)))
                .costs((layer, inputs) -> Shapes.product(inputs.get(0).count(), layer.integer("units", 1)))
                .zeroIfAllInputsAre(layer -> !layer.flag("bias", true));
    }

    private static LayerType ensembleMean() {
        return new SimpleType(
                        "ensemble_mean",
                        "The answer of an ensemble (members, outputs), as a network's last layer: the mean of the members' numbers, or"
                                + " the logarithm of the mean of their probabilities, so that a softmax gives that mean. auto takes two"
                                + " outputs and more for classes. In training it hands the members' outputs on, and each member has a"
                                + " loss of its own.")
                .takes(word("of", "auto", "probabilities", "values"))
                .infers((layer, inputs) -> Shape.of(
                        Shapes.ranked(layer, inputs, 2, "(members, outputs)").get(1)))
                .costsElementwise((layer, inputs) -> inputs.get(0).count());
    }
}
