package io.lanista.djl.backend;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;

/**
 * One pass over a batch: decides whether gradients are recorded, and closes every tensor that the calling thread made
 * since it was opened.
 *
 * <pre>{@code
 * try (Step step = Step.training()) {
 *     Weights weights = parameters.record();
 *     NDArray loss = Losses.crossEntropy(network.apply(weights, images), labels, 0);
 *     step.backward(loss);
 *     optimizer.update(parameters, rate);
 *     total += Tensors.value(loss);
 * }
 * }</pre>
 *
 * <p>Whichever manager a tensor belongs to, it is closed with the step, unless it was handed to {@link #keep}. What must
 * live longer (parameters, optimiser state, constants) is made before the step, or kept. One thread only; steps nest.
 */
public final class Step implements AutoCloseable {
    private final GradMode mode;
    private final NDScope scope;

    private Step(GradMode mode) {
        this.mode = mode;
        this.scope = new NDScope();
    }

    /** A step that records gradients. */
    public static Step training() {
        return new Step(GradMode.on());
    }

    /** A step that records nothing. */
    public static Step evaluating() {
        return new Step(GradMode.off());
    }

    /**
     * Runs the backward pass from a loss, and frees the recorded graph. Gradients are added to those that the leaves
     * hold already.
     *
     * @param loss a recorded tensor of one element
     * @throws IllegalArgumentException if it has more than one element
     */
    public void backward(NDArray loss) {
        Autograd.backward(loss);
    }

    /** Lets a tensor that was made in this step live on, until its manager closes. Returns the tensor. */
    public <T extends NDArray> T keep(T tensor) {
        return Pt.keep(tensor);
    }

    @Override
    public void close() {
        scope.close();
        mode.close();
    }
}
