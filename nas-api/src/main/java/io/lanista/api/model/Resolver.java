package io.lanista.api.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Puts answers in the place of decisions. What goes in is an operation or a graph and some answers; what comes out is the same
 * with
 *
 * <ul>
 *   <li>the chosen candidate in the place of each answered layer choice,
 *   <li>the chosen inputs, merged, in the place of each answered input choice, or directly among the inputs of those that read it,
 *   <li>a chain of copies in the place of each repeat whose number is answered or fixed,
 *   <li>an ordinary graph in the place of each cell whose decisions are all answered,
 *   <li>constants in the place of values that can be computed.
 * </ul>
 *
 * <p>With {@code {kind: wide, units: 8}}, the graph {@code x -> choice kind of [wide: linear{units: choice units}, none: identity]}
 * becomes {@code x -> linear{units: 8}}. What has no answer stays open.
 *
 * <p>Used once, by one thread: what is shared in the model (one operation object in many places) is resolved once and stays shared.
 */
final class Resolver {
    private final Answers answers;
    private final Map<Operation, Operation> done = new IdentityHashMap<>();
    private final Map<List<Object>, List<Label>> labels = new HashMap<>();

    Resolver(Answers answers) {
        this.answers = answers;
    }

    Operation operation(Operation operation) {
        if (operation.isConcrete()) {
            return operation;
        }
        Operation known = done.get(operation);
        if (known == null) {
            known = compute(operation);
            done.put(operation, known);
        }
        return known;
    }

    private Operation compute(Operation operation) {
        return operation.match(
                this::layer,
                nested -> new Subgraph(graph(nested.graph())),
                this::layerChoice,
                this::inputChoice,
                this::repeat,
                this::cell);
    }

    private Operation layerChoice(LayerChoice choice) {
        Object answer = answers.answer(choice.label());
        return answer != null
                ? operation(LayerChoice.pick(choice.label(), choice.candidates(), answer))
                : new LayerChoice(choice.label(), Candidate.changed(choice.candidates(), this::operation));
    }

    private Layer layer(Layer layer) {
        return Layer.of(layer.type(), values("layer", layer.type(), layer.attributes()));
    }

    /** A value that can't be computed from these answers, such as one that is divided by zero, makes no architecture. */
    SortedMap<String, Value> values(String kind, String owner, SortedMap<String, Value> values) {
        SortedMap<String, Value> resolved = new TreeMap<>();
        values.forEach((name, value) -> {
            try {
                resolved.put(name, value.resolve(answers));
            } catch (IllegalArgumentException e) {
                throw new InvalidArchitectureException(
                        "The value (" + name + ") of the " + kind + " (" + owner + ") can't be computed: "
                                + e.getMessage(),
                        e);
            }
        });
        return resolved;
    }

    /** As a candidate of another choice, where there is no node to rewire, the chosen inputs become a nested graph. */
    private Operation inputChoice(InputChoice choice) {
        Object answer = answers.answer(choice.label());
        if (answer == null) {
            return choice;
        }
        List<String> inputs =
                IntStream.range(0, choice.candidates()).mapToObj(i -> "x" + i).toList();
        List<String> chosen = chosen(inputs, answer);
        if (chosen.size() == 1) {
            return new Subgraph(Graph.trusted(inputs, List.of(), chosen.get(0)));
        }
        if (choice.merge() == Merge.NONE) {
            throw new InvalidArchitectureException("The input choice (" + choice.label() + ") without merging chose "
                    + chosen + " where one tensor is needed. Maybe put it directly into a graph, as a node.");
        }
        Node merged = new Node("merge", choice.merge().layer(), chosen);
        return new Subgraph(Graph.trusted(inputs, List.of(merged), "merge"));
    }

    static List<String> chosen(List<String> inputs, Object answer) {
        return ((List<?>) answer)
                .stream().map(index -> inputs.get(((Long) index).intValue())).toList();
    }

    private Operation repeat(Repeat repeat) {
        Object answer = repeat.isFixed() ? (Object) (long) repeat.min() : answers.answer(repeat.label());
        if (answer == null) {
            return repeat.shared() ? withBodies(repeat, repeat.bodies()) : open(repeat);
        }
        List<Operation> copies = new ArrayList<>();
        for (int i = 0; i < (Long) answer; i++) {
            copies.add(operation(repeat.copy(i)));
        }
        return new Subgraph(Graph.chain(copies));
    }

    /** A label of one of the copies may have its answer before their number has: then each copy becomes a body of its own. */
    private Repeat open(Repeat repeat) {
        List<Operation> copies =
                IntStream.range(0, repeat.max()).mapToObj(repeat::copy).toList();
        Repeat resolved = withBodies(repeat, copies);
        return resolved.bodies().equals(copies) ? repeat : resolved;
    }

    private Repeat withBodies(Repeat repeat, List<Operation> bodies) {
        List<Operation> resolved = bodies.stream().map(this::operation).toList();
        return new Repeat(repeat.label(), repeat.min(), repeat.max(), resolved, true);
    }

    private Operation cell(Cell cell) {
        SortedMap<Label, Object> known = new TreeMap<>(cell.answers());
        List<Object> inOrder = new ArrayList<>();
        for (Label label : labels(cell)) {
            Object earlier = known.get(label);
            Object answer = earlier != null ? earlier : answers.answer(label);
            if (answer != null) {
                known.put(label, answer);
                inOrder.add(answer);
            }
        }
        return inOrder.size() == labels(cell).size()
                ? new Subgraph(graph(new CellExpansion(cell, inOrder).graph()))
                : cell.with(cell.label(), this::operation, known);
    }

    /** Cells that share their decisions share the names of these. */
    private List<Label> labels(Cell cell) {
        return labels.computeIfAbsent(
                List.of(cell.label(), cell.inputs(), cell.topology()), unseen -> CellExpansion.labels(cell));
    }

    Graph graph(Graph graph) {
        if (graph.isConcrete()) {
            return graph;
        }
        Map<String, List<String>> spliced = new HashMap<>();
        List<Node> nodes = new ArrayList<>(graph.nodes().size());
        for (Node node : graph.nodes()) {
            List<String> inputs = spliced.isEmpty() ? node.inputs() : splice(node.inputs(), spliced);
            if (node.operation() instanceof InputChoice choice && answers.answer(choice.label()) != null) {
                inputChoiceNode(node.name(), choice, inputs, spliced, nodes);
            } else {
                nodes.add(new Node(node.name(), operation(node.operation()), inputs));
            }
        }
        return Graph.trusted(graph.inputs(), nodes, graph.output());
    }

    private void inputChoiceNode(
            String name, InputChoice choice, List<String> inputs, Map<String, List<String>> spliced, List<Node> nodes) {
        if (inputs.size() != choice.candidates()) {
            throw new InvalidArchitectureException("The input choice (" + choice.label() + ") has ("
                    + choice.candidates() + ") candidates, and its node (" + name + ") was left with (" + inputs.size()
                    + ") inputs by another choice.");
        }
        Object answer = answers.answer(choice.label());
        if (answer == null) {
            return;
        }
        List<String> chosen = chosen(inputs, answer);
        if (choice.merge() == Merge.NONE) {
            spliced.put(name, chosen);
        } else {
            Layer merge =
                    chosen.size() == 1 ? Layer.of("identity") : choice.merge().layer();
            nodes.add(new Node(name, merge, chosen));
        }
    }

    private static List<String> splice(List<String> inputs, Map<String, List<String>> spliced) {
        return inputs.stream()
                .flatMap(input -> spliced.getOrDefault(input, List.of(input)).stream())
                .toList();
    }
}
