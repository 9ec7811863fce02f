package io.lanista.djl.block;

/**
 * The place of a trainable parameter among those of a network: what {@link LayerSite#parameter} gives and {@link
 * Pass#parameter} takes.
 *
 * @param index from 0, in the order of declaration
 */
public record WeightSlot(int index) {
    /** The slot of a parameter that there isn't, for {@link Pass#optional}. */
    public static final WeightSlot NONE = new WeightSlot(-1);

    /** Whether there is such a parameter. */
    public boolean isPresent() {
        return index >= 0;
    }
}
