package io.lanista.api.layer;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Cell;
import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Shape;
import java.util.ArrayList;
import java.util.List;

/** The shapes that a cell may make, over all its wirings and operations. Used once. */
final class CellSpread {
    private static final Layer ADD = Layer.of("add");
    private static final Layer CONCAT = Layer.of("concat");

    private final ShapeSpread spread;
    private final Cell cell;
    private final List<Diagram<Spread>> tensors = new ArrayList<>();

    /** For each tensor, whether a node reads it. */
    private final List<Diagram<Boolean>> used = new ArrayList<>();

    CellSpread(ShapeSpread spread, Cell cell) {
        this.spread = spread;
        this.cell = cell;
    }

    Diagram<Spread> output(Diagram<Spread> inputs) {
        if (!(cell.topology() instanceof Cell.Topology.Predecessors wiring)
                || !cell.answers().isEmpty()) {
            throw new Diagrams.TooLarge("The cell (" + cell.label() + ") has too many wirings.");
        }
        preprocess(inputs);
        for (int node = cell.inputs(); node < cell.inputs() + wiring.nodes(); node++) {
            node(node, wiring.chosen());
        }
        Diagram<Spread> joined = spread.operation(CONCAT, wiring.looseEndsOnly() ? looseEnds() : inner());
        Operation last = cell.postprocessing();
        Diagram<Spread> output = last == null ? joined : spread.operation(last, joined);
        List<Diagram<Spread>> all = new ArrayList<>(tensors);
        all.add(0, output);
        return spread.firstUnlessSpoilt(all);
    }

    private void preprocess(Diagram<Spread> inputs) {
        for (int i = 0; i < cell.inputs(); i++) {
            int index = i;
            Diagram<Spread> input = spread.map(
                    inputs,
                    all -> all.shapes().size() == cell.inputs()
                            ? Spread.of(all.shapes().get(index))
                            : Spread.MISFIT);
            tensors.add(
                    cell.preprocessing().isEmpty()
                            ? input
                            : spread.operation(cell.preprocessing().get(i), input));
            used.add(spread.diagrams().known(false));
        }
    }

    private void node(int node, int chosen) {
        Label label = cell.inputLabel(node);
        List<Object> wirings = spread.values(label);
        List<Diagram<Spread>> terms = new ArrayList<>();
        for (int j = 0; j < chosen; j++) {
            List<Diagram<Spread>> fromEach = new ArrayList<>();
            for (int from = 0; from < node; from++) {
                List<Candidate> candidates = from < cell.inputs() ? cell.inputCandidates() : cell.candidates();
                fromEach.add(spread.candidates(cell.operationLabel(node, j), candidates, tensors.get(from)));
            }
            List<Diagram<Spread>> options = new ArrayList<>();
            for (Object wiring : wirings) {
                options.add(fromEach.get(((Long) ((List<?>) wiring).get(j)).intValue()));
            }
            terms.add(spread.diagrams().select(spread.level(label), options));
        }
        tensors.add(spread.operation(ADD, spread.join(terms)));
        for (int from = 0; from < node; from++) {
            long read = from;
            List<Diagram<Boolean>> reads = new ArrayList<>();
            wirings.forEach(wiring -> reads.add(spread.diagrams().known(((List<?>) wiring).contains(read))));
            Diagram<Boolean> reading = spread.diagrams().select(spread.level(label), reads);
            used.set(
                    from,
                    spread.diagrams()
                            .apply(
                                    List.of(used.get(from), reading),
                                    found -> (Boolean) found.get(0) || (Boolean) found.get(1)));
        }
        used.add(spread.diagrams().known(false));
    }

    private Diagram<Spread> inner() {
        return spread.join(tensors.subList(cell.inputs(), tensors.size()));
    }

    private Diagram<Spread> looseEnds() {
        List<Diagram<?>> all = new ArrayList<>(used.subList(cell.inputs(), used.size()));
        all.add(inner());
        return spread.diagrams().apply(all, found -> {
            Spread inner = (Spread) found.get(found.size() - 1);
            if (!inner.isGood()) {
                return inner;
            }
            List<Shape> loose = new ArrayList<>();
            for (int i = 0; i < inner.shapes().size(); i++) {
                if (!(Boolean) found.get(i)) {
                    loose.add(inner.shapes().get(i));
                }
            }
            return Spread.of(loose);
        });
    }
}
