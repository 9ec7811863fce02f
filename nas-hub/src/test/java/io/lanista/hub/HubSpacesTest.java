package io.lanista.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lanista.api.model.Label;
import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import io.lanista.api.mutate.DryRun;
import io.lanista.api.mutate.Mutator;
import io.lanista.api.mutate.Sampler;
import io.lanista.api.option.OptionException;
import io.lanista.api.space.Choices;
import io.lanista.api.space.Decision;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.space.SpaceProvider;
import io.lanista.layer.Constraints;
import io.lanista.layer.LayerCatalogue;
import io.lanista.layer.ModelAnalysis;
import io.lanista.layer.SpaceCheck;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class HubSpacesTest {
    private static final LayerCatalogue CATALOGUE = LayerCatalogue.standard();

    static Stream<String> names() {
        return Hub.providers().stream().map(SpaceProvider::name);
    }

    @Test
    void thereAreTwelveSpacesAndEachSaysWhereItIsFrom() {
        assertThat(names())
                .containsExactly(
                        "nasbench201",
                        "nasbench101",
                        "darts",
                        "nasnet",
                        "mobilenetv3",
                        "proxyless",
                        "shufflenetv2",
                        "mlp",
                        "tabular-resnet",
                        "table",
                        "text",
                        "series");
        assertThat(Hub.providers())
                .allSatisfy(provider ->
                        assertThat(provider.description()).matches(".*\\((after )?[A-Z][a-z]+,? .*20[12][0-9].*\\).*"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void sampledChoicesAreValidAndFit(String name) {
        for (String size : List.of("paper", "small")) {
            SearchSpace space = Hub.open(name, "size", size, "classes", 7L);
            Random random = new Random(3);
            for (int i = 0; i < 20; i++) {
                Choices choices = space.sample(random);
                assertThat(space.validate(choices)).isEmpty();
                Model model = space.freeze(choices);
                assertThat(model.isConcrete()).isTrue();
                assertThat(ModelAnalysis.of(model, CATALOGUE).output()).isEqualTo(Shape.of(7));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void freezingThroughMutatorsGivesTheModelOfTheChoices(String name) {
        SearchSpace space = Hub.open(name, "size", "small", "classes", 10L);
        Random random = new Random(4);
        for (int i = 0; i < 3; i++) {
            Choices choices = space.sample(random);
            Model model = space.start();
            for (Mutator mutator : space.mutators()) {
                model = mutator.bind(answering(choices)).apply(model);
            }
            assertThat(model).isEqualTo(space.freeze(choices));
            assertThat(SearchSpace.choicesOf(model)).isEqualTo(choices);
        }
    }

    private static Sampler answering(Choices choices) {
        return new Sampler() {
            @Override
            @SuppressWarnings("unchecked") // The answer is one of the candidates.
            public <T> T choose(List<T> candidates, Mutator mutator, Model model, int index) {
                return (T) choices.values().get(mutator.label());
            }
        };
    }

    @ParameterizedTest
    @MethodSource("names")
    void neighboursDifferInOneDecisionAndAreSymmetric(String name) {
        SearchSpace space = Hub.open(name, "size", "small", "classes", 10L);
        Random random = new Random(5);
        Choices choices = space.sample(random);
        List<Choices> neighbours = space.neighbours(choices).toList();
        assertThat(neighbours).isNotEmpty().doesNotContain(choices).doesNotHaveDuplicates();
        for (int i = 0; i < 5; i++) {
            Choices neighbour = neighbours.get(random.nextInt(neighbours.size()));
            assertThat(space.validate(neighbour)).isEmpty();
            assertThat(space.neighbours(neighbour)).contains(choices);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nasbench201", "mlp", "tabular-resnet", "shufflenetv2"})
    void sizeEqualsEnumeration(String name) {
        SearchSpace space = Hub.open(name, "size", "small", "classes", 10L);
        Set<Choices> all = new HashSet<>();
        space.enumerate().forEach(all::add);
        assertThat(space.size()).contains(BigInteger.valueOf(all.size()));
    }

    /** The first answer to a NAS-Bench-101 cell leaves its output unconnected, so its edges are drawn before the dry run. */
    @ParameterizedTest
    @MethodSource("names")
    void theMutatorsAskExactlyForTheActiveDecisions(String name) {
        SearchSpace space = Hub.open(name, "size", "small", "classes", 10L);
        Choices drawn = space.sample(new Random(6));
        int given = name.equals("nasbench101") ? 1 : 0;
        Map<Label, Object> answers = new HashMap<>();
        space.decisions().stream()
                .limit(given)
                .forEach(
                        decision -> answers.put(decision.label(), drawn.values().get(decision.label())));
        Choices first = space.walk((decision, earlier) -> answers.getOrDefault(
                decision.label(), decision.domain().values().get(0)));

        List<Label> asked = new ArrayList<>();
        Model model = space.start();
        for (Mutator mutator : space.mutators()) {
            if (asked.size() < given) {
                model = mutator.bind(answering(drawn)).apply(model);
                asked.add(mutator.label());
            } else {
                DryRun run = DryRun.of(mutator, model);
                asked.addAll(run.questions().keySet());
                model = run.model();
            }
        }

        assertThat(asked)
                .isEqualTo(space.active(first).stream().map(Decision::label).toList());
        assertThat(model).isEqualTo(space.freeze(first));
    }

    /** The constraint halves the space, more or less; what is drawn keeps it, and what breaks it is refused with the count. */
    @ParameterizedTest
    @MethodSource("names")
    void constraintsHoldForWhatIsDrawn(String name) {
        SearchSpace space = Hub.open(name, "size", "small", "classes", 10L);
        Random random = new Random(7);
        List<Choices> drawn =
                Stream.generate(() -> space.sample(random)).limit(15).toList();
        long middle = drawn.stream()
                .map(choices -> parameters(space, choices))
                .sorted()
                .toList()
                .get(7);
        SearchSpace constrained = space.with(Constraints.maxParameters(CATALOGUE, middle));
        for (int i = 0; i < 15; i++) {
            assertThat(parameters(space, constrained.sample(random))).isLessThanOrEqualTo(middle);
        }
        drawn.forEach(choices ->
                assertThat(constrained.validate(choices).isEmpty()).isEqualTo(parameters(space, choices) <= middle));
    }

    private static long parameters(SearchSpace space, Choices choices) {
        return ModelAnalysis.of(space.freeze(choices), CATALOGUE).parameters();
    }

    /**
     * Howard et al., 2019, table 3, has 5.4 million parameters and 219 million multiply-adds; the model that the authors
     * published with it has 217 million, and 5.48 million trainable parameters.
     */
    @Test
    void mobileNetV3LargeHasTheCostsOfThePublishedModel() {
        ModelAnalysis analysis =
                ModelAnalysis.of(Hub.open("mobilenetv3", "classes", 1000L).freeze(MobileNetV3.large()), CATALOGUE);
        assertThat(analysis.parameters()).isEqualTo(5_483_032);
        assertThat(analysis.flops() / 217e6).as("%s", analysis).isCloseTo(1, within(0.005));
    }

    /** Ma et al., 2018, table 8: 2.3 million parameters and 146 million multiply-adds. */
    @Test
    void shuffleNetV2HasThePapersCosts() {
        ModelAnalysis analysis =
                ModelAnalysis.of(Hub.open("shufflenetv2", "classes", 1000L).freeze(ShuffleNetV2.original()), CATALOGUE);
        assertThat(analysis.parameters() / 2.3e6).as("%s", analysis).isCloseTo(1, within(0.01));
        assertThat(analysis.flops() / 146e6).as("%s", analysis).isCloseTo(1, within(0.01));
    }

    /** The example cell of the benchmark's own documentation, with the number of parameters that its table has. */
    @Test
    void aCellOfNasBench101HasTheTablesParameters() {
        int[][] matrix = {
            {0, 1, 1, 1, 0, 1, 0},
            {0, 0, 0, 0, 0, 0, 1},
            {0, 0, 0, 0, 0, 0, 1},
            {0, 0, 0, 0, 1, 0, 0},
            {0, 0, 0, 0, 0, 0, 1},
            {0, 0, 0, 0, 0, 0, 1},
            {0, 0, 0, 0, 0, 0, 0}
        };
        List<Long> edges = new ArrayList<>();
        long index = 0;
        for (int from = 0; from < 7; from++) {
            for (int to = from + 1; to < 7; to++, index++) {
                if (matrix[from][to] == 1) {
                    edges.add(index);
                }
            }
        }
        String conv3 = "conv3x3-bn-relu";
        Choices choices = Choices.of(Map.of(
                Label.of("cell/edges"), edges,
                Label.of("cell/op_1"), "conv1x1-bn-relu",
                Label.of("cell/op_2"), conv3,
                Label.of("cell/op_3"), conv3,
                Label.of("cell/op_4"), conv3,
                Label.of("cell/op_5"), "maxpool3x3"));
        ModelAnalysis analysis =
                ModelAnalysis.of(Hub.open("nasbench101", "classes", 10L).freeze(choices), CATALOGUE);
        assertThat(analysis.parameters()).isEqualTo(2_694_282);
    }

    /** 120 classes, as ImageNet-16-120 has; images of another size than the paper's, or rows for the spaces of rows. */
    @ParameterizedTest
    @MethodSource("names")
    void whatIsLeftOutIsTheDatas(String name) {
        SearchSpace space = Hub.open(name, "size", "small");
        boolean rows = Set.of("tabular-resnet", "table", "text", "series").contains(name);
        Shape data = rows ? Shape.of(9) : Shape.of(3, 32, 32);
        SearchSpace fitted = space.withBase(space.base().withInputShape(data).withOutputs(120));
        assertThat(SpaceCheck.of(fitted, CATALOGUE, Shape.of(120)).misfit()).isEmpty();
    }

    @Test
    void aWrongInputIsRefused() {
        assertThatThrownBy(() -> Hub.open("darts", "input", List.of(32, 32)))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("must have (3) sizes, as in (3x32x32)");
        assertThatThrownBy(() -> Hub.open("mlp", "input", List.of("a")))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("list of positive whole numbers");
        assertThat(Hub.open("mlp", "input", List.of(20)).base().inputs()).containsValue(Shape.of(20));
    }
}
