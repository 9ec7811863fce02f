package io.lanista.runtime.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.lanista.layer.LayerCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaErrorsTest {
    private static final String SPACE = """
            name: net
            input: {image: [1, 8, 8]}
            settings:
              rate: {choice: rate, from: 1e-4, to: 1e-2, log: true}
            layers:
              - name: stem
                conv2d: {out_channels: {choice: width, of: [8, 16]}, kernel: 3}
              - choice: kind
                of:
                  pool: {max_pool2d: {kernel: 2}}
                  same: identity
              - repeat: depth
                from: 1
                to: 3
                layers:
                  - relu
                  - linear: {units: {multiply: [{choice: width}, 2]}}
              - {name: cell, cell: cell, inputs: 2, nodes: 2, of: {a: identity, b: relu}, reads: [stem, "1"]}
              - {name: skip, input_choice: skip, choose: 1, merge: sum, reads: [stem, cell]}
              - linear: {units: 10}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            name: net            | nmae: net            | net.yaml:1: (nmae) unknown key (nmae). Allowed: definitions, input, layers, lineage, name, output, settings. Maybe 'name'.
            [1, 8, 8]            | [1, 0, 8]            | net.yaml:2: (input.image[1]) must be a whole number from 1 to 2147483647, and is (0).
            to: 1e-2             | too: 1e-2            | net.yaml:4: (settings.rate.too) unknown key (too). Allowed: choice, from, log, of, step, subset_of, to. Maybe 'to'.
            log: true            | log: yes             | net.yaml:4: (settings.rate.log) must be true or false, and is the text (yes).
            of: [8, 16]          | of: [8, 8]           | net.yaml:7: (layers[0].conv2d.out_channels) The candidate (8) stands twice
            1e-2, log: true      | 1e-2, step: 2        | net.yaml:4: (settings.rate.step) is the step of a range of real numbers, which have none.
            choice: kind         | choice: Kind         | net.yaml:8: (layers[1].choice) The label (Kind) must be lower-case
            multiply             | multipli             | net.yaml:17: (layers[2].layers[1].linear.units.multipli) unknown key (multipli). Allowed: add, choice, divide, equal, if, less, max, min, multiply, subtract. Maybe 'multiply'.
            {choice: width}      | {choice: widht}      | net.yaml:17: (layers[2].layers[1].linear.units.multiply[0]) refers to the choice (widht), which no earlier place describes. Described: rate, width.
            reads: [stem, "1"]   | reads: [stem, one]   | net.yaml:18: (layers[3].reads) names (one), which doesn't exist. Available: image, stem, 1, 2, cell, skip, 5.
            merge: sum           | merge: summ          | net.yaml:19: (layers[4].merge) must be one of concat, mean, none, sum, and is (summ). Maybe 'sum'.
            nodes: 2             | node: 2              | net.yaml:18: (layers[3].node) unknown key (node).
            choose: 1            | choose: 3            | net.yaml:19: (layers[4].choose) must be a whole number from 0 to 2, and is (3).
            to: 3                | to: 0                | net.yaml:14: (layers[2].to) must be a whole number from 1 to 1000, and is (0).
            layers:              | layer:               | unknown key (layer)
            - relu               | - 7                  | net.yaml:16: (layers[2].layers[0]) must be a layer (relu, or {conv2d: {out_channels: 16}})
            out_channels         | out_channel          | net.yaml:7: (layers[0].conv2d.out_channel) unknown key (out_channel). Allowed:
            conv2d:              | convd2:              | net.yaml:7: (layers[0].convd2) No layer type 'convd2'. Available:
            kernel: 3            | kernel: three        | net.yaml:7: (layers[0].conv2d.kernel) The attribute (kernel) of the layer (conv2d) is (three), and must be a whole number, at least 1
            of: [8, 16]          | of: [8, 0]           | net.yaml:7: (layers[0].conv2d.out_channels) The attribute (out_channels) of the layer (conv2d) is (0)
            conv2d:              | kernel: 3, conv2d: conv2d:   | is no valid YAML
            """)
    void theMessageNamesFileLinePathAndWhatIsAllowed(String part, String instead, String message) {
        assertThat(SPACE).contains(part);
        assertThatThrownBy(() -> ModelText.fromYaml(
                        SPACE.replaceFirst(Pattern.quote(part), instead), "net.yaml", LayerCatalogue.standard()))
                .isInstanceOf(SchemaException.class)
                .message()
                .contains(message);
    }

    @Test
    void differentDecisionsUnderOneLabelAreRefusedWithBothPlaces() {
        assertThatThrownBy(() -> ModelText.fromYaml(
                        "name: a\nlayers:\n  - {choice: k, of: [relu, tanh]}\n  - {choice: k, of: [relu, gelu]}\n",
                        "a.yaml",
                        LayerCatalogue.standard()))
                .hasMessageContaining("a.yaml:1:")
                .hasMessageContaining("first [relu, tanh] at (0), second [relu, gelu] at (1)");
    }

    @Test
    void aliasesAreRefusedWithTheWayOut() {
        assertThatThrownBy(
                        () -> ModelText.fromYaml("name: &a net\nlayers: [*a]\n", "a.yaml", LayerCatalogue.standard()))
                .hasMessageContaining(
                        "a.yaml:2: (layers[0]) aliases aren't read. Maybe put the shared part into 'definitions'");
    }

    @ParameterizedTest
    @CsvSource({
        "name: !!java.net.URL net, (name), (!!java.net.URL)",
        "name: !own net, (name), (!own)",
        "name: !!str 12, (name), (!!str)",
        "'layers: !!seq [relu]', (layers), (!!seq)",
        "'layers: !x [relu]', (layers), (!x)",
        "'!!str name: a', (name), (!!str)",
        "'{ü: 1, !x name: a}', (name), (!x)",
        "'{&k !x name: a}', (name), (!x)",
        "'? !x name', (name), (!x)"
    })
    void tagsAreRefused(String yaml, String place, String tag) {
        assertThatThrownBy(() -> ModelText.fromYaml(yaml + "\n", "a.yaml", LayerCatalogue.standard()))
                .hasMessageContainingAll("a.yaml:1: " + place, "tags such as " + tag, "Maybe leave the tag out");
    }

    @Test
    void aKeyThatStandsTwiceIsRefused() {
        assertThatThrownBy(
                        () -> ModelText.fromYaml("name: a\nname: b\nlayers: []\n", "a.yaml", LayerCatalogue.standard()))
                .hasMessageContaining("a.yaml:2: (name) the key stands twice, first on line 1.");
    }

    @Test
    void aThousandMutatedFilesGiveOneSentenceOrASpace() {
        Map<String, Integer> outcomes = new TreeMap<>();
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            String mutated = mutate(SPACE, random);
            Throwable thrown = catchThrowable(() -> ModelText.fromYaml(mutated, "net.yaml", LayerCatalogue.standard()));
            if (thrown != null) {
                assertThat(thrown).as(mutated).isExactlyInstanceOf(SchemaException.class);
                assertThat(thrown.getMessage())
                        .as(mutated)
                        .startsWith("net.yaml:")
                        .endsWith(".")
                        .doesNotContain("\n", "Exception", "java.", "tools.jackson");
            }
            outcomes.merge(thrown == null ? "read" : "refused", 1, Integer::sum);
        }
        assertThat(outcomes.get("refused")).isGreaterThan(500);
    }

    /** Drops bytes, renames keys, changes values, breaks indents. */
    private static String mutate(String text, Random random) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(7)) {
            case 0:
                return text.substring(0, at) + text.substring(Math.min(text.length(), at + 1 + random.nextInt(4)));
            case 1:
                return text.substring(0, at) + (char) (1 + random.nextInt(126)) + text.substring(at);
            case 2:
                return replaceOne(text, "[a-z_0-9]+(?=:)", found -> found + "x", random);
            case 3:
                List<String> values = List.of("-1", "0", "99999999999", "1e999", "[]", "{}", "~", "text", "''", "true");
                return replaceOne(
                        text,
                        "(?<=[ \\[])[a-z0-9]+(?=[,\\]}\n])",
                        found -> values.get(random.nextInt(values.size())),
                        random);
            case 4:
                return replaceOne(text, "\n *", found -> found + " ".repeat(1 + random.nextInt(3)), random);
            case 5:
                return replaceOne(text, "\n {2,}", found -> found.substring(0, found.length() - 1), random);
            default:
                return text.substring(0, at);
        }
    }

    private static String replaceOne(String text, String pattern, UnaryOperator<String> change, Random random) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        List<int[]> places = new ArrayList<>();
        while (matcher.find()) {
            places.add(new int[] {matcher.start(), matcher.end()});
        }
        int[] place = places.get(random.nextInt(places.size()));
        return text.substring(0, place[0])
                + change.apply(text.substring(place[0], place[1]))
                + text.substring(place[1]);
    }
}
