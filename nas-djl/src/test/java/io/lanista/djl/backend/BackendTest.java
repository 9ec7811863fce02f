package io.lanista.djl.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BackendTest {
    private final Backend backend = Backend.start();

    @Test
    void thereIsOneEngine() {
        assertThat(Backend.start()).isSameAs(backend);
        assertThat(backend.version()).startsWith("2.7.1");
    }

    @Test
    void sayingWhyLibtorchIsMissingNamesBothRemedies() {
        Exception failure = new BackendUnavailableException(
                new IllegalStateException("outer", new UnsatisfiedLinkError("no torch in path")));

        assertThat(failure)
                .hasMessageContaining("no torch in path")
                .hasMessageContaining("pytorch-native-cpu")
                .hasMessageContaining("PYTORCH_LIBRARY_PATH");
    }

    @Test
    void gradModeIsRestoredAndBelongsToItsThread() {
        try (GradMode off = GradMode.off()) {
            try (GradMode on = GradMode.on()) {
                assertThat(GradMode.isOn()).isTrue();
                assertThatThrownBy(() -> CompletableFuture.runAsync(on::close).join())
                        .hasMessageContaining("one try statement");
            }
            assertThat(GradMode.isOn()).isFalse();
        }
    }

    @Test
    void aStepClosesWhatWasMadeInItAndKeepsWhatItIsToldTo() {
        try (NDManager manager = backend.newManager()) {
            NDArray kept;
            try (Step step = Step.training()) {
                manager.ones(new Shape(3));
                kept = step.keep(manager.ones(new Shape(2)));
            }
            assertThat(manager.getManagedArrays()).containsExactly(kept);
        }
    }

    @Test
    void backwardGivesTheGradient() {
        try (NDManager manager = backend.newManager();
                Step step = Step.training()) {
            NDArray x = manager.full(new Shape(2), 3f);
            Autograd.track(x, true);
            assertThat(Autograd.gradient(x)).isEmpty();

            step.backward(Scalars.power(x, 2).sum());
            assertThat(Autograd.gradientValues(x)).containsExactly(6f, 6f);

            step.backward(x.sum());
            assertThat(Autograd.gradientValues(x)).containsExactly(7f, 7f);

            Autograd.clearGradient(x);
            assertThat(Autograd.gradientValues(x)).containsExactly(0f, 0f);
        }
    }

    @Test
    void backwardRefusesALossOfManyNumbers() {
        try (NDManager manager = backend.newManager();
                Step step = Step.training()) {
            NDArray x = manager.ones(new Shape(2));
            assertThatThrownBy(() -> step.backward(x))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("(2)")
                    .hasMessageContaining("mean");
        }
    }
}
