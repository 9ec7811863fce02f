package io.lanista.runtime.execute;

import io.lanista.api.option.Options;
import io.lanista.api.trial.Evaluation;

/**
 * What an executor may know when it is opened.
 *
 * @param experiment its name, for threads and files
 * @param slots how many tasks run at once at most
 * @param options the executor's options, checked
 * @param evaluation the experiment's evaluator in this JVM, which the experiment closes after the executor
 * @param work the same evaluator as data, for executors that run trials elsewhere
 * @param events who hears of the tasks
 */
public record ExecutorRequest(
        String experiment, int slots, Options options, Evaluation evaluation, Work work, TrialEvents events) {}
