package io.lanista.djl.supernet;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Cell;
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
import io.lanista.api.model.Value;
import io.lanista.djl.backend.ParameterLayout;
import io.lanista.djl.block.BatchNeed;
import io.lanista.djl.block.BatchNormComputation;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.block.Fragment;
import io.lanista.djl.block.FragmentLayer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Turns a model with choices into the parts of a supernet. Used for one supernet.
 *
 * <p>In: the base model of a space. Out: a tree of {@link Part}s in the shape of the model, the layouts of weights, buffers and
 * architecture parameters, and the {@link Decisions}. Each kind of operation becomes one kind of part:
 *
 * <pre>
 * nothing to decide in it   FragmentPart      computed as in a plain network
 * Subgraph                  GraphPart         one part for each node
 * LayerChoice               LayerChoicePart   one branch for each candidate, and a mixed block that joins them
 * InputChoice               InputChoicePart   one branch for each set of inputs, and a mixed block
 * Repeat                    RepeatPart        all copies; one branch for each depth, and a mixed block
 * Cell                      CellPart          a LayerChoicePart on each edge between two of its tensors
 * </pre>
 *
 * <p>Choices that read one tensor are handed to the {@link JointCompiler}, which computes them together where it can. Whatever
 * can't be mixed, such as a choice of a value, is refused with the decision's name. Where nothing is mixed ({@link #ofPaths}), values are
 * taken as {@link OpenValues} says, several times, and every weight becomes as large as it ever was.
 */
final class SupernetPlanner {
    private final BlockCatalogue blocks;
    private final MixedBlockFactory layerChoices;
    private final MixedBlockFactory inputChoices;
    private final ParameterLayout.Builder weights = ParameterLayout.builder();
    private final ParameterLayout.Builder buffers = ParameterLayout.builder();
    private final AlphaSlots alphas = new AlphaSlots();
    private final Decisions decisions = new Decisions();
    private final InputChoices selections = new InputChoices();
    private final JointCompiler compiler;
    private final boolean scales;
    private final boolean compiled;
    private final PartialChannels partial;
    private int choices;
    private int candidatesAround;
    private int compiledChoices;
    private final Map<Integer, Double> momenta = new TreeMap<>();
    private final Optional<OpenValues> values;
    private final List<SupernetPlanner> variants = new ArrayList<>();
    private BatchNeed batchNeed = BatchNeed.NONE;

    /**
     * @param scales whether normalisations in candidates and cells learn scales and shifts, where the space says so
     * @param compiled whether choices that read one tensor are computed together where that is possible
     * @param parts of the channels, the first of which candidates work on
     */
    SupernetPlanner(
            BlockCatalogue blocks,
            MixedBlockFactory layerChoices,
            MixedBlockFactory inputChoices,
            boolean scales,
            boolean compiled,
            int parts) {
        this(blocks, layerChoices, inputChoices, scales, compiled, parts, Optional.empty());
    }

    private SupernetPlanner(
            BlockCatalogue blocks,
            MixedBlockFactory layerChoices,
            MixedBlockFactory inputChoices,
            boolean scales,
            boolean compiled,
            int parts,
            Optional<OpenValues> values) {
        this.blocks = blocks;
        this.compiler = new JointCompiler(blocks.layers(), weights, buffers);
        this.layerChoices = layerChoices;
        this.inputChoices = inputChoices;
        this.scales = scales;
        this.compiled = compiled;
        this.partial = new PartialChannels(parts);
        this.values = values;
    }

    /** Of a supernet whose candidates are never mixed, so that it can hold choices of values. */
    static SupernetPlanner ofPaths(BlockCatalogue blocks, boolean scales) {
        return ofPaths(blocks, scales, OpenValues.largest());
    }

    private static SupernetPlanner ofPaths(BlockCatalogue blocks, boolean scales, OpenValues values) {
        MixedBlockFactory single = site -> new SinglePath(site.branches().size());
        return new SupernetPlanner(blocks, single, single, scales, false, 1, Optional.of(values));
    }

    ParameterLayout weights() {
        return widest(planner -> planner.weights);
    }

    ParameterLayout buffers() {
        return widest(planner -> planner.buffers);
    }

    private ParameterLayout widest(Function<SupernetPlanner, ParameterLayout.Builder> kind) {
        ParameterLayout own = kind.apply(this).build();
        if (variants.isEmpty()) {
            return own;
        }
        List<ParameterLayout> all = new ArrayList<>(List.of(own));
        variants.forEach(variant -> all.add(kind.apply(variant).build()));
        return ParameterLayout.widest(all);
    }

    ParameterLayout architecture() {
        return alphas.layout();
    }

    boolean isPartial() {
        return partial.parts() > 1;
    }

    Decisions decisions() {
        return decisions;
    }

    int compiledChoices() {
        return compiledChoices;
    }

    BatchNeed batchNeed() {
        return batchNeed;
    }

    /** The share of a new batch in the running statistics of a batch normalisation, by their names. */
    Map<String, Double> momenta() {
        ParameterLayout own = buffers.build();
        Map<String, Double> byName = new LinkedHashMap<>();
        momenta.forEach((slot, momentum) -> byName.put(own.name(slot), momentum));
        variants.forEach(variant -> byName.putAll(variant.momenta()));
        return byName;
    }

    Part plan(Model model) {
        if (values.isEmpty()) {
            model.settings().forEach((name, value) -> refuseOpen("settings." + name, value));
        }
        Part part = graph(model.graph(), List.copyOf(model.inputs().values()), "");
        values.ifPresent(open -> {
            open.met().forEach(decisions::value);
            open.others().forEach(other -> variant(model, other));
        });
        return part;
    }

    /** Takes note of the weights that architectures with other values have; whatever can't be built needs none. */
    private void variant(Model model, OpenValues other) {
        SupernetPlanner variant = ofPaths(blocks, scales, other);
        try {
            variant.graph(model.graph(), List.copyOf(model.inputs().values()), "");
        } catch (InvalidArchitectureException e) {
            return;
        }
        variants.add(variant);
        batchNeed = batchNeed.and(variant.batchNeed);
    }

    private Part graph(Graph graph, List<Shape> inputs, String path) {
        Map<String, Integer> numbers = new HashMap<>();
        List<Shape> shapes = new ArrayList<>(inputs);
        graph.inputs().forEach(input -> numbers.put(input, numbers.size()));
        List<GraphPart.PlacedNode> nodes = new ArrayList<>();
        Map<String, ChoiceSite.Sum> sums = SummedChoices.of(graph, blocks.layers());
        for (Node node : graph.nodes()) {
            List<Integer> from = node.inputs().stream().map(numbers::get).toList();
            List<Shape> reads = from.stream().map(shapes::get).toList();
            String place = Origins.join(path, node.name());
            Part part = node.operation() instanceof LayerChoice choice
                    ? layerChoice(
                            choice.label(),
                            choice.candidates(),
                            reads,
                            place,
                            Optional.ofNullable(sums.get(node.name())))
                    : node(graph, node, reads, place);
            numbers.put(node.name(), shapes.size());
            shapes.add(part.output());
            nodes.add(new GraphPart.PlacedNode(node.name(), part, from));
        }
        int result = Objects.requireNonNull(numbers.get(graph.output()), graph.output());
        return new GraphPart(nodes, together(nodes), shapes.size(), result, shapes.get(result));
    }

    /** The choices that read one tensor, as far as they can be computed together. */
    private Map<Integer, GraphPart.Joint> together(List<GraphPart.PlacedNode> nodes) {
        Map<Integer, List<Integer>> byTensor = new TreeMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).part() instanceof LayerChoicePart
                    && nodes.get(i).from().size() == 1) {
                byTensor.computeIfAbsent(nodes.get(i).from().get(0), key -> new ArrayList<>())
                        .add(i);
            }
        }
        Map<Integer, GraphPart.Joint> joint = new HashMap<>();
        for (List<Integer> members : byTensor.values()) {
            joint(members.stream()
                            .map(i -> (LayerChoicePart) nodes.get(i).part())
                            .toList())
                    .ifPresent(found -> joint.put(members.get(0), new GraphPart.Joint(found, members)));
        }
        return joint;
    }

    private Optional<JointChoices> joint(List<LayerChoicePart> together) {
        if (!compiled) {
            return Optional.empty();
        }
        Optional<JointChoices> joint = compiler.compile(together);
        joint.ifPresent(found -> compiledChoices += found.size());
        return joint;
    }

    /** For each tensor of a cell, the edges that leave it, as one; none if that isn't possible for all. */
    private List<JointChoices> leaving(List<List<LayerChoicePart>> edges, int inputs) {
        List<JointChoices> joint = new ArrayList<>();
        for (int from = 0; from < inputs + edges.size() - 1; from++) {
            List<LayerChoicePart> leaving = new ArrayList<>();
            for (List<LayerChoicePart> into : edges) {
                if (from < into.size()) {
                    leaving.add(into.get(from));
                }
            }
            joint(leaving).ifPresent(joint::add);
        }
        return joint.size() == inputs + edges.size() - 1 ? joint : List.of();
    }

    private Part node(Graph graph, Node node, List<Shape> reads, String path) {
        if (node.operation() instanceof InputChoice choice && choice.merge() == Merge.NONE) {
            refuseUnlessSummed(graph, node, choice, path);
            return inputChoice(choice, reads, path);
        }
        return operation(node.operation(), reads, path);
    }

    private Part operation(Operation operation, List<Shape> inputs, String path) {
        if (operation.isConcrete()) {
            return concrete(operation, inputs, path);
        }
        return operation.match(
                layer -> values.isPresent() ? concrete(values.get().settle(layer), inputs, path) : refuse(layer, path),
                nested -> graph(nested.graph(), inputs, path),
                choice -> layerChoice(choice.label(), choice.candidates(), inputs, path, Optional.empty()),
                choice -> merged(choice, inputs, path),
                repeat -> repeat(repeat, inputs, path),
                cell -> cell(cell, inputs, path));
    }

    /** A layer that isn't concrete has an open attribute, whose values can't be mixed. */
    private static Part refuse(Layer layer, String path) {
        layer.attributes().forEach((name, value) -> refuseOpen(path + "." + name, value));
        throw new IllegalStateException("The layer (" + layer + ") at (" + path + ") is neither open nor concrete.");
    }

    private Part merged(InputChoice choice, List<Shape> inputs, String path) {
        if (choice.merge() == Merge.NONE && (choice.min() != 1 || choice.max() != 1)) {
            throw Refusal.of(
                    "The decision (%s) at (%s) leaves inputs out where one tensor is needed.", choice.label(), path);
        }
        return inputChoice(choice, inputs, path);
    }

    private FragmentPart concrete(Operation operation, List<Shape> inputs, String path) {
        Operation used = choices > 0 && !scales ? new PlainNorms(blocks.layers()).in(operation) : operation;
        Fragment fragment = Fragment.of(used, inputs, path, blocks, weights, buffers);
        batchNeed = batchNeed.and(fragment.batchNeed());
        for (FragmentLayer layer : fragment.layers()) {
            if (layer.computation() instanceof BatchNormComputation norm) {
                momenta.put(norm.mean().index(), norm.momentum());
                momenta.put(norm.variance().index(), norm.momentum());
            }
        }
        return new FragmentPart(path, fragment, Meaning.of(operation, inputs, blocks.layers()));
    }

    private LayerChoicePart layerChoice(
            Label label, List<Candidate> candidates, List<Shape> inputs, String path, Optional<ChoiceSite.Sum> sum) {
        // A choice in a candidate of another works on all that its candidate got.
        PartialChannels channels = candidatesAround > 0 ? new PartialChannels(1) : partial;
        List<Shape> taken = channels.inputs(label, path, inputs);
        List<LayerChoicePart.CandidateBranch> branches = new ArrayList<>();
        choices++;
        candidatesAround++;
        for (Candidate candidate : candidates) {
            Part part = operation(candidate.operation(), taken, path + "[" + candidate.name() + "]");
            branches.add(new LayerChoicePart.CandidateBranch(candidate.name(), part));
        }
        choices--;
        candidatesAround--;
        Shape output = branches.get(0).part().output();
        for (LayerChoicePart.CandidateBranch branch : branches) {
            output = either(
                    label,
                    path,
                    new Made(String.valueOf(branches.get(0).value()), output),
                    new Made(String.valueOf(branch.value()), branch.part().output()));
        }
        MixedBlock block =
                layerChoices.create(new ChoiceSite(label, path, List.copyOf(branches), channels.parts(), sum, alphas));
        decisions.mixed(label, List.copyOf(branches), block);
        return new LayerChoicePart(label, branches, block, channels.output(label, path, inputs.get(0), output));
    }

    private Part inputChoice(InputChoice choice, List<Shape> inputs, String path) {
        Shape output = selections.output(choice, inputs, path);
        List<Branch> branches = selections.branches(choice);
        MixedBlock block =
                inputChoices.create(new ChoiceSite(choice.label(), path, branches, 1, Optional.empty(), alphas));
        decisions.mixed(choice.label(), branches, block);
        return new InputChoicePart(block, output);
    }

    private Part repeat(Repeat repeat, List<Shape> inputs, String path) {
        int max = repeat.max();
        List<Part> copies = new ArrayList<>();
        List<Branch> depths = new ArrayList<>();
        Shape shape = inputs.get(0);
        Shape output = shape;
        for (int i = 0; i <= max; i++) {
            output = i == repeat.min() ? shape : output;
            if (i >= repeat.min()) {
                output = either(
                        repeat.label(),
                        path,
                        new Made(repeat.min() + " copies", output),
                        new Made(i + " copies", shape));
                depths.add(new RepeatPart.Depth((long) i, depths.size()));
            }
            if (i < max) {
                Part copy = operation(repeat.copy(i), List.of(shape), Origins.join(path, String.valueOf(i)));
                copies.add(copy);
                shape = copy.output();
            }
        }
        if (repeat.isFixed()) {
            return new RepeatPart(repeat, copies, null, output);
        }
        MixedBlock block =
                inputChoices.create(new ChoiceSite(repeat.label(), path, depths, 1, Optional.empty(), alphas));
        decisions.mixed(repeat.label(), depths, block);
        return new RepeatPart(repeat, copies, block, output);
    }

    /** The shape that a candidate makes. */
    private record Made(String candidate, Shape shape) {}

    /** What comes after two candidates gets: the shape of both, or, where they are never mixed, as much as one of them makes. */
    private Shape either(Label label, String path, Made one, Made other) {
        if (one.shape.equals(other.shape)) {
            return one.shape;
        }
        if (values.isEmpty() || one.shape.rank() != other.shape.rank()) {
            throw Refusal.of(
                    "The decision (%s) at (%s) can't be mixed: with (%s), the shape is %s, and with (%s), it is %s.",
                    label, path, one.candidate, one.shape, other.candidate, other.shape);
        }
        long[] most = one.shape.toArray();
        for (int axis = 0; axis < most.length; axis++) {
            most[axis] = Math.max(most[axis], other.shape.get(axis));
        }
        return Shape.of(most);
    }

    private Part cell(Cell cell, List<Shape> inputs, String path) {
        if (!(cell.topology() instanceof Cell.Topology.Predecessors wiring) || wiring.looseEndsOnly()) {
            throw Refusal.of(
                    "The cell (%s) at (%s) can't be mixed: the size of its tensors depends on how it is wired.",
                    cell.label(), path);
        }
        if (!cell.answers().isEmpty()) {
            throw Refusal.of(
                    "The cell (%s) at (%s) is answered in part, and is mixed whole or not at all.", cell.label(), path);
        }
        choices++;
        List<Part> preprocessing = new ArrayList<>();
        List<Shape> states = new ArrayList<>(inputs);
        for (int i = 0; i < cell.preprocessing().size(); i++) {
            Part part = operation(
                    cell.preprocessing().get(i), List.of(inputs.get(i)), Origins.join(path, "preprocessing" + i));
            preprocessing.add(part);
            states.set(i, part.output());
        }
        List<List<LayerChoicePart>> edges = new ArrayList<>();
        for (int node = cell.inputs(); node < cell.inputs() + wiring.nodes(); node++) {
            List<LayerChoicePart> into = edges(cell, node, states, path);
            edges.add(into);
            states.add(into.get(0).output());
        }
        decisions.cell(cell, wiring);
        Shape joined = InputChoices.concat(states.subList(cell.inputs(), states.size()), cell.label(), path);
        Operation last = cell.postprocessing();
        Part post = last == null ? null : operation(last, List.of(joined), Origins.join(path, "postprocessing"));
        choices--;
        return new CellPart(
                cell,
                wiring.chosen(),
                preprocessing,
                edges,
                leaving(edges, cell.inputs()),
                post,
                post == null ? joined : post.output());
    }

    private List<LayerChoicePart> edges(Cell cell, int node, List<Shape> states, String path) {
        List<LayerChoicePart> into = new ArrayList<>();
        for (int from = 0; from < node; from++) {
            Label edge = Decisions.edge(cell, node, from);
            List<Candidate> candidates = from < cell.inputs() ? cell.inputCandidates() : cell.candidates();
            String place = Origins.join(path, "edge" + node + "_" + from);
            LayerChoicePart part = layerChoice(
                    edge, candidates, List.of(states.get(from)), place, SummedChoices.into(cell, node, from));
            if (!into.isEmpty() && !into.get(0).output().equals(part.output())) {
                throw Refusal.of(
                        "The cell (%s) at (%s) can't be mixed: at its node (%d), the edge from (0) has the shape %s and"
                                + " the edge from (%d) has %s.",
                        cell.label(), path, node, into.get(0).output(), from, part.output());
            }
            into.add(part);
        }
        return into;
    }

    /** With another layer than a sum, one input less isn't the same as an input of zero. */
    private void refuseUnlessSummed(Graph graph, Node node, InputChoice choice, String path) {
        if (choice.min() == 1 && choice.max() == 1) {
            return;
        }
        boolean summed = !graph.output().equals(node.name())
                && graph.nodes().stream()
                        .filter(reader -> reader.inputs().contains(node.name()))
                        .allMatch(reader -> reader.operation() instanceof Layer layer
                                && blocks.layers().type(layer.type()).isSum());
        if (!summed) {
            throw Refusal.of(
                    "The decision (%s) at (%s) may leave its inputs out, which a supernet can do only for those that a"
                            + " layer such as 'add' sums up.",
                    choice.label(), path);
        }
    }

    private static void refuseOpen(String place, Value value) {
        if (value instanceof Value.ValueChoice choice) {
            throw Refusal.of(
                    "The decision (%s) at (%s) is about a value, and a supernet can't have all its values at once.",
                    choice.label(), place);
        }
        if (value instanceof Value.Expression expression) {
            expression.operands().forEach(operand -> refuseOpen(place, operand));
        }
    }
}
