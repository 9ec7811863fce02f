package io.lanista.runtime.text;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Node;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Repeat;
import io.lanista.runtime.text.Canvas.Look;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts a model on a canvas. Used once. */
final class Drafter {
    private final Canvas canvas;
    private int drawn;

    Drafter(Canvas canvas) {
        this.canvas = canvas;
    }

    void model(Model model) {
        Map<String, String> ends = new HashMap<>();
        model.inputs().forEach((name, shape) -> {
            String id = id();
            canvas.node(id, name + " " + shape, Look.END);
            ends.put(name, id);
        });
        String last = graph(model.graph(), ends);
        String output = id();
        canvas.node(output, "output", Look.END);
        canvas.edge(last, output, false);
    }

    private String id() {
        return "n" + drawn++;
    }

    /** The id of the node from which the graph's result comes. */
    private String graph(Graph graph, Map<String, String> inputs) {
        Map<String, String> ends = new HashMap<>(inputs);
        for (Node node : graph.nodes()) {
            List<String> reads = new ArrayList<>();
            node.inputs().forEach(input -> reads.add(ends.getOrDefault(input, "")));
            ends.put(node.name(), operation(node.name(), node.operation(), reads));
        }
        return ends.getOrDefault(graph.output(), "");
    }

    private String operation(String name, Operation operation, List<String> reads) {
        Look look = operation.isConcrete() ? Look.LAYER : Look.CHOICE;
        return operation.match(
                layer -> leaf(label(name, layer), look, reads, false),
                nested -> subgraph(name, nested.graph(), reads),
                choice -> choice(Outline.title(choice), choice.candidates(), reads),
                choice -> leaf(label(name, choice), look, reads, true),
                repeat -> repeat(repeat, reads),
                cell -> choice(Outline.title(cell), cell.candidates(), reads));
    }

    private String subgraph(String name, Graph graph, List<String> reads) {
        canvas.open(id(), name, false);
        Map<String, String> inputs = new HashMap<>();
        for (int i = 0; i < reads.size(); i++) {
            inputs.put(graph.inputs().get(i), reads.get(i));
        }
        String last = graph(graph, inputs);
        canvas.close();
        return last;
    }

    private static String label(String name, Operation operation) {
        boolean number = name.chars().allMatch(Character::isDigit);
        return (number || name.equals(operation.toString()) ? "" : name + "\n") + Outline.title(operation);
    }

    private String leaf(String label, Look look, List<String> reads, boolean dashed) {
        String id = id();
        canvas.node(id, label, look);
        reads.forEach(from -> canvas.edge(from, id, dashed));
        return id;
    }

    /** A box with each candidate between what the choice reads and a point where they meet. */
    private String choice(String title, List<Candidate> candidates, List<String> reads) {
        canvas.open(id(), title, true);
        List<String> ends = new ArrayList<>();
        for (Candidate candidate : candidates) {
            String label = candidate.operation() instanceof Layer layer
                            && !layer.toString().equals(candidate.name())
                    ? candidate.name() + "\n" + layer
                    : candidate.name();
            ends.add(leaf(label, Look.CHOICE, reads, true));
        }
        String meet = id();
        canvas.node(meet, "one of " + candidates.size(), Look.CHOICE);
        ends.forEach(end -> canvas.edge(end, meet, true));
        canvas.close();
        return meet;
    }

    private String repeat(Repeat repeat, List<String> reads) {
        canvas.open(id(), Outline.title(repeat), !repeat.isFixed());
        List<String> last = reads;
        int bodies = repeat.bodies().size();
        for (int i = 0; i < bodies; i++) {
            last = List.of(operation(
                    bodies == 1 ? "body" : "body " + i, repeat.bodies().get(i), last));
        }
        canvas.close();
        return last.get(0);
    }
}
