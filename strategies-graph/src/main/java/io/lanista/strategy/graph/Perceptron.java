package io.lanista.strategy.graph;

import io.lanista.strategy.parts.Adam;
import io.lanista.strategy.parts.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** A feed-forward network with equally wide hidden layers of ReLUs and one output, trained on absolute errors. */
final class Perceptron {
    private static final int BATCH = 32;

    private final int inputs;
    private final int units;
    private final Tensor first;
    private final List<Tensor> layers = new ArrayList<>();
    private final List<Tensor> tensors = new ArrayList<>();

    /**
     * A network with weights drawn evenly, as Glorot and Bengio (2010, equation 16) say.
     *
     * @param inputs how many features there are; others are passed over
     * @param depth how many hidden layers
     * @param units how wide they are
     */
    Perceptron(int inputs, int depth, int units, RandomGenerator random) {
        this.inputs = inputs;
        this.units = units;
        first = drawn(inputs, units, random);
        tensors.add(first);
        for (int layer = 1; layer <= depth; layer++) {
            Tensor tensor = drawn(units, layer == depth ? 1 : units, random);
            layers.add(tensor);
            tensors.add(tensor);
        }
    }

    /** Rows of weights by input, and then a row of biases. */
    private static Tensor drawn(int rows, int columns, RandomGenerator random) {
        Tensor tensor = new Tensor((rows + 1) * columns);
        double most = Math.sqrt(6.0 / (rows + columns));
        for (int i = 0; i < rows * columns; i++) {
            tensor.values()[i] = (2 * random.nextDouble() - 1) * most;
        }
        return tensor;
    }

    double predict(Sample sample) {
        return outputs(sample).get(layers.size())[0];
    }

    /** What comes out of each layer. */
    private List<double[]> outputs(Sample sample) {
        List<double[]> outputs = new ArrayList<>(layers.size() + 1);
        double[] sum = new double[units];
        System.arraycopy(first.values(), inputs * units, sum, 0, units);
        for (int i = 0; i < sample.features().length; i++) {
            int feature = sample.features()[i];
            for (int unit = 0; unit < units && feature < inputs; unit++) {
                sum[unit] += sample.values()[i] * first.values()[feature * units + unit];
            }
        }
        outputs.add(positive(sum));
        for (int layer = 0; layer < layers.size(); layer++) {
            double[] next = through(layers.get(layer).values(), outputs.get(layer));
            outputs.add(layer == layers.size() - 1 ? next : positive(next));
        }
        return outputs;
    }

    private static double[] through(double[] weights, double[] in) {
        int width = weights.length / (in.length + 1);
        double[] out = new double[width];
        System.arraycopy(weights, in.length * width, out, 0, width);
        for (int row = 0; row < in.length; row++) {
            if (in[row] != 0) {
                for (int column = 0; column < width; column++) {
                    out[column] += in[row] * weights[row * width + column];
                }
            }
        }
        return out;
    }

    private static double[] positive(double[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(0, values[i]);
        }
        return values;
    }

    /** Goes through the samples so many times, in batches of an order that is drawn. */
    void train(List<Sample> samples, double[] targets, int epochs, double rate, RandomGenerator random) {
        Adam adam = new Adam(rate);
        int[] order = new int[targets.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        for (int epoch = 0; epoch < epochs; epoch++) {
            for (int i = 0; i < order.length; i++) {
                int other = i + random.nextInt(order.length - i);
                int kept = order[i];
                order[i] = order[other];
                order[other] = kept;
                Sample sample = samples.get(order[i]);
                backward(sample, targets[order[i]]);
                if ((i + 1) % BATCH == 0 || i + 1 == order.length) {
                    adam.step(tensors);
                }
            }
        }
    }

    /** Adds the gradient of the absolute error; Adam's steps don't depend on whether it is a sum or a mean. */
    private void backward(Sample sample, double target) {
        List<double[]> outputs = outputs(sample);
        double[] slope = {Math.signum(outputs.get(layers.size())[0] - target)};
        for (int layer = layers.size() - 1; layer >= 0; layer--) {
            slope = back(layers.get(layer), outputs.get(layer), slope);
        }
        double[] gradient = first.gradient();
        for (int unit = 0; unit < units; unit++) {
            gradient[inputs * units + unit] += slope[unit];
        }
        for (int i = 0; i < sample.features().length; i++) {
            int feature = sample.features()[i];
            for (int unit = 0; unit < units && feature < inputs; unit++) {
                gradient[feature * units + unit] += sample.values()[i] * slope[unit];
            }
        }
    }

    /** The gradient by what came out of the ReLUs before; zero where they are off. */
    private static double[] back(Tensor layer, double[] in, double[] slope) {
        int width = slope.length;
        double[] before = new double[in.length];
        for (int column = 0; column < width; column++) {
            layer.gradient()[in.length * width + column] += slope[column];
        }
        for (int row = 0; row < in.length; row++) {
            for (int column = 0; column < width && in[row] > 0; column++) {
                before[row] += slope[column] * layer.values()[row * width + column];
                layer.gradient()[row * width + column] += slope[column] * in[row];
            }
        }
        return before;
    }
}
