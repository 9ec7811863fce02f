package io.lanista.djl.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Optimisers of several networks at once change each as they would alone. */
class MemberUpdaterTest {
    private static final int MEMBERS = 3;
    private static final int STEPS = 6;

    static Stream<Optimizer> optimizers() {
        return Stream.of(
                new Sgd(0, false, 0),
                new Sgd(0, false, 0.1),
                new Sgd(0.9, false, 0.01),
                new Sgd(0.9, true, 0.01),
                Adam.adam(0),
                Adam.adam(0.1),
                Adam.adamW(0.1));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void withOneRateForAll(Optimizer optimizer) {
        compare(optimizer, (step, member) -> 0.1 / (step + 1), 0);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void withARateForEach(Optimizer optimizer) {
        compare(optimizer, (step, member) -> 0.1 / (step + 1) * (member + 1), 0);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void oneThatSitsOutStaysAsItIs(Optimizer optimizer) {
        compare(optimizer, (step, member) -> member == 1 && step % 2 == 1 ? Double.NaN : 0.1, 0);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void gradientsAreCutForEach(Optimizer optimizer) {
        compare(optimizer, (step, member) -> 0.1, 0.7);
    }

    @FunctionalInterface
    private interface Rate {
        double of(int step, int member);
    }

    private static void compare(Optimizer optimizer, Rate rates, double clip) {
        ParameterLayout.Builder builder = ParameterLayout.builder();
        builder.add("a.weight", Initial.normal(0, 1), 2, 3);
        builder.add("a.bias", Initial.normal(0, 1), 2);
        ParameterLayout layout = builder.build();
        try (NDManager manager = Backend.start().newManager()) {
            FlatParameters all = FlatParameters.create(manager, layout.together(MEMBERS), randoms());
            MemberUpdater together = optimizer.startTogether(all).orElseThrow();
            List<FlatParameters> alone = new ArrayList<>();
            List<Updater> updaters = new ArrayList<>();
            for (Random random : randoms()) {
                alone.add(FlatParameters.create(manager, layout, random));
                updaters.add(optimizer.start(alone.get(alone.size() - 1)));
            }
            for (int number = 0; number < STEPS; number++) {
                double[] now = new double[MEMBERS];
                try (Step step = Step.training()) {
                    Weights weights = all.record();
                    List<NDArray> losses = new ArrayList<>();
                    for (int member = 0; member < MEMBERS; member++) {
                        now[member] = rates.of(number, member);
                        if (!Double.isNaN(now[member])) {
                            losses.add(loss(weights.of(member), number));
                        }
                    }
                    step.backward(Tensors.sum(losses));
                    if (clip > 0) {
                        Gradients.clipByMember(all, clip);
                    }
                    together.update(now);
                }
                for (int member = 0; member < MEMBERS; member++) {
                    if (Double.isNaN(now[member])) {
                        continue;
                    }
                    try (Step step = Step.training()) {
                        step.backward(loss(alone.get(member).record(), number));
                        if (clip > 0) {
                            Gradients.clipByNorm(alone.get(member), clip);
                        }
                        updaters.get(member).update(now[member]);
                    }
                }
            }
            for (int member = 0; member < MEMBERS; member++) {
                assertClose(all.save(member), alone.get(member).save());
                assertClose(together.save(member), updaters.get(member).save());
            }
            // What was saved of one goes on alone, and the other way round.
            updaters.get(0).restore(together.save(2));
            together.restore(1, updaters.get(0).save());
            assertClose(together.save(1), together.save(2));
        }
    }

    private static NDArray loss(Weights weights, int step) {
        List<NDArray> losses = new ArrayList<>();
        for (int slot = 0; slot < 2; slot++) {
            NDArray value = weights.get(slot);
            losses.add(Losses.meanSquaredError(
                    value, Scalars.times(value.getManager().ones(value.getShape()), step - 1.5 + slot)));
        }
        return Tensors.sum(losses);
    }

    private static List<Random> randoms() {
        return List.of(new Random(1), new Random(2), new Random(3));
    }

    private static void assertClose(NamedArrays actual, NamedArrays expected) {
        assertThat(actual.names()).containsExactlyElementsOf(expected.names());
        for (String name : expected.names()) {
            float[] values = expected.values(name);
            for (int i = 0; i < values.length; i++) {
                assertThat(actual.values(name)[i])
                        .as(name)
                        .isCloseTo(values[i], within(2e-5f * (1 + Math.abs(values[i]))));
            }
        }
    }
}
