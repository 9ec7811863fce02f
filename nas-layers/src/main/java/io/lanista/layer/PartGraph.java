package io.lanista.layer;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Cell;
import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Model;
import io.lanista.api.model.Node;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Repeat;
import io.lanista.api.model.Shape;
import io.lanista.api.model.Subgraph;
import io.lanista.api.space.Architectures.Part;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes models of one space apart. What is an operation of its own follows from the base model: a candidate in which nothing is left
 * to decide, such as a block of three layers, is one operation wherever it was chosen. Confined to one thread.
 */
final class PartGraph {
    /** A tensor, and the parts whose results are summed in it. */
    private record Flow(CanonicalTensor tensor, TreeSet<Integer> parts) {}

    private final LayerCatalogue catalogue;
    private final CanonicalGraph tensors;
    private final Set<Operation> wholes = new HashSet<>();
    private final List<Part> parts = new ArrayList<>();

    PartGraph(Model base, LayerCatalogue catalogue) {
        this.catalogue = catalogue;
        tensors = new CanonicalGraph(catalogue);
        collect(new Subgraph(base.graph()));
    }

    private void collect(Operation operation) {
        if (operation.isConcrete()) {
            wholes.add(operation);
        } else if (operation instanceof Subgraph nested) {
            nested.graph().nodes().forEach(node -> collect(node.operation()));
        } else if (operation instanceof LayerChoice choice) {
            collect(choice.candidates());
        } else if (operation instanceof Repeat repeat) {
            repeat.bodies().forEach(this::collect);
        } else if (operation instanceof Cell cell) {
            collect(cell.candidates());
            collect(cell.inputCandidates());
            cell.preprocessing().forEach(this::collect);
            Operation last = cell.postprocessing();
            if (last != null) {
                collect(last);
            }
        }
    }

    private void collect(List<Candidate> candidates) {
        candidates.forEach(candidate -> collect(candidate.operation()));
    }

    /** The parts of a concrete model, as {@link io.lanista.api.space.Architectures#partsOf} says. */
    List<Part> of(Model model) {
        parts.clear();
        List<Flow> inputs = new ArrayList<>();
        for (Shape shape : model.inputs().values()) {
            inputs.add(part(
                    "input " + inputs.size(),
                    List.of(),
                    CanonicalTensor.of("input " + inputs.size() + " " + shape, shape)));
        }
        Flow output = graph(model.graph(), inputs);
        part("output", List.of(output), output.tensor);
        return connected(inputs.size());
    }

    private Flow part(String operation, List<Flow> reads, CanonicalTensor tensor) {
        TreeSet<Integer> all = new TreeSet<>();
        reads.forEach(flow -> all.addAll(flow.parts));
        parts.add(new Part(operation, List.copyOf(all)));
        return new Flow(tensor, new TreeSet<>(Set.of(parts.size() - 1)));
    }

    private Flow graph(Graph graph, List<Flow> inputs) {
        Map<String, Flow> flows = new HashMap<>();
        for (int i = 0; i < graph.inputs().size(); i++) {
            flows.put(graph.inputs().get(i), inputs.get(i));
        }
        for (Node node : CanonicalGraph.alive(graph)) {
            List<Flow> reads = new ArrayList<>();
            node.inputs().forEach(input -> reads.add(Objects.requireNonNull(flows.get(input))));
            boolean opened = node.operation() instanceof Subgraph && !wholes.contains(node.operation());
            flows.put(node.name(), opened ? graph(((Subgraph) node.operation()).graph(), reads) : flow(node, reads));
        }
        return Objects.requireNonNull(flows.get(graph.output()));
    }

    private Flow flow(Node node, List<Flow> reads) {
        CanonicalTensor tensor = tensors.operation(
                node, node.operation(), reads.stream().map(Flow::tensor).toList());
        if (tensor.isZero()) {
            return new Flow(tensor, new TreeSet<>());
        }
        for (Flow read : reads) {
            if (read.tensor.equals(tensor)) {
                return read;
            }
        }
        if (node.operation() instanceof Layer layer
                && catalogue.type(layer.type()).isSum()) {
            TreeSet<Integer> summed = new TreeSet<>();
            reads.forEach(read -> summed.addAll(read.parts));
            return new Flow(tensor, summed);
        }
        return part(node.operation().hash(), reads, tensor);
    }

    /** The parts that the last one reads, directly or not, and the inputs. */
    private List<Part> connected(int inputs) {
        Set<Integer> reached = new TreeSet<>(Set.of(parts.size() - 1));
        for (int i = parts.size() - 1; i >= 0; i--) {
            if (i < inputs || reached.contains(i)) {
                reached.add(i);
                reached.addAll(parts.get(i).reads());
            }
        }
        Map<Integer, Integer> places = new HashMap<>();
        List<Part> connected = new ArrayList<>();
        for (int i : reached) {
            places.put(i, connected.size());
            connected.add(new Part(
                    parts.get(i).operation(),
                    parts.get(i).reads().stream().map(places::get).toList()));
        }
        return Collections.unmodifiableList(connected);
    }
}
