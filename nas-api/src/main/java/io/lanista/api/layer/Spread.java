package io.lanista.api.layer;

import io.lanista.api.model.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * What a place in a model holds under some decisions: tensors of these shapes, or the sign that it can't be.
 *
 * @param kind whether there are tensors
 * @param shapes their shapes; several where an input choice hands on what it chose without merging
 */
record Spread(Kind kind, List<Shape> shapes) {
    enum Kind {
        /** All is well. */
        TENSORS,
        /** The choices make no architecture, which is an ordinary outcome. */
        INVALID,
        /** Shapes don't fit, or a layer is wrong. */
        MISFIT
    }

    static final Spread INVALID = new Spread(Kind.INVALID, List.of());
    static final Spread MISFIT = new Spread(Kind.MISFIT, List.of());

    static Spread of(List<Shape> shapes) {
        return new Spread(Kind.TENSORS, List.copyOf(shapes));
    }

    static Spread of(Shape shape) {
        return of(List.of(shape));
    }

    boolean isGood() {
        return kind == Kind.TENSORS;
    }

    /** All tensors of these one after the other; what can't be spoils all, and a misfit is the worst. */
    static Spread join(List<?> spreads) {
        List<Shape> shapes = new ArrayList<>();
        Kind worst = Kind.TENSORS;
        for (Object element : spreads) {
            Spread spread = (Spread) element;
            worst = spread.kind.compareTo(worst) > 0 ? spread.kind : worst;
            shapes.addAll(spread.shapes);
        }
        return worst == Kind.TENSORS ? of(shapes) : worst == Kind.INVALID ? INVALID : MISFIT;
    }
}
