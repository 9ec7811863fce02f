package io.lanista.djl.proxy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.lanista.djl.backend.FlatParameters;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.block.BatchNormComputation;
import io.lanista.djl.block.FragmentLayer;
import io.lanista.djl.block.Pass;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Zen-score: {@code log E‖f(x) − f(x + 0.01 ε)‖₁ + Σ log √(mean σ²)}, with x and ε Gaussian, Gaussian weights, f the last feature map
 * before it is pooled, and σ² the variances of a batch at each batch normalisation, whose scale is counted back in (Lin et al., "Zen-NAS",
 * ICCV 2021, algorithm 1). Needs no data.
 */
final class ZenScore {
    private static final double STEP = 0.01;
    private static final double SMALL = 1e-30;
    private static final int IMAGES = 3;

    private ZenScore() {}

    static double of(ProbedNetwork network, int examples, Shape example, NDManager manager, RandomGenerator random) {
        makeGaussian(network, random);
        int size = examples * (int) example.size();
        float[] plain = new float[size];
        float[] moved = new float[size];
        for (int i = 0; i < size; i++) {
            plain[i] = (float) random.nextGaussian();
            moved[i] = (float) (plain[i] + STEP * random.nextGaussian());
        }
        long[] shape = new Shape(examples).addAll(example).getShape();
        try (Step step = Step.evaluating()) {
            Watch first = new Watch();
            Watch second = new Watch();
            pass(network, Tensors.of(manager, plain, shape), first, random);
            pass(network, Tensors.of(manager, moved, shape), second, random);
            double difference = 0;
            for (int i = 0; i < first.last.length; i++) {
                difference += Math.abs(first.last[i] - second.last[i]);
            }
            return Math.log(Math.max(difference / examples, SMALL)) + first.logScales;
        }
    }

    private static void pass(ProbedNetwork network, NDArray inputs, Watch watch, RandomGenerator random) {
        network.forward(inputs, network.pass(network.parameters().view(), true, random), watch);
    }

    private static void makeGaussian(ProbedNetwork network, RandomGenerator random) {
        FlatParameters parameters = network.parameters();
        float[] values = parameters.toArray();
        for (ProbedNetwork.Weight weight : network.weights()) {
            for (int i = weight.from(); i < weight.to(); i++) {
                values[i] = (float) random.nextGaussian();
            }
        }
        parameters.set(values);
    }

    /** Remembers the last image, or else what the last linear map reads, and adds up the logarithms of the batch norms' scales. */
    private static final class Watch implements LayerRule {
        private float[] last = new float[0];
        private boolean isImage;
        private double logScales;

        @Override
        public NDArray apply(FragmentLayer layer, List<NDArray> inputs, Pass pass) {
            NDArray output = compute(layer, inputs, pass);
            if (output.getShape().dimension() > IMAGES) {
                isImage = true;
                last = output.toFloatArray();
            } else if (!isImage && layer.layer().type().equals("linear")) {
                last = inputs.get(0).toFloatArray();
            }
            return output;
        }

        /** A batch norm's running variance becomes that of the batch. */
        private NDArray compute(FragmentLayer layer, List<NDArray> inputs, Pass pass) {
            if (!(layer.computation() instanceof BatchNormComputation norm)) {
                return LayerRule.PLAIN.apply(layer, inputs, pass);
            }
            NDArray output = new BatchNormComputation(
                            norm.gamma(), norm.beta(), norm.mean(), norm.variance(), 1, norm.epsilon())
                    .apply(inputs, pass);
            double mean = 0;
            float[] variances = pass.buffer(norm.variance()).toFloatArray();
            for (float variance : variances) {
                mean += variance / variances.length;
            }
            logScales += Math.log(Math.sqrt(Math.max(mean, SMALL)));
            return output;
        }
    }
}
