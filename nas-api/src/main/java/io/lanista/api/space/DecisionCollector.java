package io.lanista.api.space;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Cell;
import io.lanista.api.model.Domain;
import io.lanista.api.model.Graph;
import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Model;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Repeat;
import io.lanista.api.model.Value;
import io.lanista.base.order.TopologicalOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the decisions of a model, with the condition under which each one is active.
 *
 * <p>It walks the graph with the answers that lead to the place where it is, and notes a {@link Site} for each placeholder. Sites
 * with one label are one decision: it is active if the answers of at least one of its sites are given. Of the space
 *
 * <pre>{@code
 * layers: [{choice: kind, of: {wide: {linear: {units: {choice: width, of: [8, 16]}}}, none: identity}}]
 * }</pre>
 *
 * it makes {@code kind} in [wide, none], always, and {@code width} in [8, 16], if kind is wide.
 */
final class DecisionCollector {
    /**
     * A place where a decision is needed.
     *
     * @param when the values that each outer decision must have one of, by its label; empty for always
     */
    private record Site(Label label, Domain domain, Map<Label, List<Object>> when, String path) {}

    /**
     * A decision that was found, at one site or several.
     *
     * @param path the first site
     * @param when the conditions of all sites
     */
    private record Sites(Domain domain, String path, Set<Map<Label, List<Object>>> when) {}

    private static final int MAX_WIRINGS = 10_000;

    private final Map<Label, Sites> found = new LinkedHashMap<>();

    private DecisionCollector() {}

    /** All decisions, each after those that its condition depends on, otherwise in the order of the graph. */
    static List<Decision> collect(Model model) {
        DecisionCollector collector = new DecisionCollector();
        graph(model.graph(), Map.of(), "").forEach(collector::add);
        model.settings()
                .forEach((name, value) ->
                        value(value, Map.of(), "settings." + name).forEach(collector::add));
        return collector.ordered();
    }

    private static Stream<Site> graph(Graph graph, Map<Label, List<Object>> when, String path) {
        return graph.nodes().stream()
                .flatMap(node ->
                        operation(node.operation(), when, path.isEmpty() ? node.name() : path + "." + node.name()));
    }

    private static Stream<Site> operation(Operation operation, Map<Label, List<Object>> when, String path) {
        if (operation.isConcrete()) {
            return Stream.empty();
        }
        return operation.match(
                layer -> layer(layer, when, path),
                nested -> graph(nested.graph(), when, path),
                choice -> layerChoice(choice, when, path),
                choice -> Stream.of(new Site(choice.label(), choice.domain(), when, path)),
                repeat -> repeat(repeat, when, path),
                cell -> cell(cell, when, path));
    }

    private static Stream<Site> layer(Layer layer, Map<Label, List<Object>> when, String path) {
        return layer.attributes().entrySet().stream()
                .flatMap(attribute -> value(attribute.getValue(), when, path + "." + attribute.getKey()));
    }

    private static Stream<Site> layerChoice(LayerChoice choice, Map<Label, List<Object>> when, String path) {
        return Stream.concat(
                Stream.of(new Site(choice.label(), choice.domain(), when, path)),
                choice.candidates().stream()
                        .flatMap(candidate -> operation(
                                candidate.operation(),
                                and(when, choice.label(), List.of(candidate.name())),
                                path + "[" + candidate.name() + "]")));
    }

    private static Stream<Site> repeat(Repeat repeat, Map<Label, List<Object>> when, String path) {
        Stream<Site> number =
                repeat.isFixed() ? Stream.empty() : Stream.of(new Site(repeat.label(), repeat.domain(), when, path));
        // Where all copies decide alike, whatever is active in a later copy is active in the first.
        int copies = repeat.shared() && repeat.bodies().size() == 1 ? 1 : repeat.max();
        return Stream.concat(number, IntStream.range(0, copies).boxed().flatMap(i -> {
            List<Object> deepEnough = new Domain.IntRange(i + 1, repeat.max(), 1, false).values();
            return operation(
                    repeat.copy(i),
                    i < repeat.min() ? when : and(when, repeat.label(), deepEnough),
                    path + "[" + i + "]");
        }));
    }

    private static Stream<Site> cell(Cell cell, Map<Label, List<Object>> when, String path) {
        List<Site> own = new ArrayList<>();
        cell.decisions().forEach((label, domain) -> {
            if (!cell.answers().containsKey(label)) {
                own.add(new Site(label, domain, when, path));
            }
        });
        List<Operation> before = cell.preprocessing();
        Operation last = cell.postprocessing();
        return Stream.of(
                        own.stream(),
                        IntStream.range(0, before.size())
                                .boxed()
                                .flatMap(i -> operation(before.get(i), when, path + ".preprocessing[" + i + "]")),
                        last == null ? Stream.<Site>empty() : operation(last, when, path + ".postprocessing"),
                        cell.topology()
                                .match(
                                        wiring -> edges(cell, wiring, when, path),
                                        wiring -> cell.decisions().keySet().stream()
                                                .skip(1)
                                                .flatMap(label ->
                                                        candidates(cell, cell.candidates(), label, when, path))))
                .flatMap(sites -> sites);
    }

