package io.lanista.api.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A placeholder for a small graph whose wiring and operations are both searched, in the manner of NASNet and DARTS
 * (nodes that choose predecessors) or of NAS-Bench-101 (an adjacency matrix).
 *
 * <p>With {@link Topology.Predecessors}, node {@code i} (numbered from the number of the cell's inputs) decides
 * {@code label/input_i} (which {@code chosen} of the {@code i} earlier tensors it reads, without replacement) and, for
 * the {@code j}-th of these, {@code label/op_i_j} (what is applied to it); it sums the results. With
 * {@link Topology.Adjacency} the decisions are {@code label/edges} (indexes into the upper triangle, row by row) and
 * {@code label/op_i} for each inner vertex.
 *
 * @param label the prefix of all its decisions
 * @param inputs how many inputs the cell has
 * @param topology how its nodes are wired
 * @param candidates the operations on edges from inner nodes (of all vertices, for an adjacency)
 * @param inputCandidates the same operations, by the same names, on edges from the cell's inputs: a reduction cell has stride 2 here
 * @param preprocessing what is first applied to each input; empty for nothing
 * @param postprocessing what is applied to the output; null for nothing
 * @param answers the decisions that are answered already, by label
 */
public record Cell(
        Label label,
        int inputs,
        Topology topology,
        List<Candidate> candidates,
        List<Candidate> inputCandidates,
        List<Operation> preprocessing,
        @Nullable Operation postprocessing,
        SortedMap<Label, Object> answers)
        implements Operation {
    /** Checks and copies. */
    public Cell {
        candidates = List.copyOf(candidates);
        inputCandidates = List.copyOf(inputCandidates);
        preprocessing = List.copyOf(preprocessing);
        answers = Collections.unmodifiableSortedMap(new TreeMap<>(answers));
        if (!LayerChoice.domainOf(candidates).equals(LayerChoice.domainOf(inputCandidates))) {
            throw new IllegalArgumentException("The cell (" + label + ") offers "
                    + LayerChoice.domainOf(candidates) + " on its inner edges and "
                    + LayerChoice.domainOf(inputCandidates) + " on those from its inputs. Both need the same names.");
        }
        if (!preprocessing.isEmpty() && preprocessing.size() != inputs) {
            throw new IllegalArgumentException("The cell (" + label + ") has (" + inputs + ") inputs and ("
                    + preprocessing.size() + ") preprocessing operations. Maybe give one for each input.");
        }
        topology.check(label, inputs);
    }

    /** How the nodes of a cell are wired. */
    public sealed interface Topology {
        /** Checks that a cell with so many inputs can be wired like this. */
        void check(Label label, int inputs);

        /** Calls the function for this topology's kind, and returns what it makes of it. */
        <R> R match(Function<Predecessors, R> predecessors, Function<Adjacency, R> adjacency);

        /**
         * Nodes that choose their predecessors.
         *
         * @param nodes how many inner nodes
         * @param chosen how many predecessors each one reads
         * @param looseEndsOnly whether the output concatenates only nodes that no other node reads, rather than all
         */
        record Predecessors(int nodes, int chosen, boolean looseEndsOnly) implements Topology {
            @Override
            public void check(Label label, int inputs) {
                if (nodes < 1 || inputs < 1 || chosen < 1 || chosen > inputs) {
                    throw new IllegalArgumentException("The cell (" + label + ") with (" + inputs + ") inputs and ("
                            + nodes + ") nodes that each read (" + chosen + ") earlier tensors is not possible."
                            + " Maybe read at most as many as the cell has inputs.");
                }
            }

            @Override
            public <R> R match(Function<Predecessors, R> predecessors, Function<Adjacency, R> adjacency) {
                return predecessors.apply(this);
            }
        }

        /**
         * An upper-triangular adjacency matrix over vertices, the first of which is the input and the last the output
         * (NAS-Bench-101, Ying et al. 2019). A vertex sums its inputs and applies its operation; those that lead to
         * the output are concatenated there, and share its channels among them; an edge from the input goes through a
         * 1×1 convolution, batch normalisation and ReLU. An edge from input to output adds to the concatenation.
         *
         * @param vertices how many vertices, input and output included
         * @param maxEdges how many edges there may be
         * @param channels how many channels the output has
         */
        record Adjacency(int vertices, int maxEdges, long channels) implements Topology {
            @Override
            public void check(Label label, int inputs) {
                if (inputs != 1 || vertices < 2 || maxEdges < 1 || maxEdges > edges() || channels < 1) {
                    throw new IllegalArgumentException("The cell (" + label + ") with (" + inputs + ") inputs, ("
                            + vertices + ") vertices and at most (" + maxEdges + ") edges is not possible."
                            + " An adjacency needs one input, two vertices or more, and 1 to vertices*(vertices-1)/2"
                            + " edges.");
                }
            }

            @Override
            public <R> R match(Function<Predecessors, R> predecessors, Function<Adjacency, R> adjacency) {
                return adjacency.apply(this);
            }

            /** The number of places in the upper triangle. */
            public int edges() {
                return vertices * (vertices - 1) / 2;
            }
        }
    }

    @Override
    public List<Operation> nested() {
        List<Operation> nested = new ArrayList<>();
        candidates.forEach(candidate -> nested.add(candidate.operation()));
        if (!inputCandidates.equals(candidates)) {
            inputCandidates.forEach(candidate -> nested.add(candidate.operation()));
        }
        nested.addAll(preprocessing);
        if (postprocessing != null) {
            nested.add(postprocessing);
        }
        return Collections.unmodifiableList(nested);
    }

    @Override
    public <R> R match(
            Function<Layer, R> layer,
            Function<Subgraph, R> subgraph,
            Function<LayerChoice, R> layerChoice,
            Function<InputChoice, R> inputChoice,
            Function<Repeat, R> repeat,
            Function<Cell, R> cell) {
        return cell.apply(this);
    }

    /** A builder for a cell with this label and so many inputs. */
    public static Builder named(String label, int inputs) {
        return new Builder(Label.of(label), inputs);
    }

    /** The cell's own decisions in order, without those nested in its operations. */
    public Map<Label, Domain> decisions() {
        return CellExpansion.decisions(this);
    }

    /** The label of the decision on the inputs of a node (numbered from the number of the cell's inputs). */
    public Label inputLabel(int node) {
        return label.child("input_" + node);
    }

    /** The label of the decision on the operation of a node's {@code j}-th chosen input. */
    public Label operationLabel(int node, int j) {
        return label.child("op_" + node + "_" + j);
    }

    /** This cell with another name, with what the function makes of its operations, and with these answers. */
    Cell with(Label name, UnaryOperator<Operation> change, SortedMap<Label, Object> known) {
        return new Cell(
                name,
                inputs,
                topology,
                Candidate.changed(candidates, change),
                Candidate.changed(inputCandidates, change),
                preprocessing.stream().map(change).toList(),
                postprocessing == null ? null : change.apply(postprocessing),
                known);
    }

    /** Builds a {@link Cell}. */
    public static final class Builder {
        private final Label label;
        private final int inputs;
        private Topology topology = new Topology.Predecessors(4, 2, false);
        private List<Candidate> candidates = List.of();
        private List<Candidate> inputCandidates = List.of();
        private List<Operation> preprocessing = List.of();
        private @Nullable Operation postprocessing;

        private Builder(Label label, int inputs) {
            this.label = label;
            this.inputs = inputs;
        }

        /** Nodes that choose predecessors; the output concatenates all of them. */
        public Builder nodes(int nodes, int chosen) {
            topology = new Topology.Predecessors(nodes, chosen, false);
            return this;
        }

        /** The wiring. */
        public Builder topology(Topology wiring) {
            topology = wiring;
            return this;
        }

        /** The operations on all edges. */
        public Builder candidates(List<Candidate> operations) {
            candidates = operations;
            inputCandidates = operations;
            return this;
        }

        /** The operations on the edges from the cell's inputs, if they differ; call it after {@link #candidates}. */
        public Builder inputCandidates(List<Candidate> operations) {
            inputCandidates = operations;
            return this;
        }

        /** What is first applied to each input. */
        public Builder preprocessing(Operation... operations) {
            preprocessing = List.of(operations);
            return this;
        }

        /** What is applied to the output. */
        public Builder postprocessing(Operation operation) {
            postprocessing = operation;
            return this;
        }

        /** The cell. */
        public Cell build() {
            return new Cell(
                    label,
                    inputs,
                    topology,
                    candidates,
                    inputCandidates,
                    preprocessing,
                    postprocessing,
                    new TreeMap<>());
        }
    }
}
