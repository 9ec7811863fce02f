package io.lanista.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Node;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Shape;
import io.lanista.api.model.Subgraph;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CanonicalFormTest {
    private static final Layer CONV = Layer.of("conv2d", "bias", false);
    private static final Layer ADD = Layer.of("add");

    @Test
    void namesNestingAndOrderOfNodesDontMatter() {
        String plain = hash("b", node("a", CONV, "x"), node("b", Layer.of("relu"), "a"));
        assertThat(hash("z", node("z", Graph.sequence(CONV, Layer.of("relu")), "x")))
                .isEqualTo(plain);
        assertThat(hash("q", node("q", Graph.sequence(Layer.of("relu"), CONV), "x")))
                .isNotEqualTo(plain);
    }

    @Test
    void deadNodesAreRemoved() {
        assertThat(hash("a", node("a", CONV, "x"), node("dead", Layer.of("relu"), "a")))
                .isEqualTo(hash("a", node("a", CONV, "x")));
    }

    @Test
    void identitiesCollapse() {
        String plain = hash("a", node("a", CONV, "x"));
        for (Layer nothing : List.of(
                Layer.of("identity"),
                ADD,
                Layer.of("concat"),
                Layer.of("multiply"),
                Layer.of("dropout", "rate", 0),
                Layer.of("max_pool2d", "kernel", 1),
                Layer.of("reshape", "shape", List.of(4, -1, 8)),
                Layer.of("transpose", "axes", List.of(0, 1, 2)),
                Layer.of("narrow", "channels", 4))) {
            assertThat(hash("b", node("a", CONV, "x"), node("b", nothing, "a")))
                    .as(nothing.toString())
                    .isEqualTo(plain);
        }
        assertThat(hash("b", node("a", CONV, "x"), node("b", Layer.of("dropout"), "a")))
                .isNotEqualTo(plain);
    }

    @Test
    void sumsAreFlatAndTheirOrderDoesntMatter() {
        String flat = hash("s", node("a", CONV, "x"), node("s", ADD, "x", "a", "x"));
        String nested = hash("s", node("a", CONV, "x"), node("t", ADD, "a", "x"), node("s", ADD, "x", "t"));
        String fewer = hash("s", node("a", CONV, "x"), node("s", ADD, "x", "a"));
        assertThat(nested).isEqualTo(flat).isNotEqualTo(fewer);
    }

    @Test
    void theOrderOfAConcatenationMatters() {
        assertThat(hash("s", node("a", CONV, "x"), node("s", Layer.of("concat"), "x", "a")))
                .isNotEqualTo(hash("s", node("a", CONV, "x"), node("s", Layer.of("concat"), "a", "x")));
    }

    @Test
    void zerosSpreadThroughWhatPreservesThem() {
        Layer zero = Layer.of("zero");
        String nothing = hash("z", node("z", zero, "x"));
        Graph block = Graph.chain(List.of(Layer.of("relu"), CONV, Layer.of("batch_norm")));
        assertThat(hash("b", node("z", zero, "x"), node("b", new Subgraph(block), "z")))
                .isEqualTo(nothing);
        assertThat(hash("p", node("z", zero, "x"), node("p", Layer.of("multiply"), "x", "z")))
                .isEqualTo(nothing);
        assertThat(hash("s", node("z", zero, "x"), node("a", CONV, "x"), node("s", ADD, "a", "z")))
                .isEqualTo(hash("a", node("a", CONV, "x")));
        assertThat(hash("b", node("z", zero, "x"), node("b", Layer.of("conv2d"), "z")))
                .isNotEqualTo(nothing);
        assertThat(hash("b", node("z", zero, "x"), node("b", Layer.of("sigmoid"), "z")))
                .isNotEqualTo(nothing);
    }

    @Test
    void compositesEqualTheGraphsThatDefineThem() {
        Layer separable = Layer.of("depthwise_separable_conv2d", "out_channels", 6, "bias", false);
        String written = hash(
                "b",
                node("a", CONV.with("groups", 4), "x"),
                node("b", CONV.with("out_channels", 6).with("kernel", 1), "a"));
        assertThat(hash("a", node("a", separable, "x"))).isEqualTo(written);
    }

    @Test
    void defaultsAndExplicitValuesAreTheSame() {
        assertThat(hash("a", node("a", CONV.with("padding", 1).with("out_channels", 4), "x")))
                .isEqualTo(hash("a", node("a", CONV, "x")));
        assertThat(hash("a", node("a", CONV.with("padding", 0), "x"))).isNotEqualTo(hash("a", node("a", CONV, "x")));
    }

    @Test
    void sumsOfSumsOfSumsStaySmall() {
        Node[] nodes = new Node[200];
        for (int i = 0; i < nodes.length; i++) {
            String last = i == 0 ? "x" : "n" + (i - 1);
            nodes[i] = node("n" + i, ADD, last, last);
        }
        assertThat(hash("n199", nodes)).hasSize(32);
    }

    @Test
    void settingsAndInputsCount() {
        Model model = model("a", node("a", CONV, "x"));
        LayerCatalogue catalogue = LayerCatalogue.standard();
        String plain = CanonicalForm.hash(model, catalogue);
        assertThat(CanonicalForm.hash(model.withSetting("rate", 0.1), catalogue))
                .isNotEqualTo(plain);
        assertThat(CanonicalForm.hash(model.withInputShape(Shape.of(4, 9, 9)), catalogue))
                .isNotEqualTo(plain);
    }

    @Test
    void whatALayerMeansIsAskedOfItsTypeAndNotOfItsName() {
        LayerCatalogue catalogue = LayerCatalogue.standard()
                .with(List.of(
                        new SimpleType("plus", "A sum.").anyNumberOfInputs().sum(),
                        new SimpleType("nothing", "Zeros.").zero(ZeroRule.ALWAYS),
                        new SimpleType("times", "A product.")
                                .anyNumberOfInputs()
                                .zero(ZeroRule.IF_ANY_INPUT_IS)));
        Layer plus = Layer.of("plus");
        Layer nothing = Layer.of("nothing");
        Model plain = model("s", node("a", CONV, "x"), node("s", ADD, "a", "x"));
        for (Model same : List.of(
                model("s", node("a", CONV, "x"), node("s", plus, "a", "x")),
                model("s", node("a", CONV, "x"), node("n", nothing, "x"), node("s", plus, "a", "n", "x")),
                model(
                        "s",
                        node("a", CONV, "x"),
                        node("n", nothing, "x"),
                        node("t", Layer.of("times"), "a", "n"),
                        node("s", plus, "a", "t", "x")))) {
            assertThat(CanonicalForm.hash(same, catalogue)).isEqualTo(CanonicalForm.hash(plain, catalogue));
        }
    }

    private static Node node(String name, Operation operation, String... reads) {
        return new Node(name, operation, List.of(reads));
    }

    private static Model model(String output, Node... nodes) {
        return Model.of("m", Map.of("x", Shape.of(4, 8, 8)), Graph.of(List.of("x"), List.of(nodes), output), Map.of());
    }

    private static String hash(String output, Node... nodes) {
        return CanonicalForm.hash(model(output, nodes), LayerCatalogue.standard());
    }
}
