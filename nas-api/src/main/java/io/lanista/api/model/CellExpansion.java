package io.lanista.api.model;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns a cell whose decisions are all answered into an ordinary graph. */
final class CellExpansion {
    private static final Layer ADD = Layer.of("add");
    private static final Layer CONCAT = Layer.of("concat");

    private final Cell cell;
    private final Iterator<Object> answers;
    private final List<Node> nodes = new ArrayList<>();

    /**
     * @param answers an answer to each of the cell's {@link #labels}, in order
     */
    CellExpansion(Cell cell, List<Object> answers) {
        this.cell = cell;
        this.answers = answers.iterator();
    }

    static List<Label> labels(Cell cell) {
        return List.copyOf(decisions(cell).keySet());
    }

    static Map<Label, Domain> decisions(Cell cell) {
        return cell.topology()
                .match(wiring -> predecessorDecisions(cell, wiring), wiring -> edgeDecisions(cell, wiring));
    }

    private static Map<Label, Domain> predecessorDecisions(Cell cell, Cell.Topology.Predecessors wiring) {
        Map<Label, Domain> decisions = new LinkedHashMap<>();
        Domain operations = LayerChoice.domainOf(cell.candidates());
        for (int node = cell.inputs(); node < cell.inputs() + wiring.nodes(); node++) {
            decisions.put(cell.inputLabel(node), new Domain.SomeOf(node, wiring.chosen(), wiring.chosen()));
            for (int j = 0; j < wiring.chosen(); j++) {
                decisions.put(cell.operationLabel(node, j), operations);
            }
        }
        return decisions;
    }

    private static Map<Label, Domain> edgeDecisions(Cell cell, Cell.Topology.Adjacency wiring) {
        Map<Label, Domain> decisions = new LinkedHashMap<>();
        Domain operations = LayerChoice.domainOf(cell.candidates());
        decisions.put(cell.label().child("edges"), new Domain.SomeOf(wiring.edges(), 1, wiring.maxEdges()));
        for (int vertex = 1; vertex < wiring.vertices() - 1; vertex++) {
            decisions.put(cell.label().child("op_" + vertex), operations);
        }
        return decisions;
    }

    Graph graph() {
        List<String> inputs = new ArrayList<>();
        List<String> tensors = new ArrayList<>();
        for (int i = 0; i < cell.inputs(); i++) {
            inputs.add("in" + i);
            tensors.add(
                    cell.preprocessing().isEmpty()
                            ? "in" + i
                            : add("pre" + i, cell.preprocessing().get(i), List.of("in" + i)));
        }
        String output = cell.topology()
                .match(wiring -> predecessors(wiring, tensors), wiring -> adjacency(wiring, tensors.get(0)));
        Operation last = cell.postprocessing();
        return Graph.trusted(List.copyOf(inputs), nodes, last == null ? output : add("post", last, List.of(output)));
    }

    private String predecessors(Cell.Topology.Predecessors wiring, List<String> tensors) {
        boolean[] used = new boolean[cell.inputs() + wiring.nodes()];
        for (int node = cell.inputs(); node < cell.inputs() + wiring.nodes(); node++) {
            List<?> chosen = (List<?>) answers.next();
            List<String> terms = new ArrayList<>();
            for (int j = 0; j < chosen.size(); j++) {
                int from = ((Long) chosen.get(j)).intValue();
                used[from] = true;
                List<Candidate> candidates = from < cell.inputs() ? cell.inputCandidates() : cell.candidates();
                terms.add(add(
                        "op" + node + "_" + j,
                        LayerChoice.pick(cell.label(), candidates, answers.next()),
                        List.of(tensors.get(from))));
            }
            tensors.add(terms.size() == 1 ? terms.get(0) : add("node" + node, ADD, terms));
        }
        List<String> ends = new ArrayList<>();
        for (int node = cell.inputs(); node < used.length; node++) {
            if (!used[node] || !wiring.looseEndsOnly()) {
                ends.add(tensors.get(node));
            }
        }
        return ends.size() == 1 ? ends.get(0) : add("out", CONCAT, ends);
    }

    private String adjacency(Cell.Topology.Adjacency wiring, String input) {
        AdjacencyMatrix matrix = new AdjacencyMatrix(wiring, (List<?>) answers.next(), cell.label());
        int last = wiring.vertices() - 1;
        long[] channels = matrix.channels();
        String[] tensors = new String[wiring.vertices()];
        tensors[0] = input;
        for (int vertex = 1; vertex < last; vertex++) {
            Object operation = answers.next();
            if (!matrix.isUsed(vertex)) {
                continue;
            }
            List<String> terms = new ArrayList<>();
            for (int from = 0; from < vertex; from++) {
                if (matrix.has(from, vertex)) {
                    terms.add(term(from, vertex, tensors[from], channels));
                }
            }
            String sum = terms.size() == 1 ? terms.get(0) : add("sum" + vertex, ADD, terms);
            tensors[vertex] =
                    add("op" + vertex, LayerChoice.pick(cell.label(), cell.candidates(), operation), List.of(sum));
        }
        return adjacencyOutput(matrix, tensors, channels);
    }

    private String adjacencyOutput(AdjacencyMatrix matrix, String[] tensors, long[] channels) {
        int last = tensors.length - 1;
        List<String> ends = new ArrayList<>();
        for (int vertex = 1; vertex < last; vertex++) {
            if (matrix.has(vertex, last) && matrix.isUsed(vertex)) {
                ends.add(tensors[vertex]);
            }
        }
        if (ends.isEmpty()) {
            return term(0, last, tensors[0], channels);
        }
        String joined = ends.size() == 1 ? ends.get(0) : add("out", CONCAT, ends);
        return matrix.has(0, last)
                ? add("sum" + last, ADD, List.of(joined, term(0, last, tensors[0], channels)))
                : joined;
    }

    private String term(int from, int to, String tensor, long[] channels) {
        if (from == 0) {
            return add("proj" + to, AdjacencyMatrix.projection(channels[to]), List.of(tensor));
        }
        return channels[from] == channels[to]
                ? tensor
                : add("cut" + from + "_" + to, Layer.of("narrow", "channels", channels[to]), List.of(tensor));
    }

    private String add(String name, Operation operation, List<String> inputs) {
        nodes.add(new Node(name, operation, inputs));
        return name;
    }
}
