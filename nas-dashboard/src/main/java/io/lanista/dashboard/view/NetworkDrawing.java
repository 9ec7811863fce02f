package io.lanista.dashboard.view;

import io.lanista.api.model.Graph;
import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Node;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Shape;
import io.lanista.api.model.Subgraph;
import io.lanista.layer.LayerCatalogue;
import io.lanista.layer.LayerUse;
import io.lanista.layer.ModelAnalysis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A concrete network as a drawing that fits a page: a skeleton whose boxes are layers, short chains of layers, and cells; and one
 * drawing for each kind of cell, however often it stands in the network. A cell that follows itself is one box that says how
 * often.
 *
 * <p>What goes in is the graph of a model: nodes of layers and of nested graphs. A nested graph that is a chain of plain layers
 * becomes one box with a line for each; a chain with cells in it is laid out in the graph around it; any other one is a cell. For
 * example, NAS-Bench-201's 17 nested graphs become a skeleton of nine boxes and two drawings of cells.
 */
final class NetworkDrawing {
    /**
     * A drawing.
     *
     * @param title what it shows
     * @param inputs names and shapes of what goes in
     * @param output the name of the box that the result comes from
     */
    record Drawing(String title, Map<String, String> inputs, List<Box> boxes, String output) {}

    /** A kind of cell: how often it stands in the network, and how the first one looks. */
    private static final class CellKind {
        int times;
        Drawing drawing;

        CellKind(String title, Map<String, String> inputs) {
            this.drawing = new Drawing(title, inputs, List.of(), "");
        }
    }

    private final Map<String, LayerUse> uses = new HashMap<>();
    private final Map<String, Integer> kinds = new LinkedHashMap<>();
    private final List<CellKind> cells = new ArrayList<>();
    private final Drawing skeleton;
    private Optional<ModelAnalysis> analysis = Optional.empty();
    private String problem = "";

    /** Draws a model. If shapes can't be told, since a layer type isn't known here, they are left out, and {@link #write} says why. */
    NetworkDrawing(Model model, LayerCatalogue layers) {
        try {
            analysis = Optional.of(ModelAnalysis.of(model, layers));
            analysis.get().layers().forEach(use -> uses.put(use.path(), use));
        } catch (IllegalArgumentException | InvalidArchitectureException e) {
            problem = String.valueOf(e.getMessage());
        }
        Map<String, String> shapes = new LinkedHashMap<>();
        model.inputs().forEach((name, shape) -> shapes.put(name, words(shape)));
        skeleton = drawing(model.name(), model.graph(), shapes, "");
    }

    static String words(Shape shape) {
        return String.join("×", shape.sizes().stream().map(String::valueOf).toList());
    }

    private Drawing drawing(String title, Graph graph, Map<String, String> inputs, String path) {
        List<Box> boxes = new ArrayList<>();
        Map<String, String> shapes = new HashMap<>(inputs);
        Map<String, String> sources = new HashMap<>();
        for (Node node : graph.nodes()) {
            String place = path.isEmpty() ? node.name() : path + "." + node.name();
            List<String> reads = node.inputs().stream()
                    .map(input -> sources.getOrDefault(input, input))
                    .toList();
            if (node.operation() instanceof Subgraph nested && isSpliced(nested.graph())) {
                sources.put(node.name(), splice(nested.graph(), place, reads.get(0), shapes, boxes));
            } else {
                boxes.add(box(node.name(), node.operation(), reads, place, shapes));
            }
        }
        BoxFolding folding = new BoxFolding(boxes, sources.getOrDefault(graph.output(), graph.output()));
        return new Drawing(title, inputs, folding.boxes(), folding.output());
    }

    /** Lays a chain out where it stands, and returns the name of the last box; the names are places, which nobody else has. */
    private String splice(Graph chain, String path, String input, Map<String, String> shapes, List<Box> boxes) {
        String before = input;
        for (Node node : chain.nodes()) {
            String place = path + "." + node.name();
            if (node.operation() instanceof Subgraph nested && isSpliced(nested.graph())) {
                before = splice(nested.graph(), place, before, shapes, boxes);
            } else {
                boxes.add(box(place, node.operation(), List.of(before), place, shapes));
                before = place;
            }
        }
        return before;
    }

    private Box box(String name, Operation operation, List<String> reads, String place, Map<String, String> shapes) {
        String input = reads.isEmpty() ? "" : shapes.getOrDefault(reads.get(0), "");
        String shape = shapeOf(operation, place, input);
        shapes.put(name, shape);
        List<String> lines = List.of();
        String role = Box.CELL;
        int cell = Box.NO_CELL;
        if (operation instanceof Layer layer) {
            lines = List.of(LayerTitle.of(placed(layer, place)));
            role = LayerTitle.role(layer.type());
        } else if (isChain(((Subgraph) operation).graph())) {
            lines = lines(((Subgraph) operation).graph(), place);
            role = role(((Subgraph) operation).graph());
        } else {
            List<String> inputs =
                    reads.stream().map(read -> shapes.getOrDefault(read, "")).toList();
            cell = kind(name, (Subgraph) operation, inputs, place);
        }
        long[] cost = cost(place);
        return new Box(name, reads, lines, role, cell, 1, shape, cost[0], cost[1]);
    }

