package io.lanista.djl.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.backend.Initial;
import io.lanista.djl.backend.Losses;
import io.lanista.djl.backend.Sgd;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.backend.Updater;
import io.lanista.layer.LayerType;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class LayerProviderTest {
    @Test
    void aLayerOfOnesOwnIsPlannedTrainedAndSaved() {
        BlockCatalogue blocks = BlockCatalogue.of(List.of(factory(3, LayerProviderTest::scaled)));
        assertThat(lossAfterTraining(blocks)).isLessThan(0.3 * lossBefore(blocks));
    }

    @Test
    void aPlainDjlBlockIsALayer() {
        BlockCatalogue blocks = BlockCatalogue.of(List.of(factory(
                3 * 3 + 3 + 2 * 3,
                site -> DjlBlock.computation(
                        site,
                        new SequentialBlock()
                                .add(Linear.builder().setUnits(3).build())
                                .add(BatchNorm.builder().build())))));
        NetworkPlan plan = NetworkPlan.of(model(), blocks);
        assertThat(plan.buffers().count()).isEqualTo(6);
        assertThat(lossAfterTraining(blocks)).isLessThan(0.5 * lossBefore(blocks));
        try (NDManager manager = Backend.start().newManager()) {
            Network network = plan.allocate(manager, new Random(1));
            Network copy = plan.allocate(manager, new Random(2));
            try (Step step = Step.training()) {
                network.train(batch(manager), new Random(3));
            }
            copy.load(network.save());
            try (Step step = Step.evaluating()) {
                assertThat(copy.predict(batch(manager)).toFloatArray())
                        .isEqualTo(network.predict(batch(manager)).toFloatArray());
            }
            assertThat(network.buffers().toArray()).isNotEqualTo(new float[] {0, 0, 0, 1, 1, 1});
        }
    }

    @Test
    void aFactoryThatBreaksItsWordIsNamed() {
        BlockCatalogue count = BlockCatalogue.of(List.of(factory(4, LayerProviderTest::scaled)));
        assertThatThrownBy(() -> NetworkPlan.of(model(), count))
                .hasMessageContaining("(own)")
                .hasMessageContaining("promises (4) parameters")
                .hasMessageContaining("declares (3)");
        BlockCatalogue shape =
                BlockCatalogue.of(List.of(factory(0, site -> (inputs, pass) -> Tensors.slice(inputs.get(0), 1, 0, 2))));
        assertThatThrownBy(() -> lossBefore(shape))
                .hasMessageContaining("The node (own)")
                .hasMessageContaining("(3)")
                .hasMessageContaining("[4, 2]");
    }

    @Test
    void anUnknownLayerIsNamedWithItsPlaceAndThoseThatThereAre() {
        Model wrong = Model.named("wrong")
                .input("x", 3)
                .then("own", Layer.of("scaled"))
                .build();
        assertThatThrownBy(() -> NetworkPlan.of(wrong, BlockCatalogue.standard()))
                .isInstanceOf(InvalidArchitectureException.class)
                .hasMessageContaining("At (own)")
                .hasMessageContaining("conv2d");
    }

    private static double lossBefore(BlockCatalogue blocks) {
        return trained(blocks, 1);
    }

    private static double lossAfterTraining(BlockCatalogue blocks) {
        return trained(blocks, 40);
    }

    private static double trained(BlockCatalogue blocks, int steps) {
        try (NDManager manager = Backend.start().newManager()) {
            Network network = NetworkPlan.of(model(), blocks).allocate(manager, new Random(1));
            Updater updater = new Sgd(0, false, 0).start(network.parameters());
            NDArray goal = Tensors.of(manager, new float[] {-2, 1, 0, 2, -1, 1, 0, 0, 3, 1, 1, 1}, 4, 3);
            double last = 0;
            for (int i = 0; i < steps; i++) {
                try (Step step = Step.training()) {
                    NDArray loss = Losses.meanSquaredError(network.train(batch(manager), new Random(3)), goal);
                    step.backward(loss);
                    updater.update(0.1);
                    last = loss.getFloat();
                }
            }
            return last;
        }
    }

    private static NDArray batch(NDManager manager) {
        return Tensors.of(manager, new float[] {1, 2, 3, -1, -2, 1, 0, 0, 6, -1, 2, 2}, 4, 3);
    }

    private static Computation scaled(LayerSite site) {
        WeightSlot scale =
                site.parameter("scale", Initial.constant(3), site.input().get(0));
        return (inputs, pass) -> Tensors.multiply(inputs.get(0), pass.parameter(scale));
    }

    private static Model model() {
        return Model.named("own").input("x", 3).then("own", Layer.of("scaled")).build();
    }

    private static LayerProvider factory(long parameters, Function<LayerSite, Computation> build) {
        return new LayerProvider() {
            @Override
            public LayerType type() {
                return new LayerType() {
                    @Override
                    public String name() {
                        return "scaled";
                    }

                    @Override
                    public Shape infer(Layer layer, List<Shape> inputs) {
                        return inputs.get(0);
                    }

                    @Override
                    public long parameters(Layer layer, List<Shape> inputs) {
                        return parameters;
                    }
                };
            }

            @Override
            public Computation build(LayerSite site) {
                return build.apply(site);
            }
        };
    }
}
