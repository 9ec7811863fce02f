package io.lanista.benchmarks;

import io.lanista.api.model.Model;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.TrialContext;

/** An evaluator that takes no time, which worker JVMs find by its name. */
public final class NoWork implements Evaluator {
    static final String NAME = "no-work";
    static final String METRIC = "nothing";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Evaluation open(EvaluationRequest request) {
        return new Evaluation() {
            @Override
            public Metrics evaluate(Model model, TrialContext context) {
                return Metrics.of(METRIC, 0);
            }
        };
    }
}
