package io.lanista.runtime.baseline;

import io.lanista.djl.data.DataSet;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.data.Task;
import io.lanista.djl.metric.ClassScoring;
import io.lanista.djl.metric.MultilabelScoring;
import io.lanista.djl.metric.NumberScoring;
import io.lanista.djl.table.Feature;
import io.lanista.djl.table.SeriesWindows;
import io.lanista.djl.table.TokenPreparation;
import io.lanista.djl.train.Prediction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Fits simple models on what isn't for the test (what networks are trained and validated with), and measures them on the test part. They
 * get the same numbers as networks do. Of very many values some are drawn to learn from. The same data give the same results.
 */
public final class Baselines {
    private static final double QUANTILE = 0.5;
    private static final int MOST_WORDS = 2_000;

    private Baselines() {}

    /**
     * All of them: the most frequent class or the mean, a linear model, a forest; of a series, the last value too.
     *
     * @param prediction what networks for these data predict; several answers of yes and no are measured as such
     */
    public static List<Baseline> of(DataSplit data, Prediction prediction) {
        boolean classes = data.task() == Task.CLASSIFICATION;
        UnaryOperator<float[]> form = form(data);
        Rows learnt = both(
                Rows.toLearn(data.train(), data.targetScale(), form),
                Rows.toLearn(data.validation(), data.targetScale(), form));
        double[] mean = learnt.means();
        Function<float[], double[]> linear = prediction == Prediction.CHANCES
                ? ofQuestions(learnt)
                : LinearModel.fit(learnt, classes, 1.0 / learnt.size())::predict;
        Forest forest = Forest.fit(learnt, classes);
        List<Baseline> all = new ArrayList<>();
        all.add(measured(classes ? "majority" : "mean", data, prediction, features -> mean));
        all.add(measured("linear", data, prediction, features -> linear.apply(form.apply(features))));
        all.add(measured("forest", data, prediction, features -> forest.predict(form.apply(features))));
        lastValue(data).ifPresent(place -> all.add(repeated(data, place)));
        return all;
    }

    /** A linear model for each question, whose answers are the probabilities of yes. */
    private static Function<float[], double[]> ofQuestions(Rows learnt) {
        List<LinearModel> models = IntStream.range(0, learnt.outputs())
                .mapToObj(question -> LinearModel.fit(learnt.question(question), true, 1.0 / learnt.size()))
                .toList();
        return features ->
                models.stream().mapToDouble(model -> model.predict(features)[1]).toArray();
    }

    /** A text is taken for the set of its words. */
    private static UnaryOperator<float[]> form(DataSplit data) {
        int words = data.table().stream()
                .flatMap(table -> table.columns().stream())
                .filter(TokenPreparation.class::isInstance)
                .mapToInt(column -> Math.min(MOST_WORDS, ((TokenPreparation) column).codes()))
                .findFirst()
                .orElse(0);
        if (words == 0) {
            return UnaryOperator.identity();
        }
        return codes -> {
            float[] there = new float[words];
            for (float code : codes) {
                if (code > 0 && code < words) {
                    there[(int) code] = 1;
                }
            }
            return there;
        };
    }

    /** Where the last known value of what is predicted stands in a window of a series. */
    private static OptionalInt lastValue(DataSplit data) {
        if (data.table().isEmpty()
                || data.outputSize() != 1
                || !SeriesWindows.isFor(data.table().get())) {
            return OptionalInt.empty();
        }
        String label = data.table().get().labels().get(0);
        String last = SeriesWindows.name(label.substring(0, label.lastIndexOf('[')), 0);
        List<Feature> features = data.table().get().features();
        return IntStream.range(0, features.size())
                .filter(place -> features.get(place).name().equals(last))
                .findFirst();
    }

    private static Baseline repeated(DataSplit data, int place) {
        DataSet raw = data.test().raw();
        double[][] answers = new double[raw.size()][];
        for (int example = 0; example < answers.length; example++) {
            answers[example] = new double[] {data.targetScale().scaled(0, raw.features(example)[place])};
        }
        return new Baseline("last value", ofNumbers(data, answers).metrics());
    }

    private static Rows both(Rows train, Rows validation) {
        return new Rows(
                concat(train.features(), validation.features(), float[][]::new),
                concat(train.targets(), validation.targets(), double[][]::new));
    }

    private static <T> T[] concat(T[] a, T[] b, IntFunction<T[]> array) {
        T[] all = array.apply(a.length + b.length);
        System.arraycopy(a, 0, all, 0, a.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }

    private static Baseline measured(
            String name, DataSplit data, Prediction prediction, Function<float[], double[]> model) {
        DataSet test = data.test();
        double[][] answers = new double[test.size()][];
        for (int example = 0; example < answers.length; example++) {
            answers[example] = model.apply(test.features(example));
        }
        if (data.task() == Task.CLASSIFICATION) {
            return new Baseline(name, ofClasses(test, answers).metrics());
        }
        return new Baseline(
                name,
                prediction == Prediction.CHANCES
                        ? ofQuestions(test, answers).metrics()
                        : ofNumbers(data, answers).metrics());
    }

    private static MultilabelScoring ofQuestions(DataSet test, double[]... answers) {
        int questions = answers[0].length;
        double[] actual = new double[answers.length * questions];
        Arrays.setAll(actual, place -> test.target(place / questions, place % questions));
        double[] predicted =
                Arrays.stream(answers).flatMapToDouble(Arrays::stream).toArray();
        return new MultilabelScoring(questions, actual, predicted);
    }

    private static ClassScoring ofClasses(DataSet test, double[]... answers) {
        float[][] probabilities = new float[answers.length][];
        int[] labels = new int[answers.length];
        for (int example = 0; example < labels.length; example++) {
            probabilities[example] = new float[answers[example].length];
            for (int i = 0; i < probabilities[example].length; i++) {
                probabilities[example][i] = (float) answers[example][i];
            }
            labels[example] = test.label(example);
        }
        return ClassScoring.of(probabilities, labels);
    }

    private static NumberScoring ofNumbers(DataSplit data, double[]... answers) {
        int width = data.outputSize();
        double[] actual = new double[answers.length * width];
        double[] predicted = new double[actual.length];
        for (int example = 0; example < answers.length; example++) {
            for (int target = 0; target < width; target++) {
                actual[example * width + target] = data.test().target(example, target);
                predicted[example * width + target] = data.targetScale().restore(target, answers[example][target]);
            }
        }
        return new NumberScoring(width, actual, predicted, QUANTILE);
    }
}
