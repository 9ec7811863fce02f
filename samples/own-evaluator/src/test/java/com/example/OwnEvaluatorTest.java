package com.example;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Objective;
import io.lanista.testkit.EvaluatorContract;
import java.util.Map;

class OwnEvaluatorTest implements EvaluatorContract {
    @Override
    public Evaluator evaluator() {
        return new OwnEvaluator();
    }

    @Override
    public SearchSpace space() {
        return SearchSpace.of(Model.named("small")
                .input("image", 1, 8, 8)
                .then("flatten", Layer.of("flatten"))
                .then("hidden", Layer.of("linear", "units", Value.choice("width", 8, 16)))
                .then("relu", Layer.of("relu"))
                .then("head", Layer.of("linear", "units", Model.OUTPUTS))
                .build());
    }

    @Override
    public Objective objective() {
        return Objective.maximize("accuracy");
    }

    @Override
    public Map<String, Object> options() {
        return Map.of("data", Map.of("source", "glyphs", "size", 8, "per_class", 12), "epochs", 2, "gamma", 1.5);
    }
}
