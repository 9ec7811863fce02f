package io.lanista.strategy.graph;

import java.util.Arrays;
import java.util.List;

/**
 * Gains as what normal numbers of the same ranks would be: {@code Φ⁻¹(q)}, where q is the share that is worse, with half of what is
 * as good (Blom 1958; as the targets of a surrogate, Salinas et al., ICML 2020, section 3). So neither the metric's unit nor failures
 * far off decide what is modelled; failures count as the worst.
 */
final class NormalScores {
    private NormalScores() {}

    static double[] of(List<Trial> trials) {
        double[] sorted = trials.stream().mapToDouble(Trial::gain).sorted().toArray();
        return trials.stream()
                .mapToDouble(trial -> quantile(rank(sorted, trial.gain()) / sorted.length))
                .toArray();
    }

    private static double rank(double[] sorted, double gain) {
        int place = Arrays.binarySearch(sorted, gain);
        int first = place;
        int next = place;
        while (first > 0 && sorted[first - 1] == gain) {
            first--;
        }
        while (next < sorted.length && sorted[next] == gain) {
            next++;
        }
        return (first + next) / 2.0;
    }

    /** Within 4.5e-4 (Abramowitz and Stegun 1964, formula 26.2.23), odd about a half. */
    static double quantile(double probability) {
        double tail = Math.min(probability, 1 - probability);
        double t = Math.sqrt(-2 * StrictMath.log(tail));
        double z =
                t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
        return probability < 0.5 ? -z : probability > 0.5 ? z : 0;
    }
}
