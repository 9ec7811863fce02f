package io.lanista.layer;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Cell;
import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * The shapes that a cell may make, over all its wirings and operations: the part of {@link ShapePropagation} for cells whose nodes
 * choose predecessors.
 *
 * <p>What goes in are the shapes of the cell's inputs; what comes out are those of its output. Node by node, in order, it selects for
 * each edge among the earlier tensors by the decision on the node's inputs ({@code label/input_i}), applies the candidates that the
 * decision on the edge's operation ({@code label/op_i_j}) selects among, and adds the results. For a reduction cell, whose edges
 * from the inputs halve the size, it so finds that all nodes have half the size whatever they read. Where only loose ends are
 * concatenated, it also keeps for each tensor whether a node reads it. Used once.
 */
final class CellPropagation {
    private static final Layer ADD = Layer.of("add");
    private static final Layer CONCAT = Layer.of("concat");

    private final ShapePropagation propagation;
    private final Cell cell;
    private final List<DecisionDiagram<PlaceShapes>> tensors = new ArrayList<>();

    /** For each tensor, whether a node reads it. */
    private final List<DecisionDiagram<Boolean>> used = new ArrayList<>();

    CellPropagation(ShapePropagation propagation, Cell cell) {
        this.propagation = propagation;
        this.cell = cell;
    }

    DecisionDiagram<PlaceShapes> output(DecisionDiagram<PlaceShapes> inputs) {
        if (!(cell.topology() instanceof Cell.Topology.Predecessors wiring)
                || !cell.answers().isEmpty()) {
            throw new DecisionDiagrams.TooLarge("The cell (" + cell.label() + ") has too many wirings.");
        }
        preprocess(inputs);
        for (int node = cell.inputs(); node < cell.inputs() + wiring.nodes(); node++) {
            node(node, wiring.chosen());
        }
        DecisionDiagram<PlaceShapes> joined =
                propagation.operation(CONCAT, wiring.looseEndsOnly() ? looseEnds() : inner());
        Operation last = cell.postprocessing();
        DecisionDiagram<PlaceShapes> output = last == null ? joined : propagation.operation(last, joined);
        List<DecisionDiagram<PlaceShapes>> all = new ArrayList<>(tensors);
        all.add(0, output);
        return propagation.firstIfAllFit(all);
    }

    private void preprocess(DecisionDiagram<PlaceShapes> inputs) {
        for (int i = 0; i < cell.inputs(); i++) {
            int index = i;
            DecisionDiagram<PlaceShapes> input = propagation.map(
                    inputs,
                    all -> all.shapes().size() == cell.inputs()
                            ? PlaceShapes.of(all.shapes().get(index))
                            : PlaceShapes.MISFIT);
            tensors.add(
                    cell.preprocessing().isEmpty()
                            ? input
                            : propagation.operation(cell.preprocessing().get(i), input));
            used.add(propagation.diagrams().known(false));
        }
    }

    private void node(int node, int chosen) {
        Label label = cell.inputLabel(node);
        List<Object> wirings = propagation.values(label);
        List<DecisionDiagram<PlaceShapes>> terms = new ArrayList<>();
        for (int j = 0; j < chosen; j++) {
            List<DecisionDiagram<PlaceShapes>> fromEach = new ArrayList<>();
            for (int from = 0; from < node; from++) {
                List<Candidate> candidates = from < cell.inputs() ? cell.inputCandidates() : cell.candidates();
                fromEach.add(propagation.candidates(cell.operationLabel(node, j), candidates, tensors.get(from)));
            }
            List<DecisionDiagram<PlaceShapes>> options = new ArrayList<>();
            for (Object wiring : wirings) {
                options.add(fromEach.get(((Long) ((List<?>) wiring).get(j)).intValue()));
            }
            terms.add(propagation.diagrams().select(propagation.level(label), options));
        }
        tensors.add(propagation.operation(ADD, propagation.join(terms)));
        for (int from = 0; from < node; from++) {
            long read = from;
            List<DecisionDiagram<Boolean>> reads = new ArrayList<>();
            wirings.forEach(wiring -> reads.add(propagation.diagrams().known(((List<?>) wiring).contains(read))));
            DecisionDiagram<Boolean> reading = propagation.diagrams().select(propagation.level(label), reads);
            used.set(
                    from,
                    propagation
                            .diagrams()
                            .apply(
                                    List.of(used.get(from), reading),
                                    found -> (Boolean) found.get(0) || (Boolean) found.get(1)));
        }
        used.add(propagation.diagrams().known(false));
    }

    private DecisionDiagram<PlaceShapes> inner() {
        return propagation.join(tensors.subList(cell.inputs(), tensors.size()));
    }

    private DecisionDiagram<PlaceShapes> looseEnds() {
        List<DecisionDiagram<?>> all = new ArrayList<>(used.subList(cell.inputs(), used.size()));
        all.add(inner());
        return propagation.diagrams().apply(all, found -> {
            PlaceShapes inner = (PlaceShapes) found.get(found.size() - 1);
            if (!inner.isGood()) {
                return inner;
            }
            List<Shape> loose = new ArrayList<>();
            for (int i = 0; i < inner.shapes().size(); i++) {
                if (!(Boolean) found.get(i)) {
                    loose.add(inner.shapes().get(i));
                }
            }
            return PlaceShapes.of(loose);
        });
    }
}
