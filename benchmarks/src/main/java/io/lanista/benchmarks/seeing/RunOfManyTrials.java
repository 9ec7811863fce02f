package io.lanista.benchmarks.seeing;

import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.ModelBuilder;
import io.lanista.api.model.Value;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.TrialContext;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.journal.Durability;
import io.lanista.runtime.watch.RunResult;
import java.nio.file.Path;
import java.util.Map;

/**
 * Makes a run of many trials whose score is a function of their choices, with a report at each of some steps. Arguments: the run's
 * folder, how many trials, how many steps.
 */
public final class RunOfManyTrials {
    private static final String METRIC = "accuracy";
    private static final int AT_ONCE = 64;

    private RunOfManyTrials() {}

    /** Makes it. */
    public static void main(String[] arguments) throws InterruptedException {
        int steps = Integer.parseInt(arguments[2]);
        try (NasRuntime nas = NasRuntime.builder().build()) {
            RunResult result = nas.run(Experiment.named("many")
                    .space(space())
                    .strategy("random", Map.of())
                    .evaluator(new Scoring(steps), Map.of())
                    .objective(Objective.maximize(METRIC))
                    .budget(Budget.ofTrials(Integer.parseInt(arguments[1])))
                    .parallelism(AT_ONCE)
                    .durability(Durability.WRITTEN)
                    .runFolder(Path.of(arguments[0]))
                    .build());
            System.out.println(result.completed() + " trials in " + result.folder());
        }
    }

    private static SearchSpace space() {
        ModelBuilder model = Model.named("many")
                .input("in", 8)
                .then("hidden", Layer.of("linear", "units", Value.integer("units", 8, 512)))
                .then("act", Layer.of("relu"))
                .then("head", Layer.of("linear", "units", 10))
                .setting("rate", Value.logReal("rate", 1e-4, 1e-1));
        for (int i = 0; i < 6; i++) {
            model.setting("edge_" + i, Value.choice("edge_" + i, "none", "skip", "conv_1x1", "conv_3x3", "avg_pool"));
        }
        return SearchSpace.of(model.build());
    }

    /** Adds up what the choices are worth. */
    private record Scoring(int steps) implements Evaluator {
        @Override
        public String name() {
            return "scoring";
        }

        @Override
        public Evaluation open(EvaluationRequest request) {
            return new Evaluation() {
                @Override
                public Metrics evaluate(Model model, TrialContext context) {
                    double score = score(model);
                    for (int step = 1; step < steps; step++) {
                        context.report(step, Metrics.of(METRIC, score * step / steps));
                    }
                    return Metrics.of(METRIC, score);
                }
            };
        }

        private static double score(Model model) {
            Choices choices = SearchSpace.choicesOf(model);
            double rate = ((Number) choices.get(Label.of("rate")).orElseThrow()).doubleValue();
            double score = 0.5 - 0.1 * Math.abs(Math.log10(rate) + 2.5);
            for (int i = 0; i < 6; i++) {
                int length = choices.get(Label.of("edge_" + i))
                        .orElseThrow()
                        .toString()
                        .length();
                score += 0.01 * length / (i + 1);
            }
            return score;
        }
    }
}
