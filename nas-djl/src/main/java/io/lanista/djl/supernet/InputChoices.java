package io.lanista.djl.supernet;

import io.lanista.api.model.InputChoice;
import io.lanista.api.model.Label;
import io.lanista.api.model.Merge;
import io.lanista.api.model.Shape;
import java.util.List;

/** What choices of inputs look like in a supernet. */
final class InputChoices {
    /** More sets of inputs than this have too many architecture parameters to learn anything about them. */
    private static final int MOST_SELECTIONS = 1000;

    /** The sets of inputs that may be chosen. */
    List<Branch> branches(InputChoice choice) {
        return choice.domain().values().stream()
                .<Branch>map(value -> new InputChoicePart.Selection((List<?>) value, choice.merge()))
                .toList();
    }

    /** The shape that each of them makes. */
    Shape output(InputChoice choice, List<Shape> inputs, String path) {
        if (inputs.size() != choice.candidates()) {
            throw Refusal.of(
                    "The decision (%s) at (%s) is about (%d) inputs, and there are (%d).",
                    choice.label(), path, choice.candidates(), inputs.size());
        }
        List<Object> values = choice.domain().values();
        if (values.size() > MOST_SELECTIONS) {
            throw Refusal.of(
                    "The decision (%s) at (%s) has (%d) sets of inputs, and a supernet holds (%d) at most.",
                    choice.label(), path, values.size(), MOST_SELECTIONS);
        }
        Shape first = inputs.get(0);
        if (choice.merge() != Merge.CONCAT) {
            inputs.forEach(shape -> requireSame(first, shape, choice.label(), path));
            return first;
        }
        Shape output = concat(chosen(values.get(0), inputs), choice.label(), path);
        values.forEach(value ->
                requireSame(output, concat(chosen(value, inputs), choice.label(), path), choice.label(), path));
        return output;
    }

    /** The shape of these, joined along the channels. */
    static Shape concat(List<Shape> shapes, Label label, String path) {
        long channels = 0;
        long[] joined = shapes.get(0).toArray();
        for (Shape shape : shapes) {
            channels += shape.get(0);
            long[] sizes = shape.toArray();
            sizes[0] = joined[0];
            requireSame(Shape.of(joined), Shape.of(sizes), label, path);
        }
        joined[0] = channels;
        return Shape.of(joined);
    }

    private static List<Shape> chosen(Object value, List<Shape> inputs) {
        return ((List<?>) value)
                .stream().map(index -> inputs.get(((Long) index).intValue())).toList();
    }

    private static void requireSame(Shape one, Shape other, Label label, String path) {
        if (!one.equals(other)) {
            throw Refusal.of(
                    "The decision (%s) at (%s) can't be mixed, because shapes differ: %s and %s.",
                    label, path, one, other);
        }
    }
}
