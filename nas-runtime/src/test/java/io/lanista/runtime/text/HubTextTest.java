package io.lanista.runtime.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.model.Model;
import io.lanista.api.option.Options;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.space.SpaceProvider;
import io.lanista.layer.LayerCatalogue;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HubTextTest {
    static Stream<SearchSpace> spaces() {
        return ServiceLoader.load(SpaceProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .flatMap(provider -> Stream.of("paper", "small")
                        .map(size -> provider.open(
                                Options.parse(provider.name(), provider.options(), Map.of("size", size)))));
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void spacesAndTheirArchitecturesSurviveJsonAndYaml(SearchSpace space) {
        assertSurvives(space.base());
        Choices choices = space.sample(new Random(9));
        assertSurvives(space.freeze(choices));
        assertThat(ChoicesText.fromJson(ChoicesText.toJson(choices), "choices")).isEqualTo(choices);
    }

    private static void assertSurvives(Model model) {
        Model json = ModelText.fromJson(ModelText.toJson(model), "model.json");
        assertThat(json).isEqualTo(model);
        assertThat(json.hash()).isEqualTo(model.hash());
        assertThat(ModelText.toJson(json)).isEqualTo(ModelText.toJson(model));
        assertThat(ModelText.fromYaml(ModelText.toYaml(model), "model.yaml", LayerCatalogue.standard())
                        .model())
                .isEqualTo(model);
    }
}
