package io.lanista.runtime.text;

import io.lanista.api.model.Graph;
import io.lanista.api.model.Model;
import io.lanista.api.model.Mutation;
import io.lanista.api.model.Shape;
import io.lanista.api.model.Value;
import io.lanista.api.space.SearchSpace;
import io.lanista.layer.LayerCatalogue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Understands a whole model or space. Used once. */
final class ModelReader {
    private static final Set<String> KEYS =
            Set.of("name", "input", "settings", "definitions", "layers", "output", "lineage");
    private static final Set<String> MUTATION_KEYS = Set.of("mutator", "answers", "from", "to");

    private final ValueReader values = new ValueReader();
    private final OperationReader operations;

    /** @param catalogue what layers are checked against; null for no check */
    ModelReader(@Nullable LayerCatalogue catalogue) {
        operations = new OperationReader(values, catalogue == null ? null : new LayerCheck(catalogue));
    }

    SpaceFile file(Tree tree) {
        return file(tree, null);
    }

    /** @param defaultName the name of a model that has none; null if it needs one */
    SpaceFile file(Tree tree, @Nullable String defaultName) {
        Tree.Table table = tree.table("a table with the keys name, input, settings, definitions, layers");
        table.allow(KEYS);
        String name = defaultName != null && !table.has("name")
                ? defaultName
                : table.require("name", "what people call it").text("a text");
        Tree input = table.get("input");
        Map<String, Shape> inputs = input == null ? Map.of("x", SpaceFile.UNKNOWN_SHAPE) : inputs(input);
        Tree settings = table.get("settings");
        SortedMap<String, Value> set =
                settings == null ? new TreeMap<>() : values.values(settings, "a table of settings by name");
        Tree definitions = table.get("definitions");
        if (definitions != null) {
            operations.define(definitions);
        }
        Tree output = table.get("output");
        Graph graph = operations.graph(
                table.require("layers", "the network, as a list of layers"),
                List.copyOf(inputs.keySet()),
                output == null ? null : output.text("the name of a node"));
        Model model = ValueReader.checked(table, () -> Model.of(name, inputs, graph, set));
        ValueReader.checked(table, () -> SearchSpace.of(model));
        return new SpaceFile(withLineage(model, table), input != null);
    }

    private static Map<String, Shape> inputs(Tree tree) {
        Map<String, Shape> inputs = new LinkedHashMap<>();
        tree.table("a table of inputs and their shapes, such as {image: [1, 28, 28]}")
                .entries()
                .forEach((name, shape) -> inputs.put(name, shape(shape)));
        if (inputs.isEmpty()) {
            throw tree.wrong("must name at least one input, such as {image: [1, 28, 28]}.");
        }
        return inputs;
    }

    static Shape shape(Tree tree) {
        return new Shape(tree.items("the shape of one example, such as [1, 28, 28]").stream()
                .map(size -> size.integer(1, Integer.MAX_VALUE))
                .toList());
    }

    private static Model withLineage(Model model, Tree.Table table) {
        Tree lineage = table.get("lineage");
        if (lineage == null) {
            return model;
        }
        Model known = model;
        for (Tree item : lineage.items("a list of mutations")) {
            Tree.Table mutation = item.table("a table with the keys mutator, answers, from, to");
            mutation.allow(MUTATION_KEYS);
            known = known.withMutation(new Mutation(
                    ValueReader.label(mutation.require("mutator", "the mutator's label")),
                    ChoicesText.values(mutation.require("answers", "what was chosen")),
                    mutation.require("from", "the hash of the model before").text("a hash"),
                    mutation.require("to", "the hash of the model after").text("a hash")));
        }
        return known;
    }
}
