package io.lanista.testkit;

import io.lanista.api.model.Model;
import io.lanista.api.option.Option;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.TrialContext;
import java.util.List;

/**
 * Trains nothing: the objective's metric is a {@link Landscape} of the space. It reports as many steps as the option
 * {@code steps} says, on the way from half of the value to all of it.
 */
public final class FakeEvaluator implements Evaluator {
    private static final Option<Long> STEPS = Option.integer("steps", 3, 1, 1_000, "how many steps a trial reports");

    /** For the service loader. */
    public FakeEvaluator() {}

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public String description() {
        return "Trains nothing, and measures a made-up landscape.";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(STEPS);
    }

    @Override
    public Evaluation open(EvaluationRequest request) {
        Landscape landscape = new Landscape(request.space(), request.seed());
        return new Measured(
                landscape,
                Objective.only(request.objectives()).metric(),
                request.options().get(STEPS).intValue());
    }

    private record Measured(Landscape landscape, String metric, int steps) implements Evaluation {
        @Override
        public Metrics evaluate(Model model, TrialContext context) {
            double value = landscape.applyAsDouble(SearchSpace.choicesOf(model));
            int last = context.steps().orElse(steps);
            for (int step = 1; step <= last; step++) {
                context.report(step, Metrics.of(metric, value * (0.5 + 0.5 * step / steps)));
            }
            return Metrics.of(metric, value * (0.5 + 0.5 * last / steps));
        }
    }
}
