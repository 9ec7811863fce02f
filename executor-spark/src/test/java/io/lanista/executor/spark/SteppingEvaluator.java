package io.lanista.executor.spark;

import io.lanista.api.model.Model;
import io.lanista.api.option.Option;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.TrialContext;
import java.util.List;

/** Takes its time in steps, and scores what its seed and the model's setting {@code a} give, wherever it runs. */
public final class SteppingEvaluator implements Evaluator {
    private static final Option<Long> MILLIS = Option.integer("millis", 50, 0, 60_000, "How long a step takes.");
    private static final int STEPS = 5;

    /** For the service loader. */
    public SteppingEvaluator() {}

    @Override
    public String name() {
        return "stepping";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(MILLIS);
    }

    @Override
    public Evaluation open(EvaluationRequest request) {
        long millis = request.options().get(MILLIS);
        return (model, context) -> score(model, context, millis);
    }

    private static Metrics score(Model model, TrialContext context, long millis) throws InterruptedException {
        double score = Double.parseDouble(String.valueOf(model.settings().get("a")))
                + context.random().nextDouble();
        for (int step = 1; step <= STEPS; step++) {
            Thread.sleep(millis);
            context.report(step, Metrics.of("score", score * step / STEPS));
        }
        return Metrics.of("score", score);
    }
}
