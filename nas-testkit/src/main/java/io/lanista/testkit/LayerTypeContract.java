package io.lanista.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Shape;
import io.lanista.layer.Attribute;
import io.lanista.layer.LayerCatalogue;
import io.lanista.layer.LayerType;
import io.lanista.layer.LayerUse;
import io.lanista.layer.ModelAnalysis;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every layer type must keep, as tests to inherit: that its shapes and counts are pure functions, and that what it says of
 * its meaning fits its shapes. {@link LayerProviderContract} also compares it with what is computed.
 */
public interface LayerTypeContract {
    /**
     * A layer with the shapes of inputs that it takes.
     *
     * @param layer of the type
     * @param inputs without the batch axis
     */
    record Example(Layer layer, List<Shape> inputs) {
        /** Copies. */
        public Example {
            inputs = List.copyOf(inputs);
        }

        /** A layer with one input. */
        public static Example of(Layer layer, long... input) {
            return new Example(layer, List.of(Shape.of(input)));
        }
    }

    /** The type. */
    LayerType type();

    /** Layers of the type in different forms, at least one. */
    List<Example> examples();

    /** Its name can be written in a space, is no standard one, and its attributes have distinct names. */
    @Test
    default void nameAndAttributesAreWellFormed() {
        assertThat(type().name())
                .as("the layer type's name: lower-case words joined by '_'")
                .matches("[a-z][a-z0-9]*(_[a-z0-9]+)*");
        assertThat(LayerCatalogue.standard().types())
                .as("the standard layer types")
                .doesNotContainKey(type().name());
        assertThat(type().attributes())
                .as("the names of the attributes")
                .extracting(Attribute::name)
                .doesNotHaveDuplicates();
    }

    /** Shapes and counts are the same at every call, counts aren't negative, and completing a complete layer changes nothing. */
    @Test
    default void shapesAndCountsArePureFunctions() {
        assertThat(examples()).as("the examples").isNotEmpty();
        for (Example example : examples()) {
            LayerUse use = use(example.layer(), example.inputs());
            assertThat(use(example.layer(), example.inputs()))
                    .as("what a second catalogue finds of " + example)
                    .isEqualTo(use);
            assertThat(LayerCatalogue.standard().with(List.of(type())).complete(use.layer(), example.inputs()))
                    .as("the completed layer of " + example + ", completed again")
                    .isEqualTo(use.layer());
            assertThat(List.of(use.parameters(), use.flops(), use.elementwise()))
                    .as("the counts of " + example)
                    .allSatisfy(count -> assertThat(count).isNotNegative());
            assertThat(type().leastBatch(use.layer(), use.inputs()))
                    .as("the examples that a batch of " + example + " must have")
                    .isPositive();
        }
    }

    /** What the type says of its meaning fits its shapes and counts. */
    @Test
    default void meaningFitsShapesAndCounts() {
        for (Example example : examples()) {
            LayerUse use = use(example.layer(), example.inputs());
            Shape input = use.inputs().get(0);
            if (type().isIdentity(use.layer(), use.inputs())) {
                assertThat(use.output())
                        .as("the output of the identity " + example)
                        .isEqualTo(input);
                assertThat(use.parameters())
                        .as("the parameters of the identity " + example)
                        .isZero();
            }
            if (type().isSum()) {
                assertThat(use.inputs()).as("the inputs of the sum " + example).containsOnly(use.output());
                assertThat(type().isCommutative())
                        .as("whether the sum " + example + " is commutative")
                        .isTrue();
            }
            if (type().isNormalization()) {
                assertThat(use.output())
                        .as("the output of the normalisation " + example)
                        .isEqualTo(input);
            }
            if (type().isChannelwise(use.layer())) {
                assertThat(use.inputs())
                        .as("the inputs of the channelwise layer " + example)
                        .hasSize(1);
                assertThat(use.parameters())
                        .as("the parameters of the channelwise layer " + example)
                        .isZero();
                assertThat(use.output().get(0))
                        .as("the channels of the channelwise layer " + example)
                        .isEqualTo(input.get(0));
            }
            LayerUse plain = use(type().withoutNormScales(example.layer()), example.inputs());
            assertThat(plain.output())
                    .as("the output of " + example + " without the scales of its normalisations")
                    .isEqualTo(use.output());
            assertThat(plain.parameters())
                    .as("the parameters of " + example + " without the scales of its normalisations")
                    .isLessThanOrEqualTo(use.parameters());
        }
    }

    /** A type that is defined by a graph of simpler layers has the shapes and counts of that graph. */
    @Test
    default void expansionHasTheSameShapesAndCounts() {
        for (Example example : examples()) {
            LayerUse use = use(example.layer(), example.inputs());
            type().expansion(use.layer(), use.inputs()).ifPresent(graph -> {
                ModelAnalysis simpler = ModelAnalysis.of(
                        graph, use.inputs(), LayerCatalogue.standard().with(List.of(type())));
                assertThat(List.of(simpler.output(), simpler.parameters(), simpler.flops()))
                        .as("output, parameters and multiply-adds of the graph that defines " + example)
                        .isEqualTo(List.of(use.output(), use.parameters(), use.flops()));
            });
        }
    }

    private LayerUse use(Layer layer, List<Shape> inputs) {
        return LayerCatalogue.standard().with(List.of(type())).use("", layer, inputs);
    }
}
