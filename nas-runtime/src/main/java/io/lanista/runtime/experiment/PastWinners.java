package io.lanista.runtime.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Begins a search where earlier ones ended: the first trials are the best architecture of each earlier run, and then architectures drawn
 * from the box that the best ones of all these runs span (Perrone et al., "Learning search spaces for Bayesian optimization: Another view
 * of hyperparameter transfer learning", 2019). Only architectures are taken over, no scores, so the earlier runs may have been after
 * something else, or on other data. The strategy begins afterwards, in the whole space, so a misleading past costs these trials at most.
 *
 * @param runs the folders of the earlier runs
 * @param trials how many trials they decide, at most
 */
public record PastWinners(List<Path> runs, int trials) {
    /** How many trials the past decides unless something else is said. */
    public static final int TRIALS = 5;

    /** Copies and checks. */
    public PastWinners {
        runs = List.copyOf(runs);
        if (runs.isEmpty() || trials < 1) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "Winners of the past come from at least one run and decide at least one trial, and these come from (%d) runs and"
                            + " decide (%d). Maybe leave them out.",
                    runs.size(),
                    trials));
        }
    }

    @Override
    public String toString() {
        return trials + " trials by the winners of "
                + runs.stream().map(run -> String.valueOf(run.getFileName())).toList();
    }
}
