package io.lanista.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** A JSON Schema, as far as ours need it, to see what an editor would say of a file. */
final class JsonSchema {
    private JsonSchema() {}

    /** What is wrong with a value, each with the place in it; empty if it fits the schema. */
    static List<String> problems(Object schema, Object value, String place) {
        List<String> problems = new ArrayList<>();
        Map<?, ?> rules = (Map<?, ?>) schema;
        if (rules.get("type") instanceof String type && !isOf(type, value)) {
            return List.of(place + " is no " + type);
        }
        if (rules.containsKey("const") && !same(rules.get("const"), value)) {
            problems.add(place + " is not " + rules.get("const"));
        }
        if (rules.get("enum") instanceof List<?> words && words.stream().noneMatch(word -> same(word, value))) {
            problems.add(place + " is none of " + words);
        }
        if (rules.get("pattern") instanceof String pattern
                && value instanceof String text
                && !Pattern.compile(pattern).matcher(text).find()) {
            problems.add(place + " does not match " + pattern);
        }
        if (value instanceof Number number) {
            bounds(rules, "minimum", "maximum", number.doubleValue(), place, problems);
        }
        if (value instanceof List<?> list) {
            bounds(rules, "minItems", "maxItems", list.size(), place, problems);
            for (int i = 0; rules.containsKey("items") && i < list.size(); i++) {
                problems.addAll(problems(rules.get("items"), list.get(i), place + "[" + i + "]"));
            }
        }
        if (value instanceof Map<?, ?> table) {
            table(rules, table, place, problems);
        }
        for (String several : List.of("anyOf", "oneOf")) {
            if (rules.get(several) instanceof List<?> forms) {
                forms(several.equals("oneOf"), forms, value, place, problems);
            }
        }
        return problems;
    }

    private static void table(Map<?, ?> rules, Map<?, ?> table, String place, List<String> problems) {
        bounds(rules, "minProperties", "maxProperties", table.size(), place, problems);
        if (rules.get("required") instanceof List<?> required) {
            required.stream()
                    .filter(key -> !table.containsKey(key))
                    .forEach(key -> problems.add(place + " lacks " + key));
        }
        Map<?, ?> properties = rules.get("properties") instanceof Map<?, ?> known ? known : Map.of();
        table.forEach((key, value) -> {
            if (properties.containsKey(key)) {
                problems.addAll(problems(properties.get(key), value, place + "." + key));
            } else if (Boolean.FALSE.equals(rules.get("additionalProperties"))) {
                problems.add(place + " has the unknown key " + key);
            } else if (rules.get("additionalProperties") instanceof Map<?, ?> others) {
                problems.addAll(problems(others, value, place + "." + key));
            }
        });
    }

    private static void forms(boolean exactlyOne, List<?> forms, Object value, String place, List<String> problems) {
        List<List<String>> tried =
                forms.stream().map(form -> problems(form, value, place)).toList();
        long fitting = tried.stream().filter(List::isEmpty).count();
        if (fitting == 0) {
            problems.add(place + " fits no form: " + tried);
        } else if (exactlyOne && fitting > 1) {
            problems.add(place + " fits several forms");
        }
    }

    private static void bounds(
            Map<?, ?> rules, String least, String most, double value, String place, List<String> problems) {
        if (rules.get(least) instanceof Number bound && value < bound.doubleValue()
                || rules.get(most) instanceof Number limit && value > limit.doubleValue()) {
            problems.add(place + " (" + value + ") is not from " + rules.get(least) + " to " + rules.get(most));
        }
    }

    private static boolean same(Object first, Object second) {
        return first instanceof Number a && second instanceof Number b
                ? a.doubleValue() == b.doubleValue()
                : Objects.equals(first, second);
    }

    private static boolean isOf(String type, Object value) {
        return switch (type) {
            case "object" -> value instanceof Map;
            case "array" -> value instanceof List;
            case "string" -> value instanceof String;
            case "integer" -> value instanceof Number number && number.doubleValue() == Math.rint(number.doubleValue());
            case "number" -> value instanceof Number;
            case "boolean" -> value instanceof Boolean;
            default -> throw new IllegalArgumentException("The schema has a type that isn't known here: " + type);
        };
    }
}
