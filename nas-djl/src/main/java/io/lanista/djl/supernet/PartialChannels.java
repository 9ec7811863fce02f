package io.lanista.djl.supernet;

import io.lanista.api.model.Label;
import io.lanista.api.model.Shape;
import java.util.List;

/**
 * Choices whose candidates work on a part of the channels: what shapes they have.
 *
 * @param parts how many equal parts the channels have
 */
record PartialChannels(int parts) {
    private static final int IMAGE = 3;

    /** The shapes that the candidates get. */
    List<Shape> inputs(Label label, String path, List<Shape> whole) {
        if (parts == 1) {
            return whole;
        }
        Shape input = whole.get(0);
        if (whole.size() != 1 || input.rank() != IMAGE || input.get(0) % parts != 0) {
            throw Refusal.of(
                    "The decision (%s) at (%s) reads %s, which doesn't divide into (%d) parts of its channels.",
                    label, path, whole, parts);
        }
        return List.of(Shape.of(input.get(0) / parts, input.get(1), input.get(2)));
    }

    /** The shape of the choice's whole output. */
    Shape output(Label label, String path, Shape whole, Shape candidates) {
        if (parts == 1) {
            return candidates;
        }
        boolean keeps = candidates.rank() == IMAGE && candidates.get(0) * parts == whole.get(0);
        if (!keeps || !(isKept(whole, candidates) || isHalved(whole, candidates))) {
            throw Refusal.of(
                    "The decision (%s) at (%s) has candidates that make %s of a part of %s; they must keep the number of channels,"
                            + " and keep or halve the size.",
                    label, path, candidates, whole);
        }
        return Shape.of(whole.get(0), candidates.get(1), candidates.get(2));
    }

    private static boolean isKept(Shape whole, Shape candidates) {
        return whole.get(1) == candidates.get(1) && whole.get(2) == candidates.get(2);
    }

    private static boolean isHalved(Shape whole, Shape candidates) {
        return whole.get(1) / 2 == candidates.get(1) && whole.get(2) / 2 == candidates.get(2);
    }
}
