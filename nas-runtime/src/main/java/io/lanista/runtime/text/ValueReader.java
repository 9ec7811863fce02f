package io.lanista.runtime.text;

import io.lanista.api.model.Domain;
import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Label;
import io.lanista.api.model.Operator;
import io.lanista.api.model.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Understands values: plain ones, choices and expressions. Remembers choices, so that a label alone can repeat one. */
final class ValueReader {
    private static final String FORMS = "a number, a text, true, false, a list of these, a choice"
            + " {choice: label, of: [...]} or {choice: label, from: 1, to: 8} (with a step, if you like), or an expression {multiply: [a, b]}";
    private static final Map<String, Operator> OPERATORS = Arrays.stream(Operator.values())
            .collect(Collectors.toMap(
                    operator -> operator.name().toLowerCase(Locale.ROOT),
                    operator -> operator,
                    (one, two) -> one,
                    TreeMap::new));
    private static final int MAX_CANDIDATES = 10_000;

    private final Map<Label, Value.ValueChoice> declared = new HashMap<>();

    SortedMap<String, Value> values(Tree tree, String what) {
        SortedMap<String, Value> values = new TreeMap<>();
        tree.table(what).entries().forEach((name, value) -> values.put(name, value(value)));
        return values;
    }

    Value value(Tree tree) {
        if (tree instanceof Tree.Table table) {
            return checked(table, () -> table.has("choice") ? choice(table) : expression(table));
        }
        return Value.of(plain(tree));
    }

    /** A plain value in normal form. */
    static Object plain(Tree tree) {
        if (tree instanceof Tree.Scalar scalar) {
            return scalar.value();
        }
        if (tree instanceof Tree.Items list) {
            List<Object> values = new ArrayList<>(list.items().size());
            list.items().forEach(item -> values.add(plain(item)));
            return values;
        }
        throw tree.wrong("must be " + FORMS + ", and is " + tree.kind() + ".");
    }

    private Value.ValueChoice choice(Tree.Table table) {
        Label label = label(table.require("choice", "the label of the decision"));
        if (table.entries().size() == 1) {
            Value.ValueChoice earlier = declared.get(label);
            if (earlier == null) {
                throw table.wrong("refers to the choice (" + label + "), which no earlier place describes. Described: "
                        + names(declared.keySet()) + ". Maybe add 'of' with the candidates, or 'from' and 'to'.");
            }
            return earlier;
        }
        Value.ValueChoice choice = new Value.ValueChoice(label, domain(table));
        declared.putIfAbsent(label, choice);
        return choice;
    }

    static String names(Set<Label> labels) {
        return labels.isEmpty()
                ? "none"
                : labels.stream().map(Label::value).sorted().collect(Collectors.joining(", "));
    }

    static Label label(Tree tree) {
        String text = tree instanceof Tree.Scalar scalar && scalar.value() instanceof Long number
                ? number.toString()
                : tree.text("a label, such as 'width'");
        return checked(tree, () -> Label.of(text));
    }

    private static Domain domain(Tree.Table table) {
        if (table.has("of")) {
            table.allow(Set.of("choice", "of"));
            List<Tree> candidates = table.require("of", "").items("a list of candidates");
            if (candidates.size() > MAX_CANDIDATES) {
                throw table.wrong("has (" + candidates.size() + ") candidates, and at most (" + MAX_CANDIDATES
                        + ") are allowed. Maybe write a range with 'from' and 'to'.");
            }
            return new Domain.OneOf(candidates.stream().map(ValueReader::plain).toList());
        }
        if (table.has("subset_of")) {
            table.allow(Set.of("choice", "subset_of", "from", "to"));
            int candidates = (int) table.require("subset_of", "").integer(1, MAX_CANDIDATES);
            int min =
                    (int) table.require("from", "how many are chosen at least").integer(0, candidates);
            int max = (int) table.require("to", "how many are chosen at most").integer(min, candidates);
            return new Domain.SomeOf(candidates, min, max);
        }
        table.allow(Set.of("choice", "of", "from", "to", "step", "log", "subset_of"));
        return range(table);
    }

    private static Domain range(Tree.Table table) {
        Tree from = table.require("from", "the low end of the range; or 'of' with a list of candidates");
        Tree to = table.require("to", "the high end of the range");
        Tree scale = table.get("log");
        boolean log = scale != null && scale.flag();
        Tree step = table.get("step");
        if (plain(from) instanceof Long low && plain(to) instanceof Long high) {
            return new Domain.IntRange(low, high, step == null ? 1 : step.integer(1, Long.MAX_VALUE), log);
        }
        if (step != null) {
            throw step.wrong(
                    "is the step of a range of real numbers, which have none. Maybe write whole ends, or a list of"
                            + " candidates with 'of'.");
        }
        return new Domain.RealRange(from.number("a number"), to.number("a number"), log);
    }

    private Value expression(Tree.Table table) {
        if (table.entries().size() != 1) {
            throw table.wrong("must be " + FORMS + ", and is a table with the keys ("
                    + String.join(", ", table.entries().keySet()) + ").");
        }
        String name = table.entries().keySet().iterator().next();
        Operator operator = OPERATORS.get(name);
        if (operator == null) {
            List<String> known = new ArrayList<>(OPERATORS.keySet());
            known.add("choice");
            throw table.unknown(name, known);
        }
        List<Value> operands = new ArrayList<>();
        table.require(name, "").items("a list of operands").forEach(operand -> operands.add(value(operand)));
        return new Value.Expression(operator, operands);
    }

    /** Gives what the API refuses its place in the file. */
    static <T> T checked(Tree place, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException | InvalidArchitectureException e) {
            throw place.wrong(String.valueOf(e.getMessage()));
        }
    }
}
