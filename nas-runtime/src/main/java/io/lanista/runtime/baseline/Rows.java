package io.lanista.runtime.baseline;

import io.lanista.djl.data.DataSet;
import io.lanista.djl.data.Standardization;
import io.lanista.djl.data.Task;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Examples as baselines take them.
 *
 * @param features a row for each example, standardised
 * @param targets what is to be predicted: for classes a number for each class, 1 for the right one; else the standardised numbers
 */
record Rows(float[][] features, double[][] targets) {
    /** At most so many values are learnt from: more would take longer than the search that they are compared with. */
    private static final long MOST_VALUES = 4_000_000;

    /**
     * Draws examples where there are too many.
     *
     * @param form makes what a baseline takes of an example
     */
    static Rows toLearn(DataSet data, Standardization targetScale, UnaryOperator<float[]> form) {
        int most = (int) Math.max(1_000, MOST_VALUES / Math.max(1, data.featureSize()));
        if (data.size() <= most) {
            return of(data, targetScale, form);
        }
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        int[] order = new int[data.size()];
        Arrays.setAll(order, example -> example);
        for (int place = 0; place < most; place++) {
            int other = place + random.nextInt(order.length - place);
            int example = order[place];
            order[place] = order[other];
            order[other] = example;
        }
        return of(data.select(Arrays.copyOf(order, most)), targetScale, form);
    }

    private static Rows of(DataSet data, Standardization targetScale, UnaryOperator<float[]> form) {
        float[][] features = new float[data.size()][];
        double[][] targets = new double[data.size()][data.outputSize()];
        for (int example = 0; example < features.length; example++) {
            features[example] = form.apply(data.features(example));
            if (data.task() == Task.CLASSIFICATION) {
                targets[example][data.label(example)] = 1;
            } else {
                for (int target = 0; target < data.outputSize(); target++) {
                    targets[example][target] = targetScale.scaled(target, data.target(example, target));
                }
            }
        }
        return new Rows(features, targets);
    }

    /** One of several answers of yes and no, as two classes. */
    Rows question(int question) {
        double[][] answers = new double[size()][];
        Arrays.setAll(answers, example -> new double[] {1 - targets[example][question], targets[example][question]});
        return new Rows(features, answers);
    }

    int size() {
        return features.length;
    }

    int width() {
        return features[0].length;
    }

    /** The mean of each output: the shares of the classes. */
    double[] means() {
        double[] means = new double[outputs()];
        for (double[] example : targets) {
            for (int output = 0; output < means.length; output++) {
                means[output] += example[output] / size();
            }
        }
        return means;
    }

    int outputs() {
        return targets[0].length;
    }
}
