package io.lanista.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerCatalogueTest {
    private final LayerCatalogue catalogue = LayerCatalogue.standard();

    /** Shapes and parameters as PyTorch's modules of the same name and settings have them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "conv2d                    | out_channels=8                          | 3x9x7  | 8x9x7 | 224",
                "conv2d                    | kernel=5,stride=2,bias=false            | 4x9x8  | 4x5x4 | 400",
                "conv2d                    | kernel=3,dilation=2,groups=4            | 4x9x9  | 4x9x9 | 40",
                "conv2d                    | kernel=2                                | 1x4x4  | 1x3x3 | 5",
                "conv2d                    | kernel=[1;7]                            | 2x5x9  | 2x5x9 | 30",
                "conv1d                    | out_channels=6,stride=3                 | 2x10   | 6x4   | 42",
                "linear                    | units=5                                 | 7x3    | 7x5   | 20",
                "linear                    | units=5,bias=false                      | 3      | 5     | 15",
                "embedding                 | vocabulary=10,features=4                | 6      | 6x4   | 40",
                "batch_norm                |                                         | 8x2x2  | 8x2x2 | 16",
                "batch_norm                | affine=false                            | 8      | 8     | 0",
                "layer_norm                |                                         | 6x4    | 6x4   | 8",
                "group_norm                | groups=2                                | 8x2x2  | 8x2x2 | 16",
                "max_pool2d                |                                         | 3x9x8  | 3x4x4 | 0",
                "avg_pool2d                | kernel=3,stride=2,padding=1             | 3x9x8  | 3x5x4 | 0",
                "global_avg_pool           |                                         | 3x9x8  | 3     | 0",
                "adaptive_avg_pool2d       | size=[2;3]                              | 3x9x8  | 3x2x3 | 0",
                "lstm                      | units=5                                 | 7x3    | 5     | 200",
                "lstm                      | units=5,returns=sequence,bias=false     | 7x3    | 7x5   | 160",
                "gru                       | units=5,returns=sequence                | 7x3    | 7x5   | 150",
                "multi_head_attention      | heads=2                                 | 7x4    | 7x4   | 80",
                "zero                      | stride=2                                | 3x9x8  | 3x5x4 | 0",
                "narrow                    | channels=2,offset=1                     | 3x9x8  | 2x9x8 | 0",
                "flatten                   |                                         | 3x9x8  | 216   | 0",
                "reshape                   | shape=[-1;6]                            | 3x4x2  | 4x6   | 0",
                "transpose                 | axes=[1;2;0]                            | 3x4x2  | 4x2x3 | 0",
                "channel_shuffle           | groups=3                                | 6x2x2  | 6x2x2 | 0",
                "depthwise_separable_conv2d| out_channels=5,stride=2                 | 4x8x8  | 5x4x4 | 61",
                "squeeze_excitation        | units=2                                 | 8x4x4  | 8x4x4 | 42",
                "inverted_residual         | expand=2                                | 4x8x8  | 4x8x8 | 176",
                "inverted_residual         | expand=1,out_channels=6,stride=2        | 4x8x8  | 6x4x4 | 80",
                "inverted_residual         | hidden=8,se_units=2                     | 4x8x8  | 4x8x8 | 218",
                "factorized_reduction      | out_channels=6                          | 4x7x8  | 6x4x4 | 36",
            })
    void shapesAndParameters(String type, String attributes, String input, String output, long parameters) {
        LayerUse use = catalogue.use("", layer(type, attributes), List.of(shape(input)));
        assertThat(use.output()).isEqualTo(shape(output));
        assertThat(use.parameters()).isEqualTo(parameters);
        assertThat(catalogue.complete(use.layer(), List.of(shape(input)))).isEqualTo(use.layer());
    }

    @Test
    void multiplyAddsAreThoseOfWeightsAndPositions() {
        assertThat(catalogue
                        .use("", Layer.of("conv2d", "out_channels", 8), List.of(Shape.of(3, 10, 10)))
                        .flops())
                .isEqualTo(27 * 8 * 100);
        assertThat(catalogue
                        .use("", Layer.of("linear", "units", 10), List.of(Shape.of(64)))
                        .flops())
                .isEqualTo(640);
        LayerUse norm = catalogue.use("", Layer.of("batch_norm"), List.of(Shape.of(3, 10, 10)));
        assertThat(norm.flops(FlopCounting.MULTIPLY_ADDS)).isZero();
        assertThat(norm.flops(FlopCounting.WITH_ELEMENTWISE)).isEqualTo(600);
    }

    @Test
    void explicitDefaultsMakeTheSameLayer() {
        List<Shape> input = List.of(Shape.of(4, 8, 8));
        Layer spelled = Layer.of(
                "conv2d",
                "out_channels",
                4,
                "kernel",
                List.of(3, 3),
                "stride",
                1.0,
                "padding",
                1,
                "dilation",
                1,
                "groups",
                1,
                "bias",
                true);
        assertThat(catalogue.complete(spelled, input)).isEqualTo(catalogue.complete(Layer.of("conv2d"), input));
    }

    @Test
    void anUnknownTypeListsWhatExists() {
        assertThatThrownBy(() -> catalogue.check(Layer.of("conv2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("No layer type 'conv2'. Available: identity, ")
                .hasMessageEndingWith(" Maybe 'conv2d'.");
    }

    @Test
    void wrongAttributesAreNamedWithWhatIsAllowed() {
        assertThatThrownBy(() -> catalogue.check(Layer.of("conv2d", "kernal", 3)))
                .hasMessageContaining("(kernal)")
                .hasMessageEndingWith("Maybe 'kernel'.");
        assertThatThrownBy(() -> catalogue.check(Layer.of("relu", "slope", 3))).hasMessageEndingWith("It takes none.");
        assertThatThrownBy(() -> catalogue.check(Layer.of("conv2d", "kernel", "three")))
                .hasMessage(
                        "The attribute (kernel) of the layer (conv2d) is (three), and must be a whole number, at least"
                                + " 1, or a list with one for each spatial axis.");
        assertThatThrownBy(() -> catalogue.check(Layer.of("dropout", "rate", 1.5)))
                .hasMessageContaining("(1.5)")
                .hasMessageContaining("from 0.0 to 0.999");
        assertThatThrownBy(() -> catalogue.check(Layer.of("lstm", "units", 3, "returns", "all")))
                .hasMessageContaining("one of last, sequence");
        assertThatThrownBy(() -> catalogue.check(Layer.of("linear")))
                .hasMessage("The layer (linear) needs the attribute (units): a whole number, at least 1.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "conv2d          | groups=3            | 4x8x8 | (3) groups",
                "conv2d          | kernel=9,padding=0  | 4x8x8 | (9)",
                "conv2d          |                     | 16    | (16)",
                "conv2d          | kernel=[3;3;1]      | 4x8x8 | (2) of them",
                "linear          | units=2             |       | scalar",
                "max_pool2d      | padding=2           | 4x8x8 | half",
                "narrow          | channels=5          | 4x8x8 | too few",
                "reshape         | shape=[5;-1]        | 4x3   | (12) values",
                "transpose       | axes=[0;0]          | 4x3   | [0, 0]",
                "group_norm      | groups=3            | 4x8x8 | (3) groups",
                "lstm            | units=3             | 4     | (steps, features)",
                "inverted_residual |                   | 4x8   | (channels, height, width)",
            })
    void shapesThatDontFitAreShown(String type, String attributes, String input, String shown) {
        assertThatThrownBy(() -> catalogue.use("", layer(type, attributes), List.of(shape(input))))
                .isInstanceOf(InvalidArchitectureException.class)
                .hasMessageContaining("(" + type + ")")
                .hasMessageContaining(shown);
    }

    @Test
    void inputsThatDontFitEachOtherAreBothShown() {
        Shape wide = Shape.of(4, 8, 8);
        Shape narrow = Shape.of(2, 8, 8);
        for (String type : List.of("add", "mean", "multiply")) {
            assertThatThrownBy(() -> catalogue.use("", Layer.of(type), List.of(wide, narrow)))
                    .hasMessageContaining("(4x8x8)")
                    .hasMessageContaining("(2x8x8)");
        }
        assertThat(catalogue.use("", Layer.of("concat"), List.of(wide, narrow)).output())
                .isEqualTo(Shape.of(6, 8, 8));
        assertThat(catalogue
                        .use("", Layer.of("multiply"), List.of(Shape.of(4), wide))
                        .output())
                .isEqualTo(wide);
        assertThatThrownBy(() -> catalogue.use("", Layer.of("concat", "axis", 1), List.of(wide, narrow)))
                .hasMessageContaining("axis (1)");
        assertThatThrownBy(() -> catalogue.use("", Layer.of("relu"), List.of(wide, wide)))
                .hasMessageContaining("needs (1) inputs, and gets (2)");
    }

    @Test
    void addedTypesStandBesideTheStandardOnesAndDontReplaceThem() {
        LayerType twice = new SimpleType("twice", "").takes(Attribute.integer("n", 1, 1));
        assertThat(catalogue.with(List.of(twice)).type("twice")).isSameAs(twice);
        assertThatThrownBy(() -> catalogue.with(List.of(new SimpleType("relu", ""))))
                .hasMessageContaining("(relu) exists twice");
    }

    @Test
    void everyTypeDescribesItselfAndItsAttributes() {
        assertThat(catalogue.types().values()).allSatisfy(type -> {
            assertThat(type.description()).endsWith(".");
            assertThat(type.attributes())
                    .allSatisfy(attribute -> assertThat(attribute.toString()).startsWith(attribute.name()));
        });
    }

    private static Layer layer(String type, String attributes) {
        Layer layer = Layer.of(type);
        for (String pair : attributes == null ? new String[0] : attributes.split(",", -1)) {
            String[] both = pair.split("=", -1);
            layer = layer.with(both[0], value(both[1]));
        }
        return layer;
    }

    private static Object value(String text) {
        if (text.startsWith("[")) {
            return List.of(text.substring(1, text.length() - 1).split(";", -1)).stream()
                    .map(Long::valueOf)
                    .toList();
        }
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        return Character.isLetter(text.charAt(0)) ? text : (Object) Long.valueOf(text);
    }

    private static Shape shape(String text) {
        return text == null
                ? Shape.of()
                : new Shape(
                        List.of(text.split("x", -1)).stream().map(Long::valueOf).toList());
    }
}
