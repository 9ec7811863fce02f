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
        return value.match(Value.Constant::value, ValueWriter::choice, ValueWriter::expression);
    }

    private static Object choice(Value.ValueChoice choice) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("choice", choice.label().value());
        tree.putAll(domain(choice.domain()));
        return tree;
    }

    private static Object expression(Value.Expression expression) {
        List<Object> operands =
                expression.operands().stream().map(ValueWriter::value).toList();
        return Map.of(expression.operator().name().toLowerCase(Locale.ROOT), operands);
    }

    private static Map<String, Object> domain(Domain domain) {
        return domain.match(
                some -> Map.of("of", some.values()),
                some -> table(
                        "subset_of", (long) some.candidates(), "from", (long) some.min(), "to", (long) some.max()),
                ValueWriter::whole,
                range -> logarithmic(table("from", range.low(), "to", range.high()), range.log()));
    }

    private static Map<String, Object> whole(Domain.IntRange range) {
        Map<String, Object> tree = table("from", range.low(), "to", range.high());
        if (range.step() > 1) {
            tree.put("step", range.step());
        }
        return logarithmic(tree, range.log());
    }

    private static Map<String, Object> logarithmic(Map<String, Object> tree, boolean log) {
        if (log) {
            tree.put("log", true);
        }
        return tree;
    }

    private static Map<String, Object> table(Object... namesAndValues) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            tree.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return tree;
    }
}
