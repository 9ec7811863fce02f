package io.lanista.api.space;

import io.lanista.api.model.Label;
import io.lanista.base.count.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When a decision is active: if at least one of the alternatives holds. An alternative holds if each decision that it
 * names has one of the values that it lists.
 *
 * @param alternatives immutable; one empty alternative means always
 */
public record Condition(List<Map<Label, List<Object>>> alternatives) {
    /** Active in every architecture. */
    public static final Condition ALWAYS = new Condition(List.of(Map.of()));

    /** Copies, and drops what another alternative makes needless. */
    public Condition {
        if (alternatives.stream().anyMatch(Map::isEmpty)) {
            alternatives = List.of(Map.of());
        } else {
            List<Map<Label, List<Object>>> copies = new ArrayList<>();
            for (Map<Label, List<Object>> alternative : new LinkedHashSet<>(alternatives)) {
                copies.add(Collections.unmodifiableMap(new LinkedHashMap<>(alternative)));
            }
            alternatives = List.copyOf(copies);
        }
    }

    /** Whether it holds in every architecture. */
    public boolean isAlways() {
        return alternatives.get(0).isEmpty();
    }

    /** Whether it holds, given the answers so far; an unanswered decision counts as inactive. */
    public boolean holds(Map<Label, Object> answers) {
        return Variable.holds(alternatives, answers);
    }

    /** The decisions that it depends on. */
    public Set<Label> labels() {
        Set<Label> labels = new LinkedHashSet<>();
        alternatives.forEach(alternative -> labels.addAll(alternative.keySet()));
        return labels;
    }

    @Override
    public String toString() {
        return isAlways() ? "always" : alternatives.toString();
    }
}
