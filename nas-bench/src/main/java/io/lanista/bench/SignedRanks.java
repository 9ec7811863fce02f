package io.lanista.bench;

import java.util.Arrays;
import java.util.Comparator;

/**
 * The signed-rank test for paired samples (Wilcoxon, "Individual Comparisons by Ranking Methods", Biometrics Bulletin 1, 1945).
 * Pairs without a difference are left out; equal differences share their mean rank; the probability is that of the normal
 * approximation with corrections for ties and continuity, good from about twenty pairs on.
 */
final class SignedRanks {
    private SignedRanks() {}

    /** The two-sided probability of differences at least as one-sided as these if neither sample tends to be larger. */
    static double pValue(double[] differences) {
        Double[] sorted = Arrays.stream(differences)
                .filter(difference -> difference != 0)
                .boxed()
                .sorted(Comparator.comparingDouble(Math::abs))
                .toArray(Double[]::new);
        double n = sorted.length;
        double positive = 0;
        double ties = 0;
        for (int from = 0; from < sorted.length; ) {
            int to = from;
            while (to < sorted.length && Math.abs(sorted[to]) == Math.abs(sorted[from])) {
                to++;
            }
            double rank = (from + 1 + to) / 2.0;
            for (int i = from; i < to; i++) {
                positive += sorted[i] > 0 ? rank : 0;
            }
            double size = to - from;
            ties += size * size * size - size;
            from = to;
        }
        double variance = n * (n + 1) * (2 * n + 1) / 24 - ties / 48;
        if (variance <= 0) {
            return 1;
        }
        double distance = Math.max(0, Math.abs(positive - n * (n + 1) / 4) - 0.5);
        return Math.min(1, 2 * upperTail(distance / Math.sqrt(variance)));
    }

    /** 1 − Φ(z) for z ≥ 0, by Zelen and Severo's formula (Abramowitz and Stegun 26.2.17); its error is below 7.5e-8. */
    private static double upperTail(double z) {
        double t = 1 / (1 + 0.2316419 * z);
        double polynomial =
                t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * polynomial;
    }
}
