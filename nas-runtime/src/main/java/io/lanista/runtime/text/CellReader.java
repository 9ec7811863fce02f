package io.lanista.runtime.text;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Cell;
import io.lanista.api.model.Label;
import io.lanista.api.model.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Understands cells. */
final class CellReader {
    private static final int MAX_NODES = 100;
    private static final List<String> COMMON =
            List.of("cell", "inputs", "of", "of_inputs", "preprocessing", "postprocessing", "answers");

    private final OperationReader operations;

    CellReader(OperationReader operations) {
        this.operations = operations;
    }

    static List<String> keys(Tree.Table table) {
        List<String> keys = new ArrayList<>(COMMON);
        keys.addAll(
                table.has("vertices")
                        ? List.of("vertices", "max_edges", "channels")
                        : List.of("nodes", "choose", "loose_ends"));
        return keys;
    }

    Cell cell(Tree.Table table) {
        boolean adjacency = table.has("vertices");
        Tree inputs = table.get("inputs");
        if (inputs == null && !adjacency) {
            table.require("inputs", "how many inputs the cell has");
        }
        List<Candidate> candidates =
                operations.candidates(table.require("of", "the candidates for its operations, by name"));
        Tree ofInputs = table.get("of_inputs");
        Tree before = table.get("preprocessing");
        Tree after = table.get("postprocessing");
        List<Operation> preprocessing = before == null ? List.of() : operations.operations(before);
        return new Cell(
                ValueReader.label(table.require("cell", "")),
                inputs == null ? 1 : (int) inputs.integer(1, MAX_NODES),
                adjacency ? adjacency(table) : predecessors(table),
                candidates,
                ofInputs == null ? candidates : operations.candidates(ofInputs),
                preprocessing,
                after == null ? null : operations.operation(after),
                answers(table));
    }

    private static Cell.Topology predecessors(Tree.Table table) {
        Tree chosen = table.get("choose");
        Tree loose = table.get("loose_ends");
        return new Cell.Topology.Predecessors(
                (int) table.require("nodes", "how many nodes there are inside; or 'vertices'")
                        .integer(1, MAX_NODES),
                chosen == null ? 2 : (int) chosen.integer(1, MAX_NODES),
                loose != null && loose.flag());
    }

    private static Cell.Topology adjacency(Tree.Table table) {
        return new Cell.Topology.Adjacency(
                (int) table.require("vertices", "").integer(2, MAX_NODES),
                (int) table.require("max_edges", "how many edges there may be").integer(1, MAX_NODES * MAX_NODES),
                table.require("channels", "how many channels the output has").integer(1, Integer.MAX_VALUE));
    }

    private static SortedMap<Label, Object> answers(Tree.Table table) {
        Tree answers = table.get("answers");
        return answers == null ? new TreeMap<>() : ChoicesText.values(answers);
    }
}
