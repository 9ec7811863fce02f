package io.lanista.djl.proxy;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Autograd;
import io.lanista.djl.backend.Step;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * {@code −Σ [log(v + k) + 1 / (v + k)]} with k = 1e-5 and the eigenvalues v of the correlations between the examples' input Jacobians, the
 * gradients of the sum of an example's outputs (Mellor et al., "Neural Architecture Search without Training", first version, 2020). An
 * example on which the outputs don't depend counts as one like all others.
 */
final class JacobianScore {
    private static final double SMALL = 1e-5;

    private JacobianScore() {}

    static double of(ProbedNetwork network, NDArray inputs, RandomGenerator masks) {
        try (Step step = Step.training()) {
            NDArray leaf = Autograd.detach(inputs);
            Autograd.track(leaf, true);
            NDArray outputs =
                    network.forward(leaf, network.pass(network.parameters().view(), true, masks), LayerRule.PLAIN);
            int examples = Math.toIntExact(inputs.getShape().get(0));
            step.backward(Autograd.sumTo(leaf, outputs));
            return of(Autograd.gradientValues(leaf), examples);
        }
    }

    /**
     * The score of Jacobians.
     *
     * @param jacobians {@code (examples, inputs)}, row-major
     */
    static double of(float[] jacobians, int examples) {
        int width = jacobians.length / examples;
        float[] centred = jacobians.clone();
        for (int row = 0; row < examples; row++) {
            double mean = 0;
            for (int i = row * width; i < (row + 1) * width; i++) {
                mean += jacobians[i] / (double) width;
            }
            for (int i = row * width; i < (row + 1) * width; i++) {
                centred[i] -= (float) mean;
            }
        }
        double[][] products = SymmetricMatrix.gram(centred, examples);
        double[] norms = new double[examples];
        Arrays.setAll(norms, row -> Math.sqrt(products[row][row]));
        double[][] correlations = new double[examples][examples];
        for (int i = 0; i < examples; i++) {
            for (int j = 0; j < examples; j++) {
                double scale = norms[i] * norms[j];
                correlations[i][j] = scale > 0 ? products[i][j] / scale : 1;
            }
        }
        double score = 0;
        for (double eigenvalue : SymmetricMatrix.eigenvalues(correlations)) {
            double v = Math.max(0, eigenvalue) + SMALL;
            score -= Math.log(v) + 1 / v;
        }
        return score;
    }
}
