package io.lanista.runtime.watch;

import java.util.List;

/**
 * The evaluations of one architecture, where there are several.
 *
 * @param trials their numbers, rising; at least two
 * @param standardError how far the mean of their scores may be off, by how much evaluations of one architecture differ in the whole
 *     run
 */
public record Repeats(List<Integer> trials, double standardError) {
    /** Copies. */
    public Repeats {
        trials = List.copyOf(trials);
    }

    /** How many evaluations there are. */
    public int count() {
        return trials.size();
    }
}
