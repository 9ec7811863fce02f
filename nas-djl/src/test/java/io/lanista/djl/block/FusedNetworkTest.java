package io.lanista.djl.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.backend.Losses;
import io.lanista.djl.backend.NamedArrays;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Tensors;
import io.lanista.layer.LayerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several networks at once compute what each computes alone. */
class FusedNetworkTest {
    private static final int MEMBERS = 3;
    private static final int BATCH = 6;

    static Stream<LayerExample> examples() {
        return LayerExample.all().stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void eachNetworkComputesWhatItWouldAlone(LayerExample example) {
        NetworkPlan plan = NetworkPlan.of(example.model(), BlockCatalogue.standard());
        for (boolean beside : new boolean[] {false, true}) {
            compare(plan, example, beside);
        }
    }

    private static void compare(NetworkPlan plan, LayerExample example, boolean beside) {
        try (NDManager manager = Backend.start().newManager()) {
            FusedNetwork fused = FusedNetwork.allocate(plan, manager, randoms(1));
            List<Network> alone = new ArrayList<>();
            List<List<NDArray>> inputs = new ArrayList<>();
            for (int member = 0; member < MEMBERS; member++) {
                alone.add(plan.allocate(manager, randoms(1).get(member)));
                inputs.add(inputs(manager, example, member));
            }
            List<Members> together = new ArrayList<>();
            for (int i = 0; i < example.inputs().size(); i++) {
                int number = i;
                NDArray stacked = Tensors.concat(
                        inputs.stream().map(own -> own.get(number)).toList(), 0);
                Members all = Members.stacked(stacked, MEMBERS);
                together.add(beside ? Members.beside(all.beside(), MEMBERS) : all);
            }
            compareTraining(plan, fused, together, alone, inputs);
            for (int member = 0; member < MEMBERS; member++) {
                // Weights are those of the start, running statistics those after the pass.
                assertSame(fused.save(member), alone.get(member).save());
            }
            try (Step step = Step.evaluating()) {
                NDArray output = fused.forward(together, fused.parameters().view(), false, List.of());
                for (int member = 0; member < MEMBERS; member++) {
                    Network network = alone.get(member);
                    Pass pass = network.pass(network.parameters().view(), false, NoRandomness.INSTANCE);
                    assertClose(
                            Members.member(output, member, MEMBERS).toFloatArray(),
                            network.forward(inputs.get(member), pass).toFloatArray());
                }
            }
        }
    }

    private static void compareTraining(
            NetworkPlan plan,
            FusedNetwork fused,
            List<Members> together,
            List<Network> alone,
            List<List<NDArray>> inputs) {
        List<float[]> expected = new ArrayList<>();
        List<float[]> gradients = new ArrayList<>();
        for (int member = 0; member < MEMBERS; member++) {
            Network network = alone.get(member);
            try (Step step = Step.training()) {
                Pass pass = network.pass(
                        network.parameters().record(), true, randoms(2).get(member));
                NDArray output = network.forward(inputs.get(member), pass);
                expected.add(output.toFloatArray());
                if (plan.parameters().count() > 0) {
                    step.backward(loss(output));
                    gradients.add(network.parameters().gradient().toFloatArray());
                }
            }
        }
        try (Step step = Step.training()) {
            NDArray output = fused.forward(together, fused.parameters().record(), true, randoms(2));
            List<NDArray> losses = new ArrayList<>();
            for (int member = 0; member < MEMBERS; member++) {
                NDArray own = Members.member(output, member, MEMBERS);
                assertClose(own.toFloatArray(), expected.get(member));
                losses.add(loss(own));
            }
            if (plan.parameters().count() > 0) {
                step.backward(Tensors.sum(losses));
                float[] all = fused.parameters().gradient().toFloatArray();
                for (int member = 0; member < MEMBERS; member++) {
                    assertClose(own(fused, all, member), gradients.get(member));
                }
            }
        }
    }

    /** One network's part of numbers that lie as the parameters do. */
    private static float[] own(FusedNetwork fused, float[] all, int member) {
        float[] before = fused.parameters().toArray();
        fused.parameters().set(all);
        NamedArrays own = fused.parameters().save(member);
        fused.parameters().set(before);
        int count = 0;
        for (String name : own.names()) {
            count += own.values(name).length;
        }
        float[] flat = new float[count];
        int at = 0;
        for (int slot = member; slot < fused.parameters().layout().size(); slot += MEMBERS) {
            String name = fused.parameters().layout().name(slot);
            float[] values = own.values(name.substring(name.indexOf('/') + 1));
            System.arraycopy(values, 0, flat, at, values.length);
            at += values.length;
        }
        return flat;
    }

    private static List<Random> randoms(int use) {
        return Stream.iterate(0, member -> member + 1)
                .limit(MEMBERS)
                .map(member -> new Random(100L * use + member))
                .toList();
    }

    /** Another goal for each place, so that no gradient vanishes by symmetry. */
    private static NDArray loss(NDArray output) {
        float[] goal = new float[(int) output.size()];
        for (int i = 0; i < goal.length; i++) {
            goal[i] = (float) Math.sin(i);
        }
        return Losses.meanSquaredError(
                output, Tensors.of(output.getManager(), goal, output.getShape().getShape()));
    }

    private static List<NDArray> inputs(NDManager manager, LayerExample example, int member) {
        Random random = new Random(member + 50);
        List<NDArray> inputs = new ArrayList<>();
        for (Shape shape : example.inputs()) {
            float[] numbers = new float[(int) (BATCH * shape.count())];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] =
                        example.layer().type().equals("embedding") ? random.nextInt(7) : (float) random.nextGaussian();
            }
            inputs.add(Tensors.of(
                    manager,
                    numbers,
                    LongStream.concat(LongStream.of(BATCH), LongStream.of(shape.toArray()))
                            .toArray()));
        }
        return inputs;
    }

    private static void assertSame(NamedArrays fused, NamedArrays alone) {
        assertThat(fused.names()).containsExactlyElementsOf(alone.names());
        for (String name : alone.names()) {
            assertClose(fused.values(name), alone.values(name));
        }
    }

    private static void assertClose(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(2e-5f * (1 + Math.abs(expected[i]))));
        }
    }

    @Test
    void onlyRecurrentLayersOfTheStandardOnesAreComputedOneAfterTheOther() {
        assertThat(LayerExample.all().stream()
                        .flatMap(example ->
                                FusedNetwork.apart(NetworkPlan.of(example.model(), BlockCatalogue.standard())).stream())
                        .distinct())
                .containsExactlyInAnyOrder("lstm", "gru");
    }

    /** Subtracts the batch's mean, so that it would see the examples of all networks if it were computed for all at once. */
    private static final class Centred implements LayerProvider {
        @Override
        public LayerType type() {
            return new LayerType() {
                @Override
                public String name() {
                    return "centred";
                }

                @Override
                public Shape infer(Layer layer, List<Shape> inputs) {
                    return inputs.get(0);
                }
            };
        }

        @Override
        public Computation build(LayerSite site) {
            return (inputs, pass) -> inputs.get(0).sub(inputs.get(0).mean(new int[] {0}, true));
        }
    }

    @Test
    void aLayerTypeOfSomebodyElseIsComputedOneNetworkAfterTheOther() {
        Model model = Model.named("centred")
                .input("x", 6)
                .then("hidden", Layer.of("linear", "units", 4))
                .then("centred", Layer.of("centred"))
                .then("head", Layer.of("linear", "units", 2))
                .build();
        NetworkPlan plan = NetworkPlan.of(model, BlockCatalogue.of(List.of(new Centred())));
        assertThat(FusedNetwork.apart(plan)).containsExactly("centred");
        compare(plan, LayerExample.of(Shape.of(6), "centred"), false);
    }
}
