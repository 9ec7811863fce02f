package io.lanista.layer;

import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Model;
import io.lanista.api.space.Choices;
import io.lanista.api.space.Constraint;
import io.lanista.api.space.InfeasibleException;
import io.lanista.api.space.SearchSpace;
import io.lanista.base.random.Seeds;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks for an architecture that keeps all constraints, and remembers how near each constraint came. Used once. */
final class ConstraintChecker {
    private static final int FEW = 1_000;
    private static final int LISTABLE = 1_000_000;
    private static final int DRAWS = 2_000;
    private static final int NEIGHBOURS = 300;
    private static final int LEAST = 300;
    private static final long SEED = 1;

    /**
     * So many decisions and layers are visited, no more, unless these are only a few architectures: a few seconds' work. Draws take
     * at most half of it.
     */
    private static final long MAX_VISITS = 1_000_000;

    /** How near a constraint came to being kept. */
    private static final class Nearest {
        private final Constraint constraint;
        private double excess = Double.POSITIVE_INFINITY;
        private String sentence = "";

        Nearest(Constraint constraint) {
            this.constraint = constraint;
        }

        /** By how much a model breaks the constraint, relative to its bound; 0 if it keeps it. */
        double excess(Model model) {
            double found = constraint.violation(model).isEmpty() ? 0 : 1;
            String said = "";
            if (found > 0 && constraint instanceof CostBound bound) {
                long value = bound.measure(model);
                long broken = value > bound.max() ? bound.max() : bound.min();
                found = Math.abs((double) value - broken) / Math.max(1, broken);
                said = " The " + (value > bound.max() ? "smallest" : "largest") + " has (" + value + ") "
                        + bound.quantity() + ".";
            }
            if (found < excess) {
                excess = found;
                sentence = said;
            }
            return found;
        }
    }

    private final SearchSpace space;
    private final SearchSpace unconstrained;
    private final RandomGenerator random = Seeds.generator(SEED);
    private final List<Nearest> constraints = new ArrayList<>();
    private String invalid = "";
    private double lowest = Double.POSITIVE_INFINITY;
    private @Nullable Choices best;
    private int examined;
    private long visits;

    ConstraintChecker(SearchSpace space) {
        this.space = space;
        this.unconstrained = space.unconstrained();
        space.constraints().forEach(constraint -> constraints.add(new Nearest(constraint)));
    }

    ConstraintCheck check() {
        boolean all = false;
        if (!has(FEW)) {
            examine(draws(), MAX_VISITS / 2);
            while (lowest > 0 && best != null && descend(best)) {
                // One step further down.
            }
        }
        if (lowest > 0 && has(LISTABLE)) {
            examined = 0;
            all = examine(unconstrained.enumerate(), MAX_VISITS);
        }
        return new ConstraintCheck(examined, all, lowest == 0, lowest == 0 ? "" : problem(all));
    }

    private boolean has(int max) {
        return unconstrained
                .size()
                .filter(size -> size.compareTo(BigInteger.valueOf(max)) <= 0)
                .isPresent();
    }

    private Stream<Choices> draws() {
        return Stream.generate(() -> unconstrained.sample(random)).limit(DRAWS);
    }

    /** Whether nothing can be built, as far as that can be said of draws. */
    private boolean isHopeless() {
        return best == null && examined >= FEW;
    }

    /** Looks at choices until one keeps all constraints; answers whether it came to the end. */
    private boolean examine(Stream<Choices> some, long maxVisits) {
        Iterator<Choices> next = some.iterator();
        while (lowest > 0 && (visits < maxVisits || examined < LEAST) && !isHopeless() && next.hasNext()) {
            examine(next.next());
        }
        return lowest > 0 && !next.hasNext();
    }

    /** Looks at random neighbours until one is better. */
    private boolean descend(Choices from) {
        double before = lowest;
        try {
            for (int i = 0; i < NEIGHBOURS && lowest == before && visits < MAX_VISITS; i++) {
                examine(unconstrained.mutate(from, random));
            }
        } catch (InfeasibleException e) {
            return false; // It has no neighbour.
        }
        return lowest < before;
    }

    private void examine(Choices choices) {
        examined++;
        visits += 1 + space.decisions().size();
        try {
            Model model = unconstrained.freeze(choices);
            visits += GraphAnalysis.size(model.graph());
            double excess = 0;
            for (Nearest constraint : constraints) {
                excess += constraint.excess(model);
            }
            if (excess < lowest) {
                lowest = excess;
                best = choices;
            }
        } catch (InvalidArchitectureException | IllegalArgumentException e) {
            invalid = String.valueOf(e.getMessage());
        }
    }

    private String problem(boolean all) {
        String none = "None of " + (all ? "the " : "") + "(" + examined + ") architectures "
                + (all ? "of the space (" : "that were looked at in the space (")
                + space.base().name() + ") ";
        if (best == null) {
            return none + "can be built. The last one: " + invalid;
        }
        Optional<Nearest> never =
                constraints.stream().filter(nearest -> nearest.excess > 0).findFirst();
        return never.map(nearest -> none + "keeps the constraint (" + nearest.constraint.describe() + ")."
                        + nearest.sentence + " Maybe loosen it.")
                .orElseGet(() -> none + "keeps all constraints together: "
                        + String.join(
                                "; ",
                                constraints.stream()
                                        .map(nearest -> nearest.constraint.describe())
                                        .toList())
                        + ". Each one alone is kept by some. Maybe loosen one.");
    }
}
