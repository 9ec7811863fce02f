package io.lanista.djl.supernet;

import io.lanista.api.model.Label;
import io.lanista.djl.backend.Initial;
import java.util.List;

/** The place of one choice in a supernet that is being built. */
public final class ChoiceSite {
    private final Label label;
    private final String path;
    private final List<Branch> branches;
    private final AlphaSlots alphas;

    ChoiceSite(Label label, String path, List<Branch> branches, AlphaSlots alphas) {
        this.label = label;
        this.path = path;
        this.branches = List.copyOf(branches);
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
     * Declares an architecture parameter of the decision; another place with the same label gets the same one.
     *
     * @param name unique within the decision
     * @return its slot among the architecture parameters
     * @throws IllegalArgumentException if another place declared it with another shape
     */
    public int alpha(String name, Initial initial, long... shape) {
        return alphas.slot(label, name, initial, shape);
    }
}
