package io.lanista.runtime.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.model.Label;
import io.lanista.api.model.Model;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.layer.LayerCatalogue;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ModelDrawingTest {
    private static final Model SPACE =
            ModelText.fromYaml("""
                    name: net
                    input: {image: [1, 8, 8]}
                    layers:
                      - {name: stem, choice: kind, of: {plain: {conv2d: {out_channels: 8}}, "pool \\"2\\"": max_pool2d}}
                      - {repeat: depth, from: 1, to: 2, layers: [relu]}
                      - {name: skip, input_choice: skip, choose: 1, reads: [stem, "1"]}
                      - [flatten, {linear: {units: {choice: units, of: [4, 8]}}}]
                    """, "net.yaml", LayerCatalogue.standard()).model();

    private static final Model ARCHITECTURE = SearchSpace.of(SPACE)
            .freeze(Choices.of(Map.of(
                    Label.of("kind"),
                    "plain",
                    Label.of("depth"),
                    2,
                    Label.of("skip"),
                    List.of(1),
                    Label.of("units"),
                    8)));

    @Test
    void aSpaceShowsItsChoices() {
        assertThat(ModelDrawing.toDot(SPACE))
                .startsWith("digraph \"net\" {")
                .contains(
                        "choice kind of plain | pool \\\"2\\\"",
                        "dashed",
                        "repeat depth: 1 to 2 times",
                        "input choice skip");
        assertThat(ModelDrawing.toMermaid(SPACE))
                .startsWith("flowchart TD")
                .contains("pool #34;2#34;", "{{", "-.->", "subgraph");
        assertThat(ModelSummary.of(SearchSpace.of(SPACE)))
                .contains(
                        "Space net on [(1x8x8)]: 4 decisions, 16 architectures.",
                        "kind: [plain, pool \"2\"]",
                        "depth: 1..2",
                        "units: [4, 8]");
        assertThat(ModelSummary.of(SPACE))
                .contains("stem: choice kind of plain | pool", "    plain: conv2d{out_channels=8}");
    }

    @Test
    void anArchitectureShowsWhatWasChosen() {
        String dot = ModelDrawing.toDot(ARCHITECTURE);
        assertThat(dot).contains("conv2d{out_channels=8}", "linear{units=8}").doesNotContain("dashed", "max_pool2d");
        assertThat(ModelSummary.of(ARCHITECTURE)).contains("  stem: conv2d{out_channels=8}", "1: linear{units=8}");
    }

    @Test
    void everyEdgeOfADrawingJoinsNodesThatWereDrawn() {
        HubTextTest.spaces().forEach(space -> {
            for (Model model : List.of(space.base(), space.freeze(space.sample(new Random(1))))) {
                Set<String> nodes = new HashSet<>();
                Matcher node = Pattern.compile("(?m)^ *(n\\d+) \\[").matcher(ModelDrawing.toDot(model));
                while (node.find()) {
                    nodes.add(node.group(1));
                }
                Matcher edge = Pattern.compile("(?m)^ *(\\w*) -> (\\w*)[; ]").matcher(ModelDrawing.toDot(model));
                int edges = 0;
                while (edge.find()) {
                    assertThat(nodes).contains(edge.group(1), edge.group(2));
                    edges++;
                }
                assertThat(edges).isGreaterThan(4);
            }
        });
    }

    @Test
    void largeSpacesAreCountedInPowers() {
        assertThat(HubTextTest.spaces()
                        .filter(space -> space.base().name().equals("darts"))
                        .map(ModelSummary::size)
                        .findFirst())
                .contains("about 1.1e18 architectures");
    }
}
