package io.lanista.djl.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.block.Network;
import io.lanista.djl.block.NetworkPlan;
import io.lanista.djl.frozen.FrozenNetwork;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineNetworkTest {
    private static EngineNetwork network(boolean asProgram) {
        NetworkPlan plan = NetworkPlan.of(
                Model.named("small")
                        .input("x", 3, 8, 8)
                        .then("conv", Layer.of("conv2d", "out_channels", 4, "kernel", 3))
                        .then("mean", Layer.of("global_avg_pool"))
                        .build(),
                BlockCatalogue.standard());
        try (NDManager manager = Backend.start().newManager()) {
            Network network = plan.allocate(manager, new Random(1));
            EngineNetwork made = new EngineNetwork(
                    plan,
                    network.save(),
                    FrozenNetwork.of(
                                    plan,
                                    network.parameters().save(),
                                    network.buffers().save())
                            .filter(any -> asProgram));
            assertThat(made.isProgram()).isEqualTo(asProgram);
            return made;
        }
    }

    private static float[] outputs(EngineNetwork network, int examples, long... shape) {
        int width = (int) (shape[0] * shape[1] * shape[2]);
        return EvaluationPass.outputs(network, new float[examples * width], examples, shape, network.manager());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBatchOfAnotherShapeIsRefused(boolean asProgram) {
        try (EngineNetwork network = network(asProgram)) {
            assertThat(outputs(network, 2, 3, 8, 8)).hasSize(8);
            assertThatThrownBy(() -> outputs(network, 2, 3, 16, 16))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("takes batches of")
                    .hasMessageContaining("[2, 3, 16, 16]");
        }
    }

    /** Those that come too late get a sentence, or find no memory to lay their examples in; nobody computes with what is gone. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closingWaitsForThoseWhoPredict(boolean asProgram) throws Exception {
        EngineNetwork network = network(asProgram);
        CountDownLatch begun = new CountDownLatch(20);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> predicting = IntStream.range(0, 4)
                    .mapToObj(thread -> threads.submit(() -> {
                        for (int done = 0; ; done++) {
                            try {
                                assertThat(outputs(network, 8, 3, 8, 8)).hasSize(32);
                            } catch (IllegalStateException closed) {
                                return done;
                            }
                            begun.countDown();
                        }
                    }))
                    .toList();
            begun.await();
            network.close();
            for (Future<Integer> each : predicting) {
                assertThat(each.get()).isNotNegative();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aClosedOneIsNamed() {
        EngineNetwork network = network(true);
        network.close();
        network.close();
        try (NDManager manager = Backend.start().newManager()) {
            assertThatThrownBy(() -> EvaluationPass.outputs(network, new float[192], 1, new long[] {3, 8, 8}, manager))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The network (small) was closed before this call.");
        }
    }
}
