package io.lanista.runtime.drive;

import io.lanista.api.oneshot.OneShotRequest;
import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Strategy;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.CannotContinueException;
import io.lanista.runtime.experiment.Continuation;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.experiment.PluginChoice;
import io.lanista.runtime.journal.JournalRecord.Method;
import io.lanista.runtime.parts.UsedProvider;
import io.lanista.runtime.plugin.PluginHost;
import java.util.List;

/** What an experiment searches with: a strategy that proposes trials, or a trainer whose export is the only trial. Not opened yet. */
sealed interface SearchMethod extends AutoCloseable {
    /** What kind it is of. */
    Method method();

    /** The strategy or the trainer. */
    UsedProvider<?> provider();

    @Override
    default void close() {
        provider().close();
    }

    /** A strategy. */
    record ByStrategy(UsedProvider<Strategy> provider) implements SearchMethod {
        @Override
        public Method method() {
            return Method.STRATEGY;
        }
    }

    /** A one-shot trainer. */
    record ByTrainer(UsedProvider<OneShotTrainer> provider) implements SearchMethod {
        @Override
        public Method method() {
            return Method.TRAINER;
        }

        /** What a one-shot trainer is opened with. */
        record Request(
                SearchSpace space,
                Options options,
                List<Objective> objectives,
                long seed,
                String evaluator,
                Evaluation evaluation)
                implements OneShotRequest {
            @Override
            public <B> B backend(Class<B> type) {
                return evaluation
                        .backend(type)
                        .orElseThrow(() -> new ExperimentException("The evaluator '" + evaluator + "' offers no "
                                + type.getSimpleName()
                                + " for a one-shot trainer to work with. Maybe use 'classification', or"
                                + " search with a strategy."));
            }
        }
    }

    /** Finds what an experiment names. */
    static SearchMethod find(PluginHost host, Experiment experiment) {
        if (experiment.trainer().isPresent()) {
            refuseWhatATrainerCannotHeed(experiment);
            return new ByTrainer(UsedProvider.find(
                    host, OneShotTrainer.class, "trainer", experiment.trainer().get(), OneShotTrainer::options));
        }
        PluginChoice<Strategy> choice = experiment
                .strategy()
                .orElseGet(
                        () -> GivenArchitecture.choice(experiment.architecture().orElseThrow()));
        return new ByStrategy(UsedProvider.find(host, Strategy.class, "strategy", choice, Strategy::options));
    }

    /** A search with a single trial has no use for a number of trials, a target, or the trials of an earlier run. */
    private static void refuseWhatATrainerCannotHeed(Experiment experiment) {
        Budget budget = experiment.budget();
        if (budget.trials().orElse(1) > 1) {
            throw new ExperimentException(
                    "A one-shot trainer exports one architecture, which is its only trial, so a budget of ("
                            + budget.trials().getAsInt()
                            + ") trials can't be spent. Maybe leave it out, and set the trainer's own"
                            + " options or a budget of time.");
        }
        if (budget.target().isPresent()) {
            throw new ExperimentException("A one-shot trainer has a single trial, so there is nothing that a target ("
                    + budget.target().getAsDouble() + ") could end earlier. Maybe leave it out.");
        }
        if (experiment.reevaluate().orElse(0) > 0) {
            throw new ExperimentException(
                    "A one-shot trainer exports one architecture, so there are no contenders to evaluate"
                            + " again (reevaluate: " + experiment.reevaluate().getAsDouble()
                            + "). Maybe leave it out.");
        }
        if (experiment.continuation() == Continuation.FORK || experiment.continuation() == Continuation.EXTEND) {
            throw new CannotContinueException(
                    "A one-shot trainer learns nothing from the trials of an earlier run.",
                    List.of(),
                    List.of(Continuation.NEW));
        }
    }
}
