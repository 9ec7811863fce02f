package io.lanista.djl.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How good the predicted probabilities of several yes or no questions are, each of which may be answered by yes for an example. Yes is
 * predicted from one half on.
 *
 * <ul>
 *   <li>{@value #LOSS}: the log loss of an answer, the mean over questions and examples;
 *   <li>{@value #ACCURACY}: the share of all answers that are right (1 less the Hamming loss);
 *   <li>{@value #EXACT}: the share of examples all of whose answers are right;
 *   <li>{@value #AUC}: the area under the ROC curve, see {@link ClassScoring}, the mean over questions;
 *   <li>{@value #F1}: F1 of yes, the mean over questions; a question that nobody answers by yes is left out.
 * </ul>
 *
 * Immutable.
 */
public final class MultilabelScoring {
    /** The share of right answers. */
    public static final String ACCURACY = ClassScoring.ACCURACY;
    /** The log loss. */
    public static final String LOSS = ClassScoring.LOSS;
    /** The share of examples that are right in all. */
    public static final String EXACT = "exact";
    /** The mean area under the ROC curve. */
    public static final String AUC = ClassScoring.AUC;
    /** The mean F1 of yes. */
    public static final String F1 = ClassScoring.F1;

    /** All of them, the most important ones first. */
    public static final List<String> NAMES = List.of(LOSS, ACCURACY, EXACT, AUC, F1);

    private static final double HALF = 0.5;

    private final List<ClassScoring> questions = new ArrayList<>();
    private final boolean[] exact;

    /**
     * For these predictions.
     *
     * @param questions how many questions there are
     * @param actual row-major, 1 for yes and 0 for no, so many for each example
     * @param predicted as many probabilities of yes
     */
    public MultilabelScoring(int questions, double[] actual, double[] predicted) {
        int examples = actual.length / questions;
        this.exact = new boolean[examples];
        Arrays.fill(exact, true);
        for (int question = 0; question < questions; question++) {
            float[][] probabilities = new float[examples][];
            int[] labels = new int[examples];
            for (int example = 0; example < examples; example++) {
                double yes = predicted[example * questions + question];
                labels[example] = actual[example * questions + question] >= HALF ? 1 : 0;
                probabilities[example] = new float[] {(float) (1 - yes), (float) yes};
                exact[example] &= (yes >= HALF ? 1 : 0) == labels[example];
            }
            this.questions.add(ClassScoring.of(probabilities, labels));
        }
    }

    /** All metrics. */
    public Map<String, Double> metrics() {
        int[] once = new int[exact.length];
        Arrays.fill(once, 1);
        return metrics(once);
    }

    /** The interval of each metric, from samples of the examples drawn with replacement. */
    public Map<String, Interval> intervals() {
        return Bootstrap.intervals(exact.length, this::metrics);
    }

    private Map<String, Double> metrics(int... times) {
        Map<String, Double> sums = new LinkedHashMap<>();
        NAMES.forEach(name -> sums.put(name, 0.0));
        double f1 = 0;
        int asked = 0;
        for (ClassScoring question : questions) {
            Map<String, Double> measured = question.metrics(times);
            for (String name : List.of(LOSS, ACCURACY, AUC)) {
                sums.merge(name, measured.getOrDefault(name, 0.0) / questions.size(), Double::sum);
            }
            double ofYes = question.f1(1, times);
            if (!Double.isNaN(ofYes)) {
                f1 += ofYes;
                asked++;
            }
        }
        sums.put(F1, asked == 0 ? 0 : f1 / asked);
        double all = 0;
        double right = 0;
        for (int example = 0; example < exact.length; example++) {
            all += times[example];
            right += exact[example] ? times[example] : 0;
        }
        sums.put(EXACT, right / all);
        return sums;
    }
}
