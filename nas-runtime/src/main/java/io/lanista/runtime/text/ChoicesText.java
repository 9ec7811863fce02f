package io.lanista.runtime.text;

import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Choices as a flat table from label to value; exact both ways. */
public final class ChoicesText {
    private ChoicesText() {}

    /** The choices as a table of plain values, sorted by label. */
    public static Map<String, Object> toTree(Choices choices) {
        Map<String, Object> tree = new LinkedHashMap<>();
        choices.values().forEach((label, value) -> tree.put(label.value(), value));
        return tree;
    }

    /**
     * The choices of a table.
     *
     * @param source where the table came from, for messages
     * @throws SchemaException if a label or a value can't be one
     */
    public static Choices fromTree(Map<String, ?> tree, String source) {
        return new Choices(values(Tree.of(tree, Location.root(source, 0))));
    }

    /** The choices as JSON, on one line. */
    public static String toJson(Choices choices) {
        return TextPrinter.json(toTree(choices));
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @param source where the text came from, for messages
     * @throws SchemaException if the text isn't a table of labels and values
     */
    public static Choices fromJson(String text, String source) {
        return new Choices(values(TextParser.json(text, source)));
    }

    static SortedMap<Label, Object> values(Tree tree) {
        SortedMap<Label, Object> values = new TreeMap<>();
        tree.table("a table of labels and values")
                .entries()
                .forEach((label, value) ->
                        values.put(ValueReader.checked(value, () -> Label.of(label)), ValueReader.plain(value)));
        return values;
    }
}
