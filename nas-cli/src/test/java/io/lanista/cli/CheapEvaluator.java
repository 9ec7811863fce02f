package io.lanista.cli;

import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.TrialContext;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;

/** Computes a score from the settings {@code a} and {@code b}, step by step, as if it trained. Found by programs that tests start. */
public final class CheapEvaluator implements Evaluator {
    private static final int STEPS = 9;
    private static final long NANOS = 4_000_000;

    @Override
    public String name() {
        return "cheap";
    }

    @Override
    public Evaluation open(EvaluationRequest request) {
        return new Evaluation() {
            @Override
            public Metrics evaluate(Model model, TrialContext context) {
                double score = setting(model, "a") / 64 + setting(model, "b");
                int steps = context.steps().orElse(STEPS);
                for (int step = 1; step <= steps; step++) {
                    LockSupport.parkNanos(NANOS); // What a process may be killed in.
                    context.report(step, Metrics.of("score", score * step / STEPS));
                }
                return Metrics.of("score", score * steps / STEPS);
            }

            @Override
            public OptionalInt fullSteps() {
                return OptionalInt.of(STEPS);
            }
        };
    }

    private static double setting(Model model, String name) {
        return ((Number) ((Value.Constant) model.settings().get(name)).value()).doubleValue();
    }
}
