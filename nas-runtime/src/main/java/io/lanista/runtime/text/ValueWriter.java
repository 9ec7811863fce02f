package io.lanista.runtime.text;

import io.lanista.api.model.Domain;
import io.lanista.api.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/** Values and domains as plain trees. */
final class ValueWriter {
    private ValueWriter() {}

    static Map<String, Object> values(SortedMap<String, Value> values) {
        Map<String, Object> tree = new LinkedHashMap<>();
        values.forEach((name, value) -> tree.put(name, value(value)));
        return tree;
    }

    static Object value(Value value) {
        if (value instanceof Value.Constant known) {
            return known.value();
        }
        if (value instanceof Value.ValueChoice choice) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("choice", choice.label().value());
            domain(tree, choice.domain());
            return tree;
        }
        Value.Expression expression = (Value.Expression) value;
        List<Object> operands =
                expression.operands().stream().map(ValueWriter::value).toList();
        return Map.of(expression.operator().name().toLowerCase(Locale.ROOT), operands);
    }

    private static void domain(Map<String, Object> tree, Domain domain) {
        if (domain instanceof Domain.OneOf some) {
            tree.put("of", some.values());
        } else if (domain instanceof Domain.SomeOf some) {
            tree.put("subset_of", (long) some.candidates());
            tree.put("from", (long) some.least());
            tree.put("to", (long) some.most());
        } else if (domain instanceof Domain.IntRange range) {
            tree.put("from", range.low());
            tree.put("to", range.high());
            logarithmic(tree, range.log());
        } else {
            Domain.RealRange range = (Domain.RealRange) domain;
            tree.put("from", range.low());
            tree.put("to", range.high());
            logarithmic(tree, range.log());
        }
    }

    private static void logarithmic(Map<String, Object> tree, boolean log) {
        if (log) {
            tree.put("log", true);
        }
    }
}
