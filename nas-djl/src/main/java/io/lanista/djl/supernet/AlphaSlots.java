package io.lanista.djl.supernet;

import ai.djl.ndarray.types.Shape;
import io.lanista.api.model.Label;
import io.lanista.djl.backend.Initial;
import io.lanista.djl.backend.ParameterLayout;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The architecture parameters of all decisions, each declared once. */
final class AlphaSlots {
    private record Known(AlphaSlot slot, Shape shape) {}

    private final ParameterLayout.Builder layout = ParameterLayout.builder();
    private final Map<String, Known> known = new HashMap<>();

    AlphaSlot slot(Label label, String name, Initial initial, long... shape) {
        String full = label + "#" + name;
        Shape wanted = new Shape(shape);
        Known earlier = known.get(full);
        if (earlier == null) {
            earlier = new Known(new AlphaSlot(layout.add(full, initial, shape)), wanted);
            known.put(full, earlier);
        } else if (!earlier.shape.equals(wanted)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "The architecture parameter (%s) of the decision (%s) has the shape %s at one place and %s at"
                            + " another. Maybe give it another name.",
                    name,
                    label,
                    earlier.shape,
                    wanted));
        }
        return earlier.slot;
    }

    ParameterLayout layout() {
        return layout.build();
    }
}
