package io.lanista.djl.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlatParametersTest {
    private final NDManager manager = Backend.start().newManager();

    @AfterEach
    void closeManager() {
        manager.close();
    }

    @Test
    void slotsHaveTheirShapesAndInitialValuesInOrder() {
        ParameterLayout.Builder layout = ParameterLayout.builder();
        int gamma = layout.add("gamma", Initial.ones(), 2);
        int weight = layout.add("weight", Initial.values(3, 4, 5, 6), 2, 2);
        int scale = layout.add("scale", Initial.zeros());

        FlatParameters parameters = FlatParameters.create(manager, layout.build(), new SplittableRandom(1));

        assertThat(parameters.toArray()).containsExactly(1, 1, 3, 4, 5, 6, 0);
        assertThat(parameters.view().get(gamma).getShape()).isEqualTo(new Shape(2));
        assertThat(parameters.view().get(weight).getShape()).isEqualTo(new Shape(2, 2));
        assertThat(parameters.view().get(scale).getShape()).isEqualTo(new Shape());
        assertThat(parameters.layout().name(weight)).isEqualTo("weight");
    }

    @Test
    void joinedParametersLieTogetherAndKeepTheirInitialValues() {
        ParameterLayout.Builder layout = ParameterLayout.builder();
        int a = layout.add("a", Initial.normal(0, 1), 2, 1);
        int other = layout.add("other", Initial.normal(0, 1), 3);
        int b = layout.add("b", Initial.normal(0, 1), 2, 1);
        FlatParameters apart = FlatParameters.create(manager, layout.build(), new SplittableRandom(1));
        layout.join(List.of(a, b));
        FlatParameters together = FlatParameters.create(manager, layout.build(), new SplittableRandom(1));

        float[] first = together.view().get(a).toFloatArray();
        float[] second = together.view().get(b).toFloatArray();
        assertThat(together.view().joined(b).getShape()).isEqualTo(new Shape(4, 1));
        assertThat(together.view().joined(a).toFloatArray()).containsExactly(first[0], first[1], second[0], second[1]);
        for (int slot : new int[] {a, other, b}) {
            assertThat(together.view().get(slot).toFloatArray())
                    .isEqualTo(apart.view().get(slot).toFloatArray());
        }
        together.load(apart.save());
        assertThat(together.save().values("b", 2, 1)).isEqualTo(second);
        assertThat(together.toArray()).isNotEqualTo(apart.toArray());
    }

    @Test
    void gradientsOfJoinedParametersArriveAtTheirOffsets() {
        ParameterLayout.Builder builder = ParameterLayout.builder();
        int a = builder.add("a", Initial.ones(), 1);
        builder.add("other", Initial.ones(), 2);
        int b = builder.add("b", Initial.ones(), 1);
        builder.join(List.of(a, b));
        FlatParameters parameters = FlatParameters.create(manager, builder.build(), new SplittableRandom(1));
        try (Step step = Step.training()) {
            Weights weights = parameters.record();
            step.backward(Tensors.add(Scalars.times(weights.get(a), 2), Scalars.times(weights.get(b), 3)));
            float[] gradient = parameters.gradient().toFloatArray();
            assertThat(gradient[parameters.layout().offset(a)]).isEqualTo(2);
            assertThat(gradient[parameters.layout().offset(b)]).isEqualTo(3);
        }
    }

    @Test
    void sharedParametersAreOnePlaceWithSeveralNames() {
        ParameterLayout.Builder builder = ParameterLayout.builder();
        int a = builder.add("a", Initial.zeros(), 2);
        int b = builder.add("b", Initial.zeros(), 2);
        builder.share(List.of(a, b));
        FlatParameters parameters = FlatParameters.create(manager, builder.build(), new SplittableRandom(1));
        assertThat(parameters.layout().count()).isEqualTo(2);
        parameters.set(new float[] {4, 5});
        assertThat(parameters.save().values("b", 2)).containsExactly(4, 5);
        assertThat(parameters.view().joined(a).getShape()).isEqualTo(new Shape(2));
    }

    @Test
    void parametersOfDifferentShapesCannotLieTogether() {
        ParameterLayout.Builder builder = ParameterLayout.builder();
        int a = builder.add("a", Initial.zeros(), 2);
        int b = builder.add("b", Initial.zeros(), 3);
        assertThatThrownBy(() -> builder.join(List.of(a, b)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[a, b]");
    }

    @Test
    void theGeneratorAloneDecidesTheInitialValues() {
        ParameterLayout.Builder layout = ParameterLayout.builder();
        layout.add("uniform", Initial.torchDefault(4), 50);
        layout.add("normal", Initial.kaimingNormal(8), 50);

        float[] first = FlatParameters.create(manager, layout.build(), new SplittableRandom(7))
                .toArray();
        float[] second = FlatParameters.create(manager, layout.build(), new SplittableRandom(7))
                .toArray();
        float[] other = FlatParameters.create(manager, layout.build(), new SplittableRandom(8))
                .toArray();

        assertThat(first).isEqualTo(second).isNotEqualTo(other);
        for (int i = 0; i < 50; i++) {
            assertThat(first[i]).isBetween(-0.5f, 0.5f);
        }
    }

    @Test
    void gradientsArriveFlatWithZerosForParametersThatTookNoPart() {
        ParameterLayout.Builder layout = ParameterLayout.builder();
        int a = layout.add("a", Initial.constant(2), 2);
        layout.add("unused", Initial.ones(), 3);
        int b = layout.add("b", Initial.constant(5), 2);
        FlatParameters parameters = FlatParameters.create(manager, layout.build(), new SplittableRandom(1));

        for (int pass = 0; pass < 2; pass++) {
            try (Step step = Step.training()) {
                Weights weights = parameters.record();
                step.backward(Tensors.multiply(weights.get(a), weights.get(b)).sum());
                assertThat(parameters.gradient().toFloatArray()).containsExactly(5, 5, 0, 0, 0, 2, 2);
            }
        }
    }

    @Test
    void aViewShowsTheCurrentValuesAndTakesNoGradient() {
        ParameterLayout.Builder layout = ParameterLayout.builder();
        int a = layout.add("a", Initial.constant(2), 2);
        FlatParameters frozen = FlatParameters.create(manager, layout.build(), new SplittableRandom(1));
        FlatParameters trained = FlatParameters.create(manager, layout.build(), new SplittableRandom(1));
        frozen.view().get(a);
        frozen.set(new float[] {7, 8});

        try (Step step = Step.training()) {
            NDArray product =
                    Tensors.multiply(trained.record().get(a), frozen.view().get(a));
            step.backward(product.sum());
            assertThat(trained.gradient().toFloatArray()).containsExactly(7, 8);
            assertThatThrownBy(frozen::gradient).hasMessageContaining("record()");
        }
    }

    @Test
    void aGradientThatIsNotThereIsExplained() {
        ParameterLayout.Builder layout = ParameterLayout.builder();
        layout.add("a", Initial.ones(), 2);
        FlatParameters parameters = FlatParameters.create(manager, layout.build(), new SplittableRandom(1));

        try (Step step = Step.evaluating()) {
            assertThatThrownBy(parameters::record).hasMessageContaining("view()");
        }
        try (Step step = Step.training()) {
            parameters.record();
            assertThatThrownBy(parameters::gradient).hasMessageContaining("no backward pass");
        }
        assertThatThrownBy(parameters::gradient).hasMessageContaining("same step");
    }

    @Test
    void givenInitialValuesMustBeAsManyAsTheTensorHas() {
        ParameterLayout.Builder layout = ParameterLayout.builder();
        layout.add("a", Initial.values(1, 2, 3), 2);

        assertThatThrownBy(() -> FlatParameters.create(manager, layout.build(), new SplittableRandom(1)))
                .hasMessageContaining("(2) elements")
                .hasMessageContaining("(3) initial values");
    }

    @Test
    void layoutsRefuseSecondNamesAndEmptyShapes() {
        ParameterLayout.Builder layout = ParameterLayout.builder();
        layout.add("conv.weight", Initial.ones(), 2);

        assertThatThrownBy(() -> layout.add("conv.weight", Initial.ones(), 2)).hasMessageContaining("(conv.weight)");
        assertThatThrownBy(() -> layout.add("other", Initial.ones(), 2, 0)).hasMessageContaining("(2, 0)");
    }

    @Test
    void valuesMoveAlongADirectionAndBack() {
        ParameterLayout.Builder layout = ParameterLayout.builder();
        layout.add("a", Initial.values(1, 2), 2);
        FlatParameters parameters = FlatParameters.create(manager, layout.build(), new SplittableRandom(1));
        NDArray direction = Tensors.of(manager, new float[] {1, -2}, 2);

        Gradients.addScaled(parameters.values(), 0.5, direction);
        assertThat(parameters.toArray()).containsExactly(1.5f, 1);
        Gradients.addScaled(parameters.values(), -0.5, direction);
        assertThat(parameters.toArray()).containsExactly(1, 2);
    }

    @Test
    void aNetworkWithoutParametersIsFine() {
        FlatParameters parameters =
                FlatParameters.create(manager, ParameterLayout.builder().build(), new SplittableRandom(1));

        parameters.set(new float[0]);
        assertThat(parameters.toArray()).isEmpty();
        try (Step step = Step.training()) {
            assertThat(parameters.record().layout().size()).isZero();
        }
    }
}
