package io.lanista.api.layer;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Cell;
import io.lanista.api.model.Domain;
import io.lanista.api.model.Graph;
import io.lanista.api.model.InputChoice;
import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Merge;
import io.lanista.api.model.Model;
import io.lanista.api.model.Node;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Repeat;
import io.lanista.api.model.Shape;
import io.lanista.api.model.Subgraph;
import io.lanista.api.model.Value;
import io.lanista.api.space.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Goes through a model with placeholders once, for all choices together: every place holds the shapes that its tensors may
 * have, each with the decisions that lead to it. Used once, by one thread.
 */
final class ShapeSpread {
    /** Decisions with more values than these are too many to go through. */
    private static final int MOST_VALUES = 512;

    private final LayerCatalogue catalogue;
    private final List<Decision> decisions;
    private final Map<Label, Integer> levels = new HashMap<>();
    private final Diagrams diagrams;

    ShapeSpread(LayerCatalogue catalogue, List<Decision> decisions) {
        this.catalogue = catalogue;
        this.decisions = decisions;
        this.diagrams = new Diagrams(level -> decisions.get(level).domain().size());
        decisions.forEach(decision -> levels.put(decision.label(), levels.size()));
    }

    /**
     * What comes out of the model.
     *
     * @throws Diagrams.TooLarge if there is too much to go through
     */
    Diagram<Spread> output(Model model) {
        List<Diagram<Spread>> inputs = new ArrayList<>();
        model.inputs().values().forEach(shape -> inputs.add(diagrams.known(Spread.of(shape))));
        return graph(model.graph(), inputs);
    }

    /** The number of a decision that has to be gone through. */
    int level(Label label) {
        int level = Objects.requireNonNull(levels.get(label));
        Domain domain = decisions.get(level).domain();
        if (!domain.isFinite() || domain.size() > MOST_VALUES) {
            throw new Diagrams.TooLarge("The decision (" + label + ") has too many values: " + domain + ".");
        }
        return level;
    }

    List<Object> values(Label label) {
        return decisions.get(level(label)).domain().values();
    }

    Diagrams diagrams() {
        return diagrams;
    }

