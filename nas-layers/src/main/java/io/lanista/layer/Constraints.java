package io.lanista.layer;

import io.lanista.api.space.Constraint;
import io.lanista.base.text.DidYouMean;
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
                        + String.join(", ", words) + "." + DidYouMean.sentence(name, words));
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
    public static CostBound maxParameters(LayerCatalogue catalogue, long max) {
        return new CostBound(catalogue, Quantity.PARAMETERS, 0, max);
    }

    /** At most so many multiply-accumulates for one example. */
    public static CostBound maxFlops(LayerCatalogue catalogue, long max) {
        return new CostBound(catalogue, Quantity.FLOPS, 0, max);
    }

    /** At most so many weighted layers on the longest way. */
    public static CostBound maxDepth(LayerCatalogue catalogue, long max) {
        return new CostBound(catalogue, Quantity.DEPTH, 0, max);
    }

    /**
     * At most so much of a quantity.
     *
     * @param quantity {@code parameters}, {@code flops} or {@code depth}
     * @throws IllegalArgumentException if there is no such quantity; the message lists them
     */
    public static CostBound of(LayerCatalogue catalogue, String quantity, long max) {
        return new CostBound(catalogue, Quantity.ofName(quantity), 0, max);
    }

    /** A quantity between two ends, both included. */
    public static CostBound range(LayerCatalogue catalogue, Quantity quantity, long min, long max) {
        return new CostBound(catalogue, quantity, min, max);
    }

    /**
     * The bound that a {@linkplain Constraint#describe description} describes, such as {@code parameters in [0, 500000]}.
     *
     * @return empty if it describes a constraint of another kind, such as one that a program has written
     */
    public static Optional<CostBound> read(LayerCatalogue catalogue, String description) {
        return CostBound.read(catalogue, description);
    }
}