    private int kind(String name, Subgraph cell, List<String> shapes, String place) {
        Integer known = kinds.get(cell.hash());
        if (known != null) {
            cells.get(known).times++;
            return known;
        }
        Map<String, String> inputs = new LinkedHashMap<>();
        for (int i = 0; i < cell.graph().inputs().size(); i++) {
            inputs.put(cell.graph().inputs().get(i), shapes.get(i));
        }
        CellKind kind = new CellKind(name, inputs);
        kind.times = 1;
        cells.add(kind);
        int number = cells.size() - 1;
        kinds.put(cell.hash(), number);
        kind.drawing = drawing(name, cell.graph(), inputs, place);
        return number;
    }

    /** A chain in which something is no plain layer. */
    private static boolean isSpliced(Graph graph) {
        return isLine(graph) && !isChain(graph);
    }

    private static boolean isChain(Graph graph) {
        return isLine(graph)
                && graph.nodes().stream()
                        .allMatch(node -> node.operation() instanceof Layer
                                || (node.operation() instanceof Subgraph nested && isChain(nested.graph())));
    }

    private static boolean isLine(Graph graph) {
        if (graph.inputs().size() != 1) {
            return false;
        }
        String before = graph.inputs().get(0);
        for (Node node : graph.nodes()) {
            if (!node.inputs().equals(List.of(before))) {
                return false;
            }
            before = node.name();
        }
        return graph.output().equals(before);
    }

    private List<String> lines(Graph chain, String path) {
        List<String> lines = new ArrayList<>();
        for (Node node : chain.nodes()) {
            String place = path + "." + node.name();
            if (node.operation() instanceof Layer layer) {
                lines.add(LayerTitle.of(placed(layer, place)));
            } else {
                lines.addAll(lines(((Subgraph) node.operation()).graph(), place));
            }
        }
        return lines.isEmpty() ? List.of("identity") : lines;
    }

    /** The role of a chain is that of its first layer that has weights or pools; of an empty one, that of a skip. */
    private static String role(Graph chain) {
        if (chain.nodes().isEmpty()) {
            return "skip";
        }
        for (Node node : chain.nodes()) {
            String role = node.operation() instanceof Layer layer
                    ? LayerTitle.role(layer.type())
                    : role(((Subgraph) node.operation()).graph());
            if (!role.equals("other") && !role.equals("skip")) {
                return role;
            }
        }
        return "other";
    }

    private Layer placed(Layer layer, String place) {
        LayerUse use = uses.get(place);
        return use == null ? layer : use.layer();
    }

    private String shapeOf(Operation operation, String place, String input) {
        if (operation instanceof Layer) {
            LayerUse use = uses.get(place);
            return use == null ? "" : words(use.output());
        }
        Graph graph = ((Subgraph) operation).graph();
        Optional<Node> last = graph.nodes().stream()
                .filter(node -> node.name().equals(graph.output()))
                .findFirst();
        return last.isEmpty()
                ? input
                : shapeOf(last.get().operation(), place + "." + last.get().name(), input);
    }

    private long[] cost(String place) {
        long[] sum = {0, 0};
        uses.forEach((path, use) -> {
            if (path.equals(place) || path.startsWith(place + ".")) {
                sum[0] += use.parameters();
                sum[1] += use.flops();
            }
        });
        return sum;
    }

    /** Writes the drawing as members of an object. */
    void write(Json json) {
        json.put("problem", problem);
        analysis.ifPresent(known -> {
            json.put("parameters", known.parameters());
            json.put("flops", known.flops());
            json.put("depth", (long) known.depth());
        });
        json.object("skeleton", out -> write(out, skeleton));
        json.objects("cells", cells, (out, cell) -> {
            out.put("times", (long) cell.times);
            write(out, cell.drawing);
        });
    }

    private static void write(Json json, Drawing drawing) {
        json.put("title", drawing.title());
        json.put("inputs", drawing.inputs());
        json.put("output", drawing.output());
        json.objects("boxes", drawing.boxes(), (out, box) -> {
            out.put("name", box.name());
            out.put("reads", box.reads());
            out.put("lines", box.lines());
            out.put("role", box.role());
            if (box.cell() >= 0) {
                out.put("cell", (long) box.cell());
            }
            out.put("times", (long) box.times());
            out.put("shape", box.shape());
            out.put("parameters", box.parameters());
            out.put("flops", box.flops());
        });
    }
}
