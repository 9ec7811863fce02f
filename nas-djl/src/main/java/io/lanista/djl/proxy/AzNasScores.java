package io.lanista.djl.proxy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.djl.backend.Autograd;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.block.Pass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What AZ-NAS reads of the features that a network's blocks make (Lee and Ham, "AZ-NAS: Assembling Zero-Cost Proxies for Network
 * Architecture Search", CVPR 2024, section 3.2, and its authors' program, which lets the network see Gaussian noise).
 *
 * @param expressivity the sum over blocks of the entropy of the normalised eigenvalues of the features' covariance over channels
 * @param progressivity the smallest increase of that entropy from one block to the next
 * @param trainability the mean over blocks of {@code 2 − σ − 1/σ}, where σ is the largest singular value of the map that takes a random
 *     sign at a block's output back to its input, estimated by one probe; as low as can be for a block that hands its input on
 */
record AzNasScores(double expressivity, double progressivity, double trainability) {
    private static final double SMALL = 1e-8;
    private static final double LEAST_SIGMA = 1e-6;
    private static final int IMAGES = 4;

    /** The blocks but the last one, which makes the outputs, are looked at. */
    static AzNasScores of(ProbedNetwork network, NDArray inputs, NDManager manager, RandomGenerator random) {
        Walk walk = new Walk(network.begin(inputs), manager, random);
        Pass pass = network.pass(network.parameters().view(), true, random);
        List<List<Stage>> blocks = network.blocks();
        for (List<Stage> block : blocks.subList(0, Math.max(1, blocks.size() - 1))) {
            walk.through(block, pass);
        }
        double least = Double.POSITIVE_INFINITY;
        for (int i = 1; i < walk.entropies.size(); i++) {
            least = Math.min(least, walk.entropies.get(i) - walk.entropies.get(i - 1));
        }
        return new AzNasScores(
                walk.entropies.stream().mapToDouble(Double::doubleValue).sum(),
                Double.isFinite(least) ? least : 0,
                walk.trainabilities.stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElse(0));
    }

    /** Goes from block to block; gradients flow through one block at a time. */
    private static final class Walk {
        private final @Nullable NDArray[] values;
        private final NDManager manager;
        private final RandomGenerator random;
        private final List<Double> entropies = new ArrayList<>();
        private final List<Double> trainabilities = new ArrayList<>();
        private int feature = -1;

        Walk(@Nullable NDArray[] values, NDManager manager, RandomGenerator random) {
            this.values = values;
            this.manager = manager;
            this.random = random;
        }

        void through(List<Stage> block, Pass pass) {
            int made = block.get(block.size() - 1).to();
            try (Step step = Step.training()) {
                @Nullable NDArray[] local = values.clone();
                NDArray input = null;
                if (feature >= 0) {
                    input = Autograd.detach(Stage.tensor(values, feature));
                    Autograd.track(input, true);
                    local[feature] = input;
                }
                for (Stage stage : block) {
                    local[stage.to()] = stage.apply(local, pass, LayerRule.PLAIN);
                }
                NDArray output = Stage.tensor(local, made);
                if (input != null && reads(block, feature)) {
                    backwards(step, input, output);
                }
                for (Stage stage : block) {
                    values[stage.to()] = step.keep(Autograd.detach(Stage.tensor(local, stage.to())));
                }
            }
            try (Step step = Step.evaluating()) {
                entropies.add(entropy(positions(Stage.tensor(values, made))));
            }
            feature = made;
        }

        private static boolean reads(List<Stage> block, int tensor) {
            return block.stream().anyMatch(stage -> stage.from().contains(tensor));
        }

        private void backwards(Step step, NDArray input, NDArray output) {
            NDArray signs = signs(output);
            step.backward(Autograd.sumTo(input, Tensors.multiply(output, signs)));
            NDArray back = Autograd.gradient(input).orElseThrow();
            if (back.getShape().equals(signs.getShape()) && back.contentEquals(signs)) {
                trainabilities.add(trainability(0));
                return;
            }
            atPositionsOf(back, signs).ifPresent(rows -> {
                NDArray probes = positions(signs);
                float[] map =
                        Tensors.matmul(Tensors.permute(rows, 1, 0), probes).toFloatArray();
                long count = probes.getShape().get(0);
                double sigma = SymmetricMatrix.largestSingularValue(
                        map, Math.toIntExact(rows.getShape().get(1)));
                trainabilities.add(trainability(sigma / count));
            });
        }

        /** One or minus one at each place of a tensor. */
        private NDArray signs(NDArray like) {
            float[] signs = new float[Math.toIntExact(like.size())];
            long bits = 0;
            for (int i = 0; i < signs.length; i++) {
                bits = i % Long.SIZE == 0 ? random.nextLong() : bits >>> 1;
                signs[i] = (bits & 1) == 0 ? -1 : 1;
            }
            return Tensors.of(manager, signs, like.getShape().getShape());
        }
    }

    static double trainability(double sigma) {
        return 2 - sigma - 1 / (sigma + LEAST_SIGMA);
    }

    /**
     * The entropy of the normalised eigenvalues of a covariance; 0 if nothing varies.
     *
     * @param features {@code (positions, channels)}
     */
    static double entropy(NDArray features) {
        NDArray centred = features.sub(Tensors.reshape(Tensors.mean(features, 0), 1, -1));
        int channels = Math.toIntExact(features.getShape().get(1));
        float[] products =
                Tensors.matmul(Tensors.permute(centred, 1, 0), centred).toFloatArray();
        double[][] covariance = new double[channels][channels];
        for (int i = 0; i < channels; i++) {
            for (int j = 0; j < channels; j++) {
                covariance[i][j] = (products[i * channels + j] + products[j * channels + i]) / 2.0;
            }
        }
        double[] eigenvalues = SymmetricMatrix.eigenvalues(covariance);
        double total = Arrays.stream(eigenvalues).map(v -> Math.max(0, v)).sum();
        if (!(total > 0)) {
            return 0;
        }
        return Arrays.stream(eigenvalues)
                .map(v -> Math.max(0, v) / total)
                .map(share -> -share * Math.log(share + SMALL))
                .sum();
    }

    /** A feature map as {@code (positions, channels)}. */
    private static NDArray positions(NDArray feature) {
        NDArray image = image(feature);
        return Tensors.reshape(
                Tensors.permute(image, 0, 2, 3, 1), -1, image.getShape().get(1));
    }

    /** {@code (batch, channels, height, width)}, with sizes of one where there is no such axis. */
    private static NDArray image(NDArray feature) {
        long[] shape = feature.getShape().getShape();
        if (shape.length == IMAGES) {
            return feature;
        }
        long[] image = {shape[0], shape[1], 1, 1};
        System.arraycopy(shape, 2, image, 2, shape.length - 2);
        return Tensors.reshape(feature, image);
    }

    /**
     * A gradient at a block's input as rows for the positions of its output, those of one output's window side by side; empty if the
     * input's size is no multiple of the output's.
     */
    private static Optional<NDArray> atPositionsOf(NDArray back, NDArray output) {
        NDArray image = image(back);
        long[] in = image.getShape().getShape();
        long[] out = image(output).getShape().getShape();
        if (in[2] % out[2] != 0 || in[3] % out[3] != 0) {
            return Optional.empty();
        }
        long down = in[2] / out[2];
        long right = in[3] / out[3];
        NDArray windows = Tensors.reshape(image, in[0], in[1], out[2], down, out[3], right);
        return Optional.of(Tensors.reshape(Tensors.permute(windows, 0, 2, 4, 1, 3, 5), -1, in[1] * down * right));
    }
}