    private static Stream<Site> edges(
            Cell cell, Cell.Topology.Predecessors wiring, Map<Label, List<Object>> when, String path) {
        return IntStream.range(cell.inputs(), cell.inputs() + wiring.nodes())
                .boxed()
                .flatMap(node ->
                        IntStream.range(0, wiring.chosen()).boxed().flatMap(j -> edge(cell, node, j, when, path)));
    }

    /** The operations nested on an edge; those from the cell's inputs need the edge to come from there. */
    private static Stream<Site> edge(Cell cell, int node, int j, Map<Label, List<Object>> when, String path) {
        Label operation = cell.operationLabel(node, j);
        boolean nothingNested = cell.nested().stream().allMatch(Operation::isConcrete);
        if (nothingNested || cell.candidates().equals(cell.inputCandidates())) {
            return nothingNested ? Stream.empty() : candidates(cell, cell.candidates(), operation, when, path);
        }
        Label input = cell.inputLabel(node);
        Domain inputs = Objects.requireNonNull(cell.decisions().get(input));
        if (inputs.size() > MAX_WIRINGS) {
            throw new IllegalArgumentException("The decision (" + input + ") chooses " + inputs
                    + ", which is too much where operations on edges from the cell's inputs have decisions of their own."
                    + " At most (" + MAX_WIRINGS + ") ways are allowed. Maybe offer the same operations on all edges.");
        }
        Map<Boolean, List<Object>> fromInput = inputs.values().stream()
                .collect(Collectors.partitioningBy(chosen -> (Long) ((List<?>) chosen).get(j) < cell.inputs()));
        return Stream.of(true, false)
                .flatMap(from -> and(cell, when, input, Objects.requireNonNull(fromInput.get(from))).stream()
                        .flatMap(both -> candidates(
                                cell, from ? cell.inputCandidates() : cell.candidates(), operation, both, path)));
    }

    private static Stream<Site> candidates(
            Cell cell, List<Candidate> candidates, Label label, Map<Label, List<Object>> when, String path) {
        return candidates.stream()
                .flatMap(candidate -> and(cell, when, label, List.of(candidate.name())).stream()
                        .flatMap(both -> operation(candidate.operation(), both, path + "[" + candidate.name() + "]")));
    }

    /** A condition on a decision of a cell that may have its answer already; empty if it can't hold. */
    private static Optional<Map<Label, List<Object>>> and(
            Cell cell, Map<Label, List<Object>> when, Label label, List<Object> values) {
        Object answer = cell.answers().get(label);
        if (answer != null) {
            return values.contains(answer) ? Optional.of(when) : Optional.empty();
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(and(when, label, values));
    }

    private static Stream<Site> value(Value value, Map<Label, List<Object>> when, String path) {
        return value.match(
                known -> Stream.empty(),
                choice -> Stream.of(new Site(choice.label(), choice.domain(), when, path)),
                expression -> expression.operands().stream().flatMap(operand -> value(operand, when, path)));
    }

    private static Map<Label, List<Object>> and(Map<Label, List<Object>> when, Label label, List<Object> values) {
        Map<Label, List<Object>> both = new LinkedHashMap<>(when);
        both.merge(
                label,
                values,
                (first, second) -> first.stream().filter(second::contains).toList());
        return both;
    }

    private void add(Site site) {
        if (site.when.values().stream().anyMatch(List::isEmpty)) {
            return; // Two conditions that exclude each other: this place is never reached.
        }
        Sites earlier =
                found.computeIfAbsent(site.label, first -> new Sites(site.domain, site.path, new LinkedHashSet<>()));
        if (!earlier.domain.equals(site.domain)) {
            throw new IllegalArgumentException("The label (" + site.label + ") names two different decisions: first "
                    + earlier.domain + " at (" + earlier.path + "), second " + site.domain + " at (" + site.path
                    + "). Maybe give the second its own label.");
        }
        earlier.when.add(site.when);
    }

    private List<Decision> ordered() {
        Map<Label, Decision> decisions = new LinkedHashMap<>();
        found.forEach((label, here) ->
                decisions.put(label, new Decision(label, here.domain, new Condition(List.copyOf(here.when)))));
        return TopologicalOrder.of(
                decisions,
                decision -> decision.condition().labels(),
                cycle -> new IllegalArgumentException(
                        "The decisions " + cycle + " depend on each other in a cycle, each"
                                + " one being nested in a candidate of another. Maybe give one of them its own label."));
    }
}
