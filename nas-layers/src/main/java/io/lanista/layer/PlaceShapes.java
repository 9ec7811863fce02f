package io.lanista.layer;

import io.lanista.api.model.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands at a place in a model under some decisions: tensors of these shapes, or the sign that there can be none.
 *
 * @param kind whether there are tensors
 * @param shapes their shapes; several where an input choice hands on what it chose without merging
 */
record PlaceShapes(Kind kind, List<Shape> shapes) {
    enum Kind {
        /** All is well. */
        TENSORS,
        /** The choices make no architecture, which is an ordinary outcome. */
        INVALID,
        /** Shapes don't fit, or a layer is wrong. */
        MISFIT
    }

    static final PlaceShapes INVALID = new PlaceShapes(Kind.INVALID, List.of());
    static final PlaceShapes MISFIT = new PlaceShapes(Kind.MISFIT, List.of());

    static PlaceShapes of(List<Shape> shapes) {
        return new PlaceShapes(Kind.TENSORS, List.copyOf(shapes));
    }

    static PlaceShapes of(Shape shape) {
        return of(List.of(shape));
    }

    boolean isGood() {
        return kind == Kind.TENSORS;
    }

    /** All tensors of these places one after the other; a sign if one of them is a sign, a misfit before an invalid one. */
    static PlaceShapes join(List<?> places) {
        List<Shape> shapes = new ArrayList<>();
        Kind worst = Kind.TENSORS;
        for (Object element : places) {
            PlaceShapes place = (PlaceShapes) element;
            worst = place.kind.compareTo(worst) > 0 ? place.kind : worst;
            shapes.addAll(place.shapes);
        }
        return worst == Kind.TENSORS ? of(shapes) : worst == Kind.INVALID ? INVALID : MISFIT;
    }
}
