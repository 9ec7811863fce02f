package io.lanista.strategy.parts;

import java.util.Arrays;
import java.util.List;

/** Adam (Kingma and Ba, ICLR 2015, algorithm 1), with its default decay rates. */
public final class Adam {
    private static final double MEAN_DECAY = 0.9;
    private static final double SQUARE_DECAY = 0.999;
    private static final double EPSILON = 1e-8;

    private final double rate;

    /**
     * An optimiser without memory; the tensors keep the moments.
     *
     * @param rate how long its steps are
     */
    public Adam(double rate) {
        this.rate = rate;
    }

    /** One step down the gradients, which are zero afterwards. */
    public void step(List<Tensor> tensors) {
        for (Tensor tensor : tensors) {
            double[] values = tensor.values();
            double[] gradient = tensor.gradient();
            tensor.steps++;
            double meanShare = 1 - StrictMath.pow(MEAN_DECAY, tensor.steps);
            double squareShare = 1 - StrictMath.pow(SQUARE_DECAY, tensor.steps);
            for (int i = 0; i < values.length; i++) {
                double g = gradient[i];
                tensor.mean[i] = MEAN_DECAY * tensor.mean[i] + (1 - MEAN_DECAY) * g;
                tensor.square[i] = SQUARE_DECAY * tensor.square[i] + (1 - SQUARE_DECAY) * g * g;
                values[i] -=
                        rate * (tensor.mean[i] / meanShare) / (Math.sqrt(tensor.square[i] / squareShare) + EPSILON);
            }
            Arrays.fill(gradient, 0);
        }
    }
}
