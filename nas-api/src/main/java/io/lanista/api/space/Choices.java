package io.lanista.api.space;

import io.lanista.api.model.Label;
import io.lanista.api.model.Scalars;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An answer to each active decision of a space: what a strategy proposes, and what identifies an architecture.
 *
 * @param values in normal form (see {@link Scalars}), sorted by label; immutable
 */
public record Choices(SortedMap<Label, Object> values) {
    /** No answers. */
    public static final Choices NONE = new Choices(new TreeMap<>());

    /** Normalises and copies. */
    public Choices {
        SortedMap<Label, Object> normal = new TreeMap<>();
        values.forEach((label, value) -> normal.put(label, Scalars.normalise(value)));
        values = Collections.unmodifiableSortedMap(normal);
    }

    /** These answers. */
    public static Choices of(Map<Label, ?> values) {
        return new Choices(new TreeMap<>(values));
    }

    /** The answer to one decision, if there is one. */
    public Optional<Object> get(Label label) {
        return Optional.ofNullable(values.get(label));
    }

    /** These choices with one answer set. */
    public Choices with(Label label, Object value) {
        SortedMap<Label, Object> changed = new TreeMap<>(values);
        changed.put(label, value);
        return new Choices(changed);
    }

    /** The hash of a map is a sum, which is the same for most permutations of candidates: large sets of choices need more. */
    @Override
    public int hashCode() {
        int hash = 1;
        for (Map.Entry<Label, Object> answer : values.entrySet()) {
            hash = (31 * hash + answer.getKey().hashCode()) * 31
                    + answer.getValue().hashCode();
            hash = (hash ^ (hash >>> 15)) * 0x85EBCA6B;
        }
        return hash ^ (hash >>> 13);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Choices choices && values.equals(choices.values);
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
