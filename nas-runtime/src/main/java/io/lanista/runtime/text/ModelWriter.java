package io.lanista.runtime.text;

import io.lanista.api.model.Model;
import io.lanista.api.model.Mutation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Models as plain trees. */
final class ModelWriter {
    private ModelWriter() {}

    static Map<String, Object> tree(Model model) {
        Map<String, Object> inputs = new LinkedHashMap<>();
        model.inputs().forEach((name, shape) -> inputs.put(name, shape.sizes()));
        OperationWriter operations = new OperationWriter(model.graph());
        List<Object> layers = operations.nodes(model.graph());

        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", model.name());
        tree.put("input", inputs);
        if (!model.settings().isEmpty()) {
            tree.put("settings", ValueWriter.values(model.settings()));
        }
        if (!operations.definitions().isEmpty()) {
            tree.put("definitions", operations.definitions());
        }
        tree.put("layers", layers);
        if (!model.graph().output().equals(OperationWriter.lastOf(model.graph()))) {
            tree.put("output", model.graph().output());
        }
        if (!model.lineage().isEmpty()) {
            tree.put(
                    "lineage",
                    model.lineage().stream().map(ModelWriter::mutation).toList());
        }
        return tree;
    }

    private static Map<String, Object> mutation(Mutation mutation) {
        Map<String, Object> answers = new LinkedHashMap<>();
        mutation.answers().forEach((label, answer) -> answers.put(label.value(), answer));
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("mutator", mutation.mutator().value());
        tree.put("answers", answers);
        tree.put("from", mutation.fromHash());
        tree.put("to", mutation.toHash());
        return tree;
    }
}
