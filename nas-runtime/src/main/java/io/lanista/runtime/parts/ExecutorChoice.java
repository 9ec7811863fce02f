package io.lanista.runtime.parts;

import io.lanista.api.trial.Evaluator;
import io.lanista.runtime.execute.Given;
import io.lanista.runtime.execute.Measuring;
import io.lanista.runtime.execute.SpaceData;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.local.ForkedProvider;
import java.util.Optional;

/**
 * Where trials run, and why. What an experiment says counts; else what suits the evaluator: native code runs in workers, since it
 * can crash or never come back, and takes one worker with it there and not the search. Code of the JVM alone runs on threads, which
 * cost nothing.
 *
 * @param name the executor
 * @param why in words that complete "trials run …"
 */
public record ExecutorChoice(String name, String why) {
    /**
     * For an experiment.
     *
     * @param given what the program hands over to evaluators, which workers can't have
     */
    public static ExecutorChoice of(Experiment experiment, Evaluator evaluator, Given given) {
        if (experiment.executor().isPresent()) {
            return new ExecutorChoice(
                    experiment.executor().get(), asSaid(experiment.executor().get()));
        }
        if (!Measuring.usesNativeCode(evaluator, experiment.evaluator().options())) {
            return new ExecutorChoice(Experiment.INLINE, "in this JVM");
        }
        if (experiment.evaluator().object().isPresent() || !given.isEmpty()) {
            return inlineSince("workers can't have what this program hands over");
        }
        if (!ForkedProvider.canStartWorkers()) {
            return inlineSince("workers wouldn't find this program's classes");
        }
        Optional<String> code = SpaceData.obstacle(experiment.space());
        if (code.isPresent()) {
            return inlineSince("workers can't have all of the space: " + code.get());
        }
        return new ExecutorChoice(
                Experiment.FORKED,
                "in worker JVMs, since '" + evaluator.name()
                        + "' runs native code: a crash there costs one trial (otherwise: 'executor: inline')");
    }

    private static ExecutorChoice inlineSince(String reason) {
        return new ExecutorChoice(
                Experiment.INLINE, "in this JVM, since " + reason + "; a crash in native code would end it");
    }

    private static String asSaid(String executor) {
        switch (executor) {
            case Experiment.INLINE:
                return "in this JVM";
            case Experiment.FORKED:
                return "in worker JVMs";
            default:
                return "with '" + executor + "'";
        }
    }
}
