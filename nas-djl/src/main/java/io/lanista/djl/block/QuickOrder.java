package io.lanista.djl.block;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts the limits of numbers behind the maxima of windows, where the one directly follows the other: fewer numbers are left there. The maximum of
 * what was cut off is what is cut off of the maximum, and the number that gets a gradient is the same, since a window all of
 * whose numbers were cut off gives none: not a digit differs.
 */
final class QuickOrder {
    private QuickOrder() {}

    /** The steps in an order that is no slower, with the same tensors by the same numbers, but for those between exchanged ones. */
    static List<PlannedStep> of(List<PlannedStep> steps) {
        List<PlannedStep> order = new ArrayList<>(steps);
        for (int i = 0; i < order.size(); i++) {
            PlannedStep limit = order.get(i);
            int next = limit.computation() instanceof LimitComputation ? onlyReader(order, limit.to()) : -1;
            if (next < 0 || !(order.get(next).computation() instanceof MaximumComputation)) {
                continue;
            }
            PlannedStep maximum = order.get(next);
            order.set(i, maximum.between(limit));
            order.set(next, limit.between(maximum));
        }
        return order;
    }

    /** The place of the one step that reads a tensor, which nobody needs later; else -1. */
    private static int onlyReader(List<PlannedStep> steps, int tensor) {
        int found = -1;
        for (int i = 0; i < steps.size(); i++) {
            PlannedStep step = steps.get(i);
            if (step.from().contains(tensor)) {
                if (found >= 0 || !step.done().contains(tensor)) {
                    return -1;
                }
                found = i;
            }
        }
        return found;
    }
}
