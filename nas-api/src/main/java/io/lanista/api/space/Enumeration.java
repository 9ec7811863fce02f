package io.lanista.api.space;

import io.lanista.api.model.Label;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All ways of answering decisions, lazily, the last decision changing fastest. */
final class Enumeration {
    private Enumeration() {}

    /**
     * @param decisions in their order; those that {@code fixed} answers keep their answer
     * @param fixed answers that are given, active or not
     */
    static Stream<Choices> of(List<Decision> decisions, SortedMap<Label, Object> fixed) {
        return extend(decisions, 0, new TreeMap<>(), fixed).map(Choices::new);
    }

    private static Stream<SortedMap<Label, Object>> extend(
            List<Decision> decisions, int index, SortedMap<Label, Object> answers, SortedMap<Label, Object> fixed) {
        int next = index;
        while (next < decisions.size() && !decisions.get(next).condition().holds(answers)) {
            next++;
        }
        if (next == decisions.size()) {
            return Stream.of(answers);
        }
        Decision decision = decisions.get(next);
        int following = next + 1;
        Object given = fixed.get(decision.label());
        List<Object> values = given != null ? List.of(given) : Neighbourhood.values(decision.domain());
        return values.stream().flatMap(value -> {
            SortedMap<Label, Object> longer = new TreeMap<>(answers);
            longer.put(decision.label(), value);
            return extend(decisions, following, longer, fixed);
        });
    }
}
