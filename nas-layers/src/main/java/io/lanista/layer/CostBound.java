package io.lanista.layer;

import io.lanista.api.model.Model;
import io.lanista.api.space.Constraint;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bound on what a model costs, both ends included. Its {@linkplain #describe description} is its data: {@link Constraints#read}
 * makes an equal bound of it.
 *
 * @param catalogue the types of the model's layers
 * @param quantity what is bounded
 * @param min the least that is allowed, at least 0
 * @param max the most that is allowed; {@link Long#MAX_VALUE} for no bound
 */
public record CostBound(LayerCatalogue catalogue, Constraints.Quantity quantity, long min, long max)
        implements Constraint {
    private static final String UNBOUNDED = "inf";
    private static final Pattern DESCRIPTION = Pattern.compile("(\\w+) in \\[(\\d{1,19}), (\\d{1,19}|inf)]");

    /** Checks the ends. */
    public CostBound {
        if (min < 0 || min > max) {
            throw new IllegalArgumentException("The number of " + quantity + " can't be at least (" + min
                    + ") and at most (" + max + "). Maybe swap the ends.");
        }
    }

    static Optional<CostBound> read(LayerCatalogue catalogue, String description) {
        Matcher parts = DESCRIPTION.matcher(description);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long max = parts.group(3).equals(UNBOUNDED) ? Long.MAX_VALUE : Long.parseLong(parts.group(3));
        return Optional.of(new CostBound(
                catalogue, Constraints.Quantity.ofName(parts.group(1)), Long.parseLong(parts.group(2)), max));
    }

    /**
     * How much of the quantity a model has.
     *
     * @throws io.lanista.api.model.InvalidArchitectureException if it can't be analysed
     */
    public long measure(Model model) {
        return quantity.of(ModelAnalysis.of(model, catalogue));
    }

    @Override
    public Optional<String> violation(Model model) {
        long value = measure(model);
        if (value > max) {
            return Optional.of(
                    "The architecture has (" + value + ") " + quantity + ", and at most (" + max + ") are allowed.");
        }
        return value < min
                ? Optional.of(
                        "The architecture has (" + value + ") " + quantity + ", and at least (" + min + ") are needed.")
                : Optional.empty();
    }

    @Override
    public String describe() {
        return quantity + " in [" + min + ", " + (max == Long.MAX_VALUE ? UNBOUNDED : max) + "]";
    }

    @Override
    public String toString() {
        return describe();
    }
}
