package io.lanista.runtime.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import io.lanista.api.model.Subgraph;
import io.lanista.api.mutate.Mutator;
import io.lanista.api.mutate.Sampler;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.layer.LayerCatalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTextTest {
    private static final LayerCatalogue CATALOGUE = LayerCatalogue.standard();
    private static final String DIGITS = """
            name: digits
            input: {image: [1, 28, 28]}
            settings:
              learning_rate: {choice: rate, from: 1e-4, to: 1e-2, log: true}
            definitions:
              block:
                - choice: kind
                  of:
                    plain: {conv2d: {out_channels: {choice: width, of: [8, 16]}, kernel: 3}}
                    wide:
                      - conv2d: {out_channels: {choice: width}, kernel: 5}
                      - batch_norm
                - relu
            layers:
              - name: stem
                conv2d: {out_channels: {multiply: [{choice: width, of: [8, 16]}, 2]}, kernel: 3}
              - {use: block}
              - {repeat: depth, from: 1, to: 3, layers: [{use: block}, {dropout: {rate: 0.1}}]}
              - {name: skip, input_choice: skip, choose: 1, reads: [stem, "2"]}
              - global_avg_pool
              - linear: {units: 10}
            """;

    @Test
    void aSpaceReadsLikeTheNetwork() {
        Model model = ModelText.fromYaml(DIGITS, "digits.yaml", CATALOGUE).model();
        assertThat(model.inputs()).containsExactly(Map.entry("image", Shape.of(1, 28, 28)));
        assertThat(SearchSpace.of(model).decisions())
                .extracting(decision -> decision.label().value())
                .containsExactly(
                        "width", "kind", "depth", "kind/0", "width/0", "kind/1", "width/1", "kind/2", "width/2", "skip",
                        "rate");
        assertThat(model.graph().nodes().get(1).operation()).isInstanceOf(Subgraph.class);
    }

    @Test
    void whatIsDefinedOnceIsOneObject() {
        Model model = ModelText.fromYaml(DIGITS, "digits.yaml", CATALOGUE).model();
        Model again = ModelText.fromJson(ModelText.toJson(model), "digits.json");
        assertThat(ModelText.toJson(model)).contains("\"use\":\"part-1\"");
        assertThat(again).isEqualTo(model);
        assertThat(ModelText.toJson(again)).isEqualTo(ModelText.toJson(model));
    }

    @Test
    void aMissingInputIsFittedToTheData() {
        SpaceFile file = ModelText.fromYaml("name: a\nlayers: [relu]\n", "a.yaml", CATALOGUE);
        assertThat(file.inputGiven()).isFalse();
        assertThat(file.fitted(Shape.of(1, 8, 8)).inputs()).containsValue(Shape.of(1, 8, 8));
    }

    @Test
    void randomSpacesAndTheirArchitecturesSurviveJsonYamlAndTrees() {
        for (int seed = 0; seed < 300; seed++) {
            Model model = new RandomSpaces(seed).model();
            assertSurvives(model);
            SearchSpace space = SearchSpace.of(model);
            Choices choices = space.sample(new Random(seed));
            assertThat(ChoicesText.fromJson(ChoicesText.toJson(choices), "choices"))
                    .isEqualTo(choices);
            assertSurvives(space.freeze(choices));
        }
    }

    private static void assertSurvives(Model model) {
        Model json = ModelText.fromJson(ModelText.toJson(model), "model.json");
        assertThat(json).isEqualTo(model);
        assertThat(json.hash()).isEqualTo(model.hash());
        assertThat(ModelText.toJson(json)).isEqualTo(ModelText.toJson(model));
        assertThat(unchecked(ModelText.toYaml(model))).isEqualTo(model);
        assertThat(ModelText.fromTree(ModelText.toTree(model), "tree")).isEqualTo(model);
    }

    /** The random spaces have layers that no catalogue knows. */
    private static Model unchecked(String yaml) {
        return new ModelReader(null).file(TextParser.yaml(yaml, "model.yaml")).model();
    }

    @Test
    void lineageSurvives() {
        SearchSpace space = SearchSpace.of(
                ModelText.fromYaml(DIGITS, "digits.yaml", CATALOGUE).model());
        Model model = space.start();
        Random random = new Random(1);
        for (var mutator : space.mutators()) {
            model = mutator.bind(new Sampler() {
                        @Override
                        public <T> T choose(List<T> candidates, Mutator asking, Model seen, int index) {
                            return candidates.get(random.nextInt(candidates.size()));
                        }
                    })
                    .apply(model);
        }
        Model again = ModelText.fromJson(ModelText.toJson(model), "model.json");
        assertThat(again.lineage()).isEqualTo(model.lineage()).isNotEmpty();
        assertThat(SearchSpace.choicesOf(again)).isEqualTo(SearchSpace.choicesOf(model));
    }

    @Test
    void filesAreReadByTheirSuffix(@TempDir Path folder) throws Exception {
        Model model = ModelText.fromYaml(DIGITS, "digits.yaml", CATALOGUE).model();
        Path json = Files.writeString(folder.resolve("a.json"), ModelText.toJson(model));
        Path yaml = Files.writeString(folder.resolve("a.yaml"), ModelText.toYaml(model));
        assertThat(ModelText.read(json, CATALOGUE).model()).isEqualTo(model);
        assertThat(ModelText.read(yaml, CATALOGUE).model()).isEqualTo(model);
        assertThatThrownBy(() -> ModelText.read(folder.resolve("b.yaml"), CATALOGUE))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("b.yaml: there is no such file");
    }
}
