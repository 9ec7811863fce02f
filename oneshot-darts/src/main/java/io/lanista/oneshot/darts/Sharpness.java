package io.lanista.oneshot.darts;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.djl.backend.FlatParameters;
import io.lanista.djl.backend.Step;
import io.lanista.djl.data.DataSet;
import io.lanista.djl.supernet.Supernet;
import io.lanista.djl.train.Batch;
import io.lanista.djl.train.TensorBatches;
import io.lanista.djl.train.TrainingSetup;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * How sharply the loss bends around the architecture parameters: the dominant eigenvalue of its Hessian, whose rise goes before a
 * collapse (Zela et al., "Understanding and Robustifying Differentiable Architecture Search", ICLR 2020, section 4). Estimated
 * by power iteration, with Hessian-vector products by central differences of the gradient, on one batch; so it is the one of the
 * largest magnitude, and below 0 where the loss mostly bends downwards, as it may early in a search.
 */
final class Sharpness {
    private static final int ITERATIONS = 3;
    private static final double STEP = 0.05;
    private static final long MASKS = 1;

    private final Supernet supernet;
    private final TrainingSetup setup;
    private final DataSet data;
    private final int batchSize;
    private final NDManager manager;

    Sharpness(Supernet supernet, TrainingSetup setup, DataSet data, int batchSize, NDManager manager) {
        this.supernet = supernet;
        this.setup = setup;
        this.data = data;
        this.batchSize = batchSize;
        this.manager = manager;
    }

    /** The estimate now. The architecture parameters are afterwards what they were. */
    double estimate(RandomGenerator random) {
        FlatParameters architecture = supernet.architecture();
        float[] before = architecture.toArray();
        float[] direction = new float[before.length];
        for (int i = 0; i < direction.length; i++) {
            direction[i] = (float) random.nextGaussian();
        }
        double eigenvalue = 0;
        try {
            for (int i = 0; i < ITERATIONS; i++) {
                normalise(direction);
                float[] product = hessianTimes(before, direction);
                eigenvalue = dot(direction, product);
                direction = product;
            }
        } finally {
            architecture.set(before);
        }
        return eigenvalue;
    }

    private float[] hessianTimes(float[] at, float[] direction) {
        float[] plus = gradient(at, STEP, direction);
        float[] minus = gradient(at, -STEP, direction);
        for (int i = 0; i < plus.length; i++) {
            plus[i] = (float) ((plus[i] - minus[i]) / (2 * STEP));
        }
        return plus;
    }

    private float[] gradient(float[] at, double factor, float[] direction) {
        float[] moved = at.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += (float) (factor * direction[i]);
        }
        supernet.architecture().set(moved);
        TensorBatches batches = TensorBatches.inOrder(setup, data, batchSize, manager);
        batches.startEpoch();
        batches.next();
        try (Step step = Step.training()) {
            Batch batch = batches.batch().uncounted();
            NDArray outputs = supernet.forward(
                    List.of(batch.inputs()),
                    supernet.weights().view(),
                    supernet.recordAlphas(),
                    true,
                    new Random(MASKS));
            step.backward(batch.loss(outputs));
            return supernet.architecture().gradient().toFloatArray();
        }
    }

    private static void normalise(float[] vector) {
        double norm = Math.max(UnrolledGradient.norm(vector), Double.MIN_NORMAL);
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) norm;
        }
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
