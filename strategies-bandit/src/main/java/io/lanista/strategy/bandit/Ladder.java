package io.lanista.strategy.bandit;

import io.lanista.api.option.Option;
import io.lanista.api.option.OptionException;
import io.lanista.api.strategy.SearchRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * The numbers of steps after which candidates are compared: each {@code eta} times the one before, and the last one the full
 * number.
 *
 * @param steps rising
 */
record Ladder(List<Integer> steps) {
    static final Option<Long> ETA = Option.integer(
            "eta", 3, 2, 1_000, "One of so many candidates is trained on, for so many times as many steps.");
    static final Option<Long> MIN_STEPS = Option.integer(
            "min_steps",
            1,
            1,
            1_000_000,
            "How many steps (epochs) a candidate is trained at least before it is compared.");

    Ladder {
        steps = List.copyOf(steps);
    }

    /**
     * The ladder that a request's options describe.
     *
     * @throws OptionException if the evaluator doesn't say how many steps there are, or there are fewer than asked for
     */
    static Ladder of(SearchRequest request, String strategy) {
        long least = request.options().get(MIN_STEPS);
        int full = request.fullSteps()
                .orElseThrow(() -> new OptionException("The strategy '" + strategy
                        + "' decides how many steps (epochs) trials are trained, and the evaluator has no such number."
                        + " Maybe take an evaluator with an option (epochs), or another strategy."));
        if (least > full) {
            throw new OptionException("The option (min_steps) is (" + least + "), and trials have only (" + full
                    + ") steps in full. Maybe set it to 1.");
        }
        List<Integer> steps = new ArrayList<>();
        // Rounded, so that 10 epochs give 1, 3 and 10.
        for (double rung = full;
                Math.round(rung) >= least;
                rung /= request.options().get(ETA)) {
            steps.add(0, (int) Math.round(rung));
        }
        return new Ladder(steps);
    }

    int rungs() {
        return steps.size();
    }
}
