package io.lanista.djl.supernet;

import ai.djl.ndarray.NDArray;
import io.lanista.api.model.Label;
import io.lanista.djl.backend.Initial;
import java.util.List;
import java.util.Optional;

/** The place of one choice in a supernet that is being built. */
public final class ChoiceSite {
    private final Label label;
    private final String path;
    private final List<Branch> branches;
    private final int parts;
    private final Optional<Sum> sum;
    private final AlphaSlots alphas;

    /**
     * The place of a choice's output among the outputs of other choices, with which it is added up: the edges into a node.
     *
     * @param label of the sum; sums with one label share their parameters
     * @param index from 0
     * @param count of the summands
     */
    public record Sum(Label label, int index, int count) {}

    ChoiceSite(Label label, String path, List<Branch> branches, int parts, Optional<Sum> sum, AlphaSlots alphas) {
        this.label = label;
        this.path = path;
        this.branches = List.copyOf(branches);
        this.parts = parts;
        this.sum = sum;
        this.alphas = alphas;
    }

    /** The decision; places with one label share it. On an edge of a cell, the cell's label with {@code edge_TO_FROM}. */
    public Label label() {
        return label;
    }

    /** Where the choice stands. */
    public String path() {
        return path;
    }

    /** The candidates, in order. */
    public List<Branch> branches() {
        return branches;
    }

    /**
     * {@code Σ weight · branch}, the output of a mixed block in its simplest form. Branches that are always zero are left out, as
     * long as another one is there.
     *
     * @param weights one for each branch: {@code (branches)}
     * @param inputs for the branches
     */
    public NDArray weightedSum(NDArray weights, List<NDArray> inputs, MixedPass pass) {
        return SoftmaxMix.weightedSum(branches, SoftmaxMix.singles(weights), inputs, pass);
    }

    /**
     * How many parts the input's channels have, see {@link SupernetBuilder#partialChannels}: the branches take the first one. 1
     * if they take the whole input.
     */
    public int parts() {
        return parts;
    }

    /** Which sum of choices the output is for, if it is for one. */
    public Optional<Sum> sum() {
        return sum;
    }

    /**
     * Declares an architecture parameter with one element for each summand of a sum; another place in it gets the same one.
     *
     * @param name unique within the sum
     * @return its slot among the architecture parameters
     */
    public AlphaSlot alpha(Sum of, String name, Initial initial) {
        return alphas.slot(of.label, name, initial, of.count);
    }

    /**
     * Declares an architecture parameter of the decision; another place with the same label gets the same one.
     *
     * @param name unique within the decision
     * @return its slot among the architecture parameters
     * @throws IllegalArgumentException if another place declared it with another shape
     */
    public AlphaSlot alpha(String name, Initial initial, long... shape) {
        return alphas.slot(label, name, initial, shape);
    }
}
