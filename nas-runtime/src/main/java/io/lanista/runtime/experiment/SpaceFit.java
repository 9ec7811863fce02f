package io.lanista.runtime.experiment;

import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import io.lanista.api.space.Constraint;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Evaluation;
import java.util.Optional;

/** Fits a space to the data: the shape of one example and the number of outputs are the data's, where they decide them. */
final class SpaceFit {
    private SpaceFit() {}

    static SearchSpace fit(SearchSpace space, Evaluation evaluation) {
        Model base = space.base();
        Model fitted = base;
        Optional<Shape> shape = evaluation.inputShape();
        if (shape.isPresent() && base.inputs().size() == 1) {
            fitted = fitted.withInputShape(shape.get());
        }
        Optional<Integer> outputs = evaluation.outputs();
        if (outputs.isPresent()) {
            fitted = fitted.withOutputs(outputs.get());
        }
        if (fitted.equals(base)) {
            return space;
        }
        SearchSpace refitted = SearchSpace.of(fitted, space.furtherMutators());
        for (Constraint constraint : space.constraints()) {
            refitted = refitted.with(constraint);
        }
        return refitted;
    }
}
