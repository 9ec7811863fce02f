package io.lanista.api.model;

/** How several chosen inputs become one. */
public enum Merge {
    /** Element by element sum. */
    SUM("add"),
    /** Element by element mean. */
    MEAN("mean"),
    /** Concatenation along the channels (the first axis of an example). */
    CONCAT("concat"),
    /** No merging: the chosen inputs take the place of the choice among the inputs of every node that reads it. */
    NONE("");

    private final String layerType;

    Merge(String layerType) {
        this.layerType = layerType;
    }

    /** The layer that merges several inputs. */
    Layer layer() {
        return Layer.of(layerType);
    }
}
