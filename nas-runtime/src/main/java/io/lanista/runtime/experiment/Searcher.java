package io.lanista.runtime.experiment;

import io.lanista.api.oneshot.OneShotRun;
import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.api.option.OptionException;
import io.lanista.api.option.Options;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.Strategy;
import io.lanista.runtime.journal.JournalRecord.Component;
import io.lanista.runtime.journal.JournalRecord.Method;
import io.lanista.runtime.plugin.ContextGuard;
import io.lanista.runtime.plugin.PluginHost;
import java.util.function.Function;
import java.util.function.Supplier;

/** What an experiment searches with: found, its options checked, and not opened yet. */
sealed interface Searcher extends AutoCloseable {
    /** What kind it is of. */
    Method method();

    /** Its part of the journal's header. */
    Component component();

    @Override
    void close();

    /** Finds what an experiment names. */
    static Searcher find(PluginHost host, Experiment experiment) {
        if (experiment.trainer().isPresent()) {
            Chosen<OneShotTrainer> chosen = experiment.trainer().get();
            check(experiment);
            Found<OneShotTrainer> found = Found.find(host, OneShotTrainer.class, chosen);
            return new InSupernet(
                    found,
                    Options.parse(
                            "trainer '" + found.name() + "'", found.object().options(), chosen.options()));
        }
        Chosen<Strategy> chosen = experiment.strategy().orElseThrow();
        Found<Strategy> found = Found.find(host, Strategy.class, chosen);
        return new ByTrials(
                found,
                Options.parse("strategy '" + found.name() + "'", found.object().options(), chosen.options()));
    }

    /** Says no to what means nothing where there is a single trial. */
    private static void check(Experiment experiment) {
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
        if (experiment.continuation() == Continuation.FORK || experiment.continuation() == Continuation.EXTEND) {
            throw new ExperimentException(
                    "A one-shot trainer learns nothing from the trials of an earlier run. Maybe begin a"
                            + " new run with --new instead.");
        }
    }

    /** A strategy. */
    record ByTrials(Found<Strategy> found, Options options) implements Searcher {
        @Override
        public Method method() {
            return Method.STRATEGY;
        }

        @Override
        public Component component() {
            return found.component(options.asMap());
        }

        Search open(Requests.ForSearch request) {
            return opened(
                    () -> found.object().open(request),
                    e -> new StrategyFailedException("The strategy " + component() + " can't begin: " + e, e));
        }

        @Override
        public void close() {
            found.close();
        }
    }

    /** A one-shot trainer. */
    record InSupernet(Found<OneShotTrainer> found, Options options) implements Searcher {
        @Override
        public Method method() {
            return Method.TRAINER;
        }

        @Override
        public Component component() {
            return found.component(options.asMap());
        }

        OneShotRun open(Requests.ForTrainer request) {
            return opened(
                    () -> found.object().open(request),
                    e -> new TrainerFailedException("The trainer " + component() + " can't begin: " + e, e));
        }

        @Override
        public void close() {
            found.close();
        }
    }

    private static <T> T opened(Supplier<T> open, Function<Throwable, ExperimentException> failure) {
        try (ContextGuard guard = ContextGuard.open()) {
            return open.get();
        } catch (OptionException e) {
            throw e;
        } catch (Requests.NoBackendException e) {
            throw new ExperimentException(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException | LinkageError e) {
            throw failure.apply(e);
        }
    }
}