    Diagram<Spread> graph(Graph graph, List<Diagram<Spread>> inputs) {
        Map<String, Diagram<Spread>> places = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            places.put(graph.inputs().get(i), inputs.get(i));
        }
        Set<String> read = new HashSet<>();
        for (Node node : graph.nodes()) {
            List<Diagram<Spread>> reads = new ArrayList<>();
            node.inputs().forEach(input -> reads.add(Objects.requireNonNull(places.get(input))));
            read.addAll(node.inputs());
            Diagram<Spread> joined = join(reads);
            places.put(
                    node.name(),
                    node.operation() instanceof InputChoice choice
                            ? inputChoice(choice, joined, true)
                            : operation(node.operation(), joined));
        }
        List<Diagram<Spread>> unread = new ArrayList<>();
        unread.add(Objects.requireNonNull(places.get(graph.output())));
        for (Node node : graph.nodes()) {
            if (!read.contains(node.name())) {
                unread.add(Objects.requireNonNull(places.get(node.name())));
            }
        }
        return firstUnlessSpoilt(unread);
    }

    /** A dead end that can't be spoils the network too. */
    Diagram<Spread> firstUnlessSpoilt(List<Diagram<Spread>> spreads) {
        return diagrams.apply(List.copyOf(spreads), found -> {
            Spread all = Spread.join(found);
            return all.isGood() ? (Spread) found.get(0) : all;
        });
    }

    Diagram<Spread> join(List<Diagram<Spread>> spreads) {
        return spreads.size() == 1 ? spreads.get(0) : diagrams.apply(List.copyOf(spreads), Spread::join);
    }

    Diagram<Spread> map(Diagram<Spread> spread, UnaryOperator<Spread> change) {
        return diagrams.apply(List.of(spread), found -> {
            Spread only = (Spread) found.get(0);
            return only.isGood() ? change.apply(only) : only;
        });
    }

    Diagram<Spread> operation(Operation operation, Diagram<Spread> inputs) {
        if (operation instanceof Layer layer) {
            return diagrams.apply(
                    List.of(layers(layer), inputs), found -> use((Layer) found.get(0), (Spread) found.get(1)));
        }
        if (operation instanceof Subgraph nested) {
            return subgraph(nested.graph(), inputs);
        }
        if (operation instanceof LayerChoice choice) {
            return candidates(choice.label(), choice.candidates(), inputs);
        }
        if (operation instanceof InputChoice choice) {
            return inputChoice(choice, inputs, false);
        }
        if (operation instanceof Repeat repeat) {
            return repeat(repeat, inputs);
        }
        return new CellSpread(this, (Cell) operation).output(inputs);
    }

    private Spread use(Layer layer, Spread inputs) {
        if (!inputs.isGood()) {
            return inputs;
        }
        try {
            return Spread.of(catalogue.use("", layer, inputs.shapes()).output());
        } catch (InvalidArchitectureException | IllegalArgumentException e) {
            return Spread.MISFIT;
        }
    }

    /** The layer for each way of deciding its attributes. */
    private Diagram<Layer> layers(Layer layer) {
        if (layer.isConcrete()) {
            return diagrams.known(layer);
        }
        Map<Integer, Label> open = new TreeMap<>();
        layer.attributes().values().forEach(value -> collect(value, open));
        return layers(layer, List.copyOf(open.values()), 0);
    }

    private Diagram<Layer> layers(Layer layer, List<Label> open, int next) {
        if (next == open.size()) {
            return diagrams.known(layer);
        }
        Label label = open.get(next);
        List<Diagram<Layer>> options = new ArrayList<>();
        for (Object value : values(label)) {
            Layer answered = (Layer) layer.resolve(asked -> asked.equals(label) ? value : null);
            options.add(layers(answered, open, next + 1));
        }
        return diagrams.select(level(label), options);
    }

    private void collect(Value value, Map<Integer, Label> open) {
        if (value instanceof Value.ValueChoice choice) {
            open.put(level(choice.label()), choice.label());
        } else if (value instanceof Value.Expression expression) {
            expression.operands().forEach(operand -> collect(operand, open));
        }
    }

    private Diagram<Spread> subgraph(Graph graph, Diagram<Spread> inputs) {
        int wanted = graph.inputs().size();
        List<Diagram<Spread>> each = new ArrayList<>();
        for (int i = 0; i < wanted; i++) {
            int index = i;
            each.add(map(
                    inputs,
                    all -> all.shapes().size() == wanted
                            ? Spread.of(all.shapes().get(index))
                            : Spread.MISFIT));
        }
        return graph(graph, each);
    }

    Diagram<Spread> candidates(Label label, List<Candidate> candidates, Diagram<Spread> inputs) {
        List<Diagram<Spread>> options = new ArrayList<>();
        candidates.forEach(candidate -> options.add(operation(candidate.operation(), inputs)));
        return diagrams.select(level(label), options);
    }

    private Diagram<Spread> inputChoice(InputChoice choice, Diagram<Spread> inputs, boolean isNode) {
        List<Diagram<Spread>> options = new ArrayList<>();
        for (Object chosen : values(choice.label())) {
            Diagram<Spread> some = map(inputs, all -> {
                if (all.shapes().size() != choice.candidates()) {
                    return Spread.INVALID;
                }
                List<Shape> kept = new ArrayList<>();
                ((List<?>) chosen).forEach(index -> kept.add(all.shapes().get(((Long) index).intValue())));
                return Spread.of(kept);
            });
            if (choice.merge() == Merge.NONE) {
                options.add(isNode ? some : map(some, kept -> kept.shapes().size() == 1 ? kept : Spread.INVALID));
            } else {
                options.add(map(some, kept -> use(merging(choice.merge()), kept)));
            }
        }
        return diagrams.select(level(choice.label()), options);
    }

    private static Layer merging(Merge merge) {
        return Layer.of(merge == Merge.SUM ? "add" : merge == Merge.MEAN ? "mean" : "concat");
    }

    private Diagram<Spread> repeat(Repeat repeat, Diagram<Spread> inputs) {
        Diagram<Spread> last = subgraph(Graph.chain(List.of()), inputs);
        List<Diagram<Spread>> options = new ArrayList<>();
        for (int copies = 0; copies <= repeat.most(); copies++) {
            if (copies > 0) {
                last = operation(repeat.copy(copies - 1), last);
            }
            if (copies >= repeat.least()) {
                options.add(last);
            }
        }
        return repeat.isFixed() ? last : diagrams.select(level(repeat.label()), options);
    }
}
