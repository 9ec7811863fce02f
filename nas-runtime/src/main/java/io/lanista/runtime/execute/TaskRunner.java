package io.lanista.runtime.execute;

import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.TrialCancelledException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one task on the calling thread, whatever the evaluator does. */
final class TaskRunner {
    private static final Logger LOG = LoggerFactory.getLogger(TaskRunner.class);

    private final Evaluation evaluation;

    TaskRunner(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    TrialResult run(TrialTask task, RunningTrial trial) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            return new TrialResult.Completed(
                    task.kind() == TrialTask.Kind.EVALUATE
                            ? Optional.of(evaluation.evaluate(task.model(), trial))
                            : evaluation.test(task.model(), trial));
        } catch (TrialCancelledException e) {
            return ended(task, trial);
        } catch (Throwable e) { // Also errors: an evaluator out of memory must not take the experiment with it.
            if (trial.isCancelled() || trial.isLate()) {
                return ended(task, trial); // What it says is what the interruption did to it.
            }
            LOG.debug("Trial {} failed", task.trial(), e);
            return new TrialResult.Failed(reason(e));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static TrialResult ended(TrialTask task, RunningTrial trial) {
        return trial.isCancelled() || !trial.isLate()
                ? new TrialResult.Cancelled()
                : new TrialResult.Failed(task.late());
    }

    /** One sentence; the name of the exception is left out where its message speaks to users. */
    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        boolean plain = failure instanceof io.lanista.api.model.InvalidArchitectureException
                || failure instanceof io.lanista.api.option.OptionException;
        if (message == null) {
            return failure.getClass().getName();
        }
        return plain ? message : failure.getClass().getSimpleName() + ": " + message;
    }
}
