package io.lanista.djl.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Tensors;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NetworkTest {
    private final NDManager manager = Backend.start().newManager();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void tensorsThatAreReadAgainLaterAreStillThere() {
        Model model = Model.named("reuse")
                .input("x", 2)
                .node("relu", Layer.of("relu"), "x")
                .node("same", Layer.of("identity"), "relu")
                .node("unread", Layer.of("tanh"), "same")
                .node("twice", Layer.of("add"), "same", "relu")
                .node("joined", Layer.of("concat"), "twice", "x", "relu")
                .build();
        Network network = allocate(model);
        try (Step step = Step.evaluating()) {
            NDArray x = Tensors.of(manager, new float[] {-1, 2}, 1, 2);
            assertThat(network.predict(x).toFloatArray()).containsExactly(0, 4, -1, 2, 0, 2);
            assertThat(x.toFloatArray()).containsExactly(-1, 2);
        }
    }

    @Test
    void aGraphMayHandItsInputOn() {
        Network network = allocate(Model.named("nothing")
                .input("x", 2)
                .then("same", Layer.of("identity"))
                .build());
        try (Step step = Step.evaluating()) {
            assertThat(network.predict(Tensors.of(manager, new float[] {3, 4}, 1, 2))
                            .toFloatArray())
                    .containsExactly(3, 4);
        }
    }

    @Test
    void severalInputsAreTakenInTheModelsOrder() {
        Network network = allocate(Model.named("two")
                .input("a", 1)
                .input("b", 2)
                .node("joined", Layer.of("concat"), "b", "a")
                .build());
        try (Step step = Step.evaluating()) {
            NDArray a = Tensors.of(manager, new float[] {1}, 1, 1);
            NDArray b = Tensors.of(manager, new float[] {2, 3}, 1, 2);
            Pass pass = network.pass(network.parameters().view(), false, new Random(1));
            assertThat(network.forward(List.of(a, b), pass).toFloatArray()).containsExactly(2, 3, 1);
            assertThatThrownBy(() -> network.forward(List.of(a), pass)).hasMessageContaining("[a, b]");
            assertThatThrownBy(() -> network.forward(List.of(b, a), pass))
                    .hasMessageContaining("(a)")
                    .hasMessageContaining("[1, 2]");
        }
    }

    @Test
    void weightsStartFromTheGeneratorAlone() {
        Model model = Model.named("line")
                .input("x", 3)
                .then("head", Layer.of("linear", "units", 4))
                .build();
        NetworkPlan plan = NetworkPlan.of(model, BlockCatalogue.standard());
        float[] first = plan.allocate(manager, new Random(7)).parameters().toArray();
        assertThat(plan.allocate(manager, new Random(7)).parameters().toArray()).isEqualTo(first);
        assertThat(plan.allocate(manager, new Random(8)).parameters().toArray()).isNotEqualTo(first);
    }

    @Test
    void shapesThatDoNotFitNameThePlace() {
        Model model = Model.named("wrong")
                .input("x", 3, 8, 8)
                .then("conv", Layer.of("conv2d", "out_channels", 4))
                .node("sum", Layer.of("add"), "conv", "x")
                .build();
        assertThatThrownBy(() -> NetworkPlan.of(model, BlockCatalogue.standard()))
                .isInstanceOf(InvalidArchitectureException.class)
                .hasMessageContaining("At (sum)")
                .hasMessageContaining("(4x8x8)")
                .hasMessageContaining("(3x8x8)");
    }

    @Test
    void aModelWithOpenChoicesIsNoNetworkYet() {
        Model open = Model.named("open")
                .input("x", 3)
                .then("head", Layer.of("linear", "units", Value.choice("units", 1, 2)))
                .build();
        assertThatThrownBy(() -> NetworkPlan.of(open, BlockCatalogue.standard()))
                .hasMessageContaining("freeze");
    }

    private Network allocate(Model model) {
        return NetworkPlan.of(model, BlockCatalogue.standard()).allocate(manager, new Random(1));
    }
}
