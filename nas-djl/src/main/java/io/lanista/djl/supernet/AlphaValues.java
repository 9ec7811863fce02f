package io.lanista.djl.supernet;

import io.lanista.djl.backend.ParameterLayout;
import java.util.Arrays;

/**
 * Values of all architecture parameters that say what one architecture is, for {@link Supernet#oneHot}. Each begins as zeros: all
 * elements of a softmax are then alike.
 */
public final class AlphaValues {
    /** So far below the others that a softmax of float32 gives exactly 0, and a drawn noise changes nothing. */
    private static final float FAR_BELOW = -1e4f;

    private final ParameterLayout layout;
    private final float[] all;

    AlphaValues(ParameterLayout layout) {
        this.layout = layout;
        this.all = new float[Math.toIntExact(layout.count())];
    }

    /** Lets a softmax over a parameter give all its weight to one element. */
    public void choose(AlphaSlot slot, int element) {
        int from = layout.offset(slot.index());
        Arrays.fill(all, from, from + Math.toIntExact(layout.shape(slot.index()).size()), FAR_BELOW);
        all[from + element] = 0;
    }

    /** Lets a softmax over a parameter give no weight to one element, as long as there is another. */
    public void exclude(AlphaSlot slot, int element) {
        all[layout.offset(slot.index()) + element] = FAR_BELOW;
    }

    float[] toArray() {
        return all;
    }
}
