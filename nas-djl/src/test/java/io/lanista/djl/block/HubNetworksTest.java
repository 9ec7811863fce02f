package io.lanista.djl.block;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.lanista.api.model.Model;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.space.SpaceProvider;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.backend.Step;
import io.lanista.layer.LayerCatalogue;
import io.lanista.layer.ModelAnalysis;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HubNetworksTest {
    private static final int BATCH = 2;

    static Stream<String> spaces() {
        return ServiceLoader.load(SpaceProvider.class).stream()
                .map(provider -> provider.get().name());
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void networksOfThePapersSizeHaveTheCountsOfTheirGraphs(String name) {
        for (Model model : samples(name, "paper")) {
            NetworkPlan plan = NetworkPlan.of(model, BlockCatalogue.standard());
            ModelAnalysis analysis = ModelAnalysis.of(model, LayerCatalogue.standard());
            assertThat(plan.parameters().count()).isEqualTo(analysis.parameters());
            assertThat(plan.flops()).isEqualTo(analysis.flops());
            assertThat(plan.output()).isEqualTo(analysis.output());
        }
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void smallNetworksAllocateThatAndCompute(String name) {
        for (Model model : samples(name, "small")) {
            ModelAnalysis analysis = ModelAnalysis.of(model, LayerCatalogue.standard());
            try (NDManager manager = Backend.start().newManager()) {
                Network network =
                        NetworkPlan.of(model, BlockCatalogue.standard()).allocate(manager, new Random(1));
                assertThat(network.parameters().values().size()).isEqualTo(analysis.parameters());
                for (boolean training : new boolean[] {false, true}) {
                    try (Step step = Step.evaluating()) {
                        Pass pass = network.pass(network.parameters().view(), training, new Random(2));
                        NDArray output = network.forward(inputs(manager, model), pass);
                        Shape answers = new Shape(analysis.output().toArray());
                        // In training, the members of an ensemble are told apart.
                        Shape each = training && name.equals("table") ? new Shape(2).addAll(answers) : answers;
                        assertThat(output.getShape()).isEqualTo(new Shape(BATCH).addAll(each));
                        for (float value : output.toFloatArray()) {
                            assertThat(value).isFinite();
                        }
                    }
                }
            }
        }
    }

    private static List<Model> samples(String name, String size) {
        SearchSpace space = HubSpaces.open(name, size);
        List<Model> samples = new ArrayList<>();
        for (int seed = 0; seed < 3; seed++) {
            samples.add(space.freeze(space.sample(new Random(seed))));
        }
        return samples;
    }

    private static List<NDArray> inputs(NDManager manager, Model model) {
        List<NDArray> inputs = new ArrayList<>();
        model.inputs()
                .values()
                .forEach(shape ->
                        inputs.add(manager.randomUniform(0, 1, new Shape(BATCH).addAll(new Shape(shape.toArray())))));
        return inputs;
    }
}
