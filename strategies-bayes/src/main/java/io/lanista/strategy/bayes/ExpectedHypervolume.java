package io.lanista.strategy.bayes;

import io.lanista.strategy.parts.Prediction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How much a candidate is expected to add to the hypervolume of a front (Emmerich, Giannakoglou and Naujoks 2006), exact for
 * predictions that are independent and normal. A point of the space of gains is won if the front does not dominate it and the
 * candidate is above it in each objective. So the expectation is an integral of products of probabilities over what the front does
 * not dominate, which is cut into boxes once; and the integral of {@code P(Y >= z)} from {@code a} on is the expected improvement
 * over {@code a}.
 */
final class ExpectedHypervolume {
    /** By objective, rising: where boxes begin and end. The reference comes first, infinity last. */
    private final double[][] cuts;

    /** For each box and objective, the index of the cut where it begins, and of the one where it ends. */
    private final List<int[]> boxes = new ArrayList<>();

    /**
     * @param front gains of trials that don't dominate each other
     * @param reference as gains
     */
    ExpectedHypervolume(List<double[]> front, double[] reference) {
        List<double[]> inside = front.stream()
                .map(point -> {
                    double[] lifted = new double[reference.length];
                    Arrays.setAll(lifted, i -> Math.max(point[i], reference[i]));
                    return lifted;
                })
                .toList();
        cuts = new double[reference.length][];
        for (int objective = 0; objective < cuts.length; objective++) {
            int sought = objective;
            cuts[objective] = Arrays.stream(new double[][] {
                        inside.stream().mapToDouble(point -> point[sought]).toArray(),
                        {reference[objective], Double.POSITIVE_INFINITY}
                    })
                    .flatMapToDouble(Arrays::stream)
                    .sorted()
                    .distinct()
                    .toArray();
        }
        cut(0, inside, new int[2 * reference.length]);
    }

    /** Cuts what these points don't dominate, in this objective and those that follow, into boxes. */
    private void cut(int objective, List<double[]> points, int[] box) {
        double[] at = cuts[objective];
        if (objective == cuts.length - 1) {
            double highest =
                    points.stream().mapToDouble(point -> point[objective]).max().orElse(at[0]);
            box[2 * objective] = Arrays.binarySearch(at, highest);
            box[2 * objective + 1] = at.length - 1;
            boxes.add(box.clone());
            return;
        }
        for (int i = 0; i + 1 < at.length; i++) {
            double low = at[i];
            box[2 * objective] = i;
            box[2 * objective + 1] = i + 1;
            // Only points beyond this strip dominate parts of it.
            cut(
                    objective + 1,
                    points.stream().filter(point -> point[objective] > low).toList(),
                    box);
        }
    }

    /** The expected improvement, with a prediction for each objective. */
    double of(List<Prediction> predictions) {
        double[][] above = new double[cuts.length][];
        for (int objective = 0; objective < cuts.length; objective++) {
            double[] at = cuts[objective];
            above[objective] = new double[at.length];
            for (int i = 0; i + 1 < at.length; i++) {
                above[objective][i] = predictions.get(objective).improvement(at[i]);
            }
        }
        double sum = 0;
        for (int[] box : boxes) {
            double product = 1;
            for (int objective = 0; objective < cuts.length; objective++) {
                product *= above[objective][box[2 * objective]] - above[objective][box[2 * objective + 1]];
            }
            sum += product;
        }
        return sum;
    }
}
