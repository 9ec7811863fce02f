package io.lanista.api.layer;

import io.lanista.api.model.Model;
import io.lanista.api.space.Constraint;
import java.util.List;
import java.util.Optional;

/** Constraints on what a model costs, found from its graph before anything is trained. */
public final class Constraints {
    /** The quantities that can be bounded, by the name that experiment files use. */
    public enum Quantity {
        /** Trainable numbers. */
        PARAMETERS("parameters"),
        /** Operations of one example, see {@link FlopCounting#MULTIPLY_ADDS}. */
        FLOPS("flops"),
        /** Weighted layers on the longest way, see {@link ModelAnalysis#depth()}. */
        DEPTH("depth");

        private final String word;

        Quantity(String word) {
            this.word = word;
        }

        long of(ModelAnalysis analysis) {
            switch (this) {
                case PARAMETERS:
                    return analysis.parameters();
                case FLOPS:
                    return analysis.flops();
                default:
                    return analysis.depth();
            }
        }

        /** The quantity of this name. */
        public static Quantity ofName(String name) {
            List<String> words = List.of(PARAMETERS.word, FLOPS.word, DEPTH.word);
            int index = words.indexOf(name);
            if (index < 0) {
                throw new IllegalArgumentException("No quantity '" + name + "' can be bounded. Available: "
                        + String.join(", ", words) + "." + Closest.maybe(name, words));
            }
            return values()[index];
        }

        @Override
        public String toString() {
            return word;
        }
    }

    private Constraints() {}

    /** At most so many trainable numbers. */
    public static Constraint maxParameters(LayerCatalogue catalogue, long most) {
        return range(catalogue, Quantity.PARAMETERS, 0, most);
    }

    /** At most so many multiply-accumulates for one example. */
    public static Constraint maxFlops(LayerCatalogue catalogue, long most) {
        return range(catalogue, Quantity.FLOPS, 0, most);
    }

    /** At most so many weighted layers on the longest way. */
    public static Constraint maxDepth(LayerCatalogue catalogue, long most) {
        return range(catalogue, Quantity.DEPTH, 0, most);
    }

    /**
     * At most so much of a quantity.
     *
     * @param quantity {@code parameters}, {@code flops} or {@code depth}
     * @throws IllegalArgumentException if there is no such quantity; the message lists them
     */
    public static Constraint of(LayerCatalogue catalogue, String quantity, long most) {
        return range(catalogue, Quantity.ofName(quantity), 0, most);
    }

    /** A quantity between two ends, both included. */
    public static Constraint range(LayerCatalogue catalogue, Quantity quantity, long least, long most) {
        if (least > most) {
            throw new IllegalArgumentException("The number of " + quantity + " can't be at least (" + least
                    + ") and at most (" + most + "). Maybe swap the ends.");
        }
        return new Bound(catalogue, quantity, least, most);
    }

    private record Bound(LayerCatalogue catalogue, Quantity quantity, long least, long most) implements Constraint {
        @Override
        public Optional<String> violation(Model model) {
            long value = quantity.of(ModelAnalysis.of(model, catalogue));
            if (value > most) {
                return Optional.of("The architecture has (" + value + ") " + quantity + ", and at most (" + most
                        + ") are allowed.");
            }
            return value < least
                    ? Optional.of("The architecture has (" + value + ") " + quantity + ", and at least (" + least
                            + ") are needed.")
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return quantity + " " + (least > 0 ? "from " + least : "") + " to " + most;
        }
    }
}
