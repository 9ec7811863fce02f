package io.lanista.runtime.experiment;

import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import io.lanista.api.space.Constraint;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Evaluation;
import java.util.Optional;

/** Fits a space to the data: the shape of one example is the data's, where they decide it. */
final class SpaceFit {
    private SpaceFit() {}

    static SearchSpace fit(SearchSpace space, Evaluation evaluation) {
        Optional<Shape> shape = evaluation.inputShape();
        Model base = space.base();
        if (shape.isEmpty() || base.inputs().size() != 1 || base.inputs().containsValue(shape.get())) {
            return space;
        }
        SearchSpace fitted = SearchSpace.of(base.withInputShape(shape.get()), space.furtherMutators());
        for (Constraint constraint : space.constraints()) {
            fitted = fitted.with(constraint);
        }
        return fitted;
    }
}
