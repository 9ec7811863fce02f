package io.lanista.djl.supernet;

import io.lanista.api.model.Domain;
import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What values that are still to be decided are taken to be while weights are laid out that all architectures are slices of: the largest
 * first, and then, one decision after the other, its other values, so that whatever needs more of something is met. Of numbers in order
 * only the ends are taken.
 */
final class OpenValues {
    private final Map<Label, Object> set;
    private final Map<Label, Domain> met = new LinkedHashMap<>();

    private OpenValues(Map<Label, Object> set) {
        this.set = set;
    }

    /** All of them as large as they can be. */
    static OpenValues largest() {
        return new OpenValues(Map.of());
    }

    /** A layer in which nothing is to be decided any more. */
    Layer settle(Layer layer) {
        layer.attributes().values().forEach(this::meet);
        return (Layer) layer.resolve(label -> {
            Object other = set.get(label);
            return other != null
                    ? other
                    : ends(Objects.requireNonNull(met.get(label), label::value)).get(0);
        });
    }

    private void meet(Value value) {
        if (value instanceof Value.ValueChoice choice) {
            met.put(choice.label(), choice.domain());
        }
        if (value instanceof Value.Expression expression) {
            expression.operands().forEach(this::meet);
        }
    }

    /** The decisions that were met, in order. */
    Map<Label, Domain> met() {
        return met;
    }

    /** The same with one decision taken otherwise, for each of its values that may need more of something. */
    List<OpenValues> others() {
        List<OpenValues> others = new ArrayList<>();
        met.forEach((label, domain) ->
                ends(domain).stream().skip(1).forEach(value -> others.add(new OpenValues(Map.of(label, value)))));
        return others;
    }

    /** The values to be looked at, the largest first. */
    private static List<Object> ends(Domain domain) {
        List<Object> values = domain.values();
        Object last = values.get(values.size() - 1);
        if (domain.isOrdered()) {
            return values.size() == 1 ? List.of(last) : List.of(last, values.get(0));
        }
        if (values.contains(true)) {
            return values.size() == 1 ? values : List.of(true, false);
        }
        return values;
    }
}
