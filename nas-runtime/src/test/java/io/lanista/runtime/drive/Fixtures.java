package io.lanista.runtime.drive;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.PastTrial;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.strategy.Strategy;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.Report;
import io.lanista.api.trial.TrialContext;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** A space of numbers, a strategy whose answers depend on all that it saw, and evaluators made of a function. */
final class Fixtures {
    static final String METRIC = "score";

    private Fixtures() {}

    /** Two settings, {@code x} and {@code y}, from 0 to 99 each. */
    static SearchSpace space() {
        return space(100);
    }

    static SearchSpace space(int values) {
        return SearchSpace.of(Model.named("numbers")
                .input("in", 4)
                .then("out", Layer.of("identity"))
                .setting("x", Value.integer("x", 0, values - 1))
                .setting("y", Value.integer("y", 0, values - 1))
                .build());
    }

    static ExperimentBuilder experiment(Evaluator evaluator) {
        return Experiment.named("test")
                .space(space())
                .strategy(new Sensitive(), Map.of())
                .evaluator(evaluator, Map.of())
                .objective(Objective.maximize(METRIC));
    }

    static long setting(Model model, String name) {
        return (long) ((Value.Constant) model.settings().get(name)).value();
    }

    /** The value that the tests maximise. */
    static double value(Model model) {
        return setting(model, "x") + setting(model, "y") / 1000.0;
    }

    /** An evaluation written as a function. */
    interface Function {
        double value(Model model, TrialContext context) throws Exception;
    }

    /** An evaluator that measures by a function; the test's metric is twice the value. */
    static final class Measuring implements Evaluator {
        private final Function function;

        Measuring(Function function) {
            this.function = function;
        }

        @Override
        public String name() {
            return "measuring";
        }

        @Override
        public Evaluation open(EvaluationRequest request) {
            return new Evaluation() {
                @Override
                public Metrics evaluate(Model model, TrialContext context) throws Exception {
                    return Metrics.of(METRIC, function.value(model, context));
                }

                @Override
                public Optional<Metrics> test(Model model, TrialContext context) throws Exception {
                    return Optional.of(Metrics.of("test", 2 * value(model)));
                }
            };
        }
    }

    /** Draws at random, and stirs all it was told into the next answer: any difference in its history shows. */
    static final class Sensitive implements Strategy {
        @Override
        public String name() {
            return "sensitive";
        }

        @Override
        public Search open(SearchRequest request) {
            return new SensitiveSearch(request);
        }
    }

    static class SensitiveSearch implements Search {
        private final SearchRequest request;
        private long memory;

        SensitiveSearch(SearchRequest request) {
            this.request = request;
            for (PastTrial past : request.past()) {
                stir(past.outcome());
            }
        }

        @Override
        public Answer ask(Ask ask) {
            long mixed = memory * 31 + ask.random().nextInt(1_000_000);
            return Answer.tryOut(request.space().sample(new SplittableRandom(mixed)));
        }

        @Override
        public void tell(int trial, Outcome outcome) {
            memory = memory * 31 + trial;
            stir(outcome);
        }

        @Override
        public Verdict onReport(int trial, Report report) {
            memory = memory * 31 + report.step();
            return Verdict.CONTINUE;
        }

        private void stir(Outcome outcome) {
            String text = outcome instanceof Outcome.Scored scored
                    ? "scored " + scored.score().value()
                    : outcome.getClass().getSimpleName();
            memory = memory * 31 + text.hashCode();
        }
    }
}
