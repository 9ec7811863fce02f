package io.lanista.layer;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Domain;
import io.lanista.api.model.Graph;
import io.lanista.api.model.InputChoice;
import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Merge;
import io.lanista.api.model.Model;
import io.lanista.api.model.Node;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Repeat;
import io.lanista.api.model.Shape;
import io.lanista.api.model.Value;
import io.lanista.api.space.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Finds the shapes that tensors may have in a model with placeholders, for all choices together. What goes in is a model and its
 * decisions; what comes out is a diagram: for every combination of choices that matters, the shapes at the output, or a sign that
 * layers don't fit together there. In
 *
 * <pre>
 * x (8)  ->  linear, width of 16 or 32  ->  choice kind of [same: identity, half: linear 16]  ->  add with linear 16 of x
 * </pre>
 *
 * the first layer has the diagram "width = 16: (16), width = 32: (32)"; the choice has "width = 16: (16), width = 32: kind = same:
 * (32), kind = half: (16)"; and the sum, which needs equal shapes, has "width = 16: (16), width = 32: kind = same: misfit, kind = half:
 * (16)". So one of four architectures is found not to fit without building any, and the cost grows with the number of different
 * shapes rather than with that of architectures.
 *
 * <p>Used once, by one thread.
 */
final class ShapePropagation {
    /** Decisions with more values than these are too many to go through. */
    private static final int MOST_VALUES = 512;

    private final LayerCatalogue catalogue;
    private final List<Decision> decisions;
    private final Map<Label, Integer> levels = new HashMap<>();
    private final DecisionDiagrams diagrams;

    ShapePropagation(LayerCatalogue catalogue, List<Decision> decisions) {
        this.catalogue = catalogue;
        this.decisions = decisions;
        this.diagrams =
                new DecisionDiagrams(level -> decisions.get(level).domain().size());
        decisions.forEach(decision -> levels.put(decision.label(), levels.size()));
    }

    /**
     * What comes out of the model.
     *
     * @throws DecisionDiagrams.TooLarge if there is too much to go through
     */
    DecisionDiagram<PlaceShapes> output(Model model) {
        List<DecisionDiagram<PlaceShapes>> inputs = new ArrayList<>();
        model.inputs().values().forEach(shape -> inputs.add(diagrams.known(PlaceShapes.of(shape))));
        return graph(model.graph(), inputs);
    }

    /** The number of a decision that has to be gone through. */
    int level(Label label) {
        Integer level = levels.get(label);
        if (level == null) {
            throw new DecisionDiagrams.TooLarge("The decision (" + label + ") is never active.");
        }
        Domain domain = decisions.get(level).domain();
        if (!domain.isFinite() || domain.size() > MOST_VALUES) {
            throw new DecisionDiagrams.TooLarge("The decision (" + label + ") has too many values: " + domain + ".");
        }
        return level;
    }

    List<Object> values(Label label) {
        return decisions.get(level(label)).domain().values();
    }

    DecisionDiagrams diagrams() {
        return diagrams;
    }

    DecisionDiagram<PlaceShapes> graph(Graph graph, List<DecisionDiagram<PlaceShapes>> inputs) {
        Map<String, DecisionDiagram<PlaceShapes>> places = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            places.put(graph.inputs().get(i), inputs.get(i));
        }
        Set<String> read = new HashSet<>();
        for (Node node : graph.nodes()) {
            List<DecisionDiagram<PlaceShapes>> reads = new ArrayList<>();
            node.inputs().forEach(input -> reads.add(Objects.requireNonNull(places.get(input))));
            read.addAll(node.inputs());
            DecisionDiagram<PlaceShapes> joined = join(reads);
            places.put(
                    node.name(),
                    node.operation() instanceof InputChoice choice
                            ? inputChoice(choice, joined, true)
                            : operation(node.operation(), joined));
        }
        List<DecisionDiagram<PlaceShapes>> unread = new ArrayList<>();
        unread.add(Objects.requireNonNull(places.get(graph.output())));
        for (Node node : graph.nodes()) {
            if (!read.contains(node.name())) {
                unread.add(Objects.requireNonNull(places.get(node.name())));
            }
        }
        return firstIfAllFit(unread);
    }

    /** The first of these, if all of them fit: what nothing reads is built, too. */
    DecisionDiagram<PlaceShapes> firstIfAllFit(List<DecisionDiagram<PlaceShapes>> places) {
        return diagrams.apply(List.copyOf(places), found -> {
            PlaceShapes all = PlaceShapes.join(found);
            return all.isGood() ? (PlaceShapes) found.get(0) : all;
        });
    }

    DecisionDiagram<PlaceShapes> join(List<DecisionDiagram<PlaceShapes>> places) {
        return places.size() == 1 ? places.get(0) : diagrams.apply(List.copyOf(places), PlaceShapes::join);
    }

    DecisionDiagram<PlaceShapes> map(DecisionDiagram<PlaceShapes> place, UnaryOperator<PlaceShapes> change) {
        return diagrams.apply(List.of(place), found -> {
            PlaceShapes only = (PlaceShapes) found.get(0);
            return only.isGood() ? change.apply(only) : only;
        });
    }

    DecisionDiagram<PlaceShapes> operation(Operation operation, DecisionDiagram<PlaceShapes> inputs) {
        return operation.match(
                layer -> diagrams.apply(
                        List.of(layers(layer), inputs),
                        found -> found.get(0) instanceof Layer known
                                ? use(known, (PlaceShapes) found.get(1))
                                : PlaceShapes.INVALID),
                nested -> subgraph(nested.graph(), inputs),
                choice -> candidates(choice.label(), choice.candidates(), inputs),
                choice -> inputChoice(choice, inputs, false),
                repeat -> repeat(repeat, inputs),
                cell -> new CellPropagation(this, cell).output(inputs));
    }

    private PlaceShapes use(Layer layer, PlaceShapes inputs) {
        if (!inputs.isGood()) {
            return inputs;
        }
        try {
            return PlaceShapes.of(catalogue.use("", layer, inputs.shapes()).output());
        } catch (InvalidArchitectureException | IllegalArgumentException e) {
            return PlaceShapes.MISFIT;
        }
    }

    /** The layer for each way of deciding its attributes; {@link PlaceShapes#INVALID} where one of them can't be computed. */
    private DecisionDiagram<Object> layers(Layer layer) {
        if (layer.isConcrete()) {
            return diagrams.known(layer);
        }
        Map<Integer, Label> open = new TreeMap<>();
        layer.attributes().values().forEach(value -> collect(value, open));
        return layers(layer, List.copyOf(open.values()), 0);
    }

    private DecisionDiagram<Object> layers(Layer layer, List<Label> open, int next) {
        diagrams.step();
        if (next == open.size()) {
            return diagrams.known(layer);
        }
        Label label = open.get(next);
        List<DecisionDiagram<Object>> options = new ArrayList<>();
        for (Object value : values(label)) {
            options.add(answered(layer, label, value)
                    .map(answered -> layers(answered, open, next + 1))
                    .orElseGet(() -> diagrams.known(PlaceShapes.INVALID)));
        }
        return diagrams.select(level(label), options);
    }

    private static Optional<Layer> answered(Layer layer, Label label, Object value) {
        try {
            return Optional.of((Layer) layer.resolve(asked -> asked.equals(label) ? value : null));
        } catch (InvalidArchitectureException e) {
            return Optional.empty();
        }
    }

    private void collect(Value value, Map<Integer, Label> open) {
        if (value instanceof Value.ValueChoice choice) {
            open.put(level(choice.label()), choice.label());
        } else if (value instanceof Value.Expression expression) {
            expression.operands().forEach(operand -> collect(operand, open));
        }
    }

    private DecisionDiagram<PlaceShapes> subgraph(Graph graph, DecisionDiagram<PlaceShapes> inputs) {
        int wanted = graph.inputs().size();
        List<DecisionDiagram<PlaceShapes>> each = new ArrayList<>();
        for (int i = 0; i < wanted; i++) {
            int index = i;
            each.add(map(
                    inputs,
                    all -> all.shapes().size() == wanted
                            ? PlaceShapes.of(all.shapes().get(index))
                            : PlaceShapes.MISFIT));
        }
        return graph(graph, each);
    }

    DecisionDiagram<PlaceShapes> candidates(
            Label label, List<Candidate> candidates, DecisionDiagram<PlaceShapes> inputs) {
        List<DecisionDiagram<PlaceShapes>> options = new ArrayList<>();
        candidates.forEach(candidate -> options.add(operation(candidate.operation(), inputs)));
        return diagrams.select(level(label), options);
    }

    private DecisionDiagram<PlaceShapes> inputChoice(
            InputChoice choice, DecisionDiagram<PlaceShapes> inputs, boolean isNode) {
        List<DecisionDiagram<PlaceShapes>> options = new ArrayList<>();
        for (Object chosen : values(choice.label())) {
            DecisionDiagram<PlaceShapes> some = map(inputs, all -> {
                if (all.shapes().size() != choice.candidates()) {
                    return PlaceShapes.INVALID;
                }
                List<Shape> kept = new ArrayList<>();
                ((List<?>) chosen).forEach(index -> kept.add(all.shapes().get(((Long) index).intValue())));
                return PlaceShapes.of(kept);
            });
            if (choice.merge() == Merge.NONE) {
                options.add(isNode ? some : map(some, kept -> kept.shapes().size() == 1 ? kept : PlaceShapes.INVALID));
            } else {
                options.add(map(some, kept -> use(merging(choice.merge()), kept)));
            }
        }
        return diagrams.select(level(choice.label()), options);
    }

    private static Layer merging(Merge merge) {
        return Layer.of(merge == Merge.SUM ? "add" : merge == Merge.MEAN ? "mean" : "concat");
    }

    private DecisionDiagram<PlaceShapes> repeat(Repeat repeat, DecisionDiagram<PlaceShapes> inputs) {
        DecisionDiagram<PlaceShapes> last = subgraph(Graph.chain(List.of()), inputs);
        List<DecisionDiagram<PlaceShapes>> options = new ArrayList<>();
        for (int copies = 0; copies <= repeat.max(); copies++) {
            if (copies > 0) {
                last = operation(repeat.copy(copies - 1), last);
            }
            if (copies >= repeat.min()) {
                options.add(last);
            }
        }
        return repeat.isFixed() ? last : diagrams.select(level(repeat.label()), options);
    }
}
