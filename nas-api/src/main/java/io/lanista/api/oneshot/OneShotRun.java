package io.lanista.api.oneshot;

import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A one-shot search in progress. Called from one thread.
 *
 * <p>One that is {@link Resumable}, too, goes on after an interruption where it was; any other one begins anew.
 */
@ConsumerType
public interface OneShotRun extends AutoCloseable {
    /**
     * Trains the supernet to the end, from where it is; reports after every epoch.
     *
     * @throws io.lanista.api.trial.TrialCancelledException if the progress asked it to end; {@link #export} still works
     */
    void fit(OneShotProgress progress);

    /** The best architecture as far as it is known now. */
    Choices export();

    /**
     * The current weight of every candidate of every decision, by the candidate's value, each decision summing to 1. Nothing by
     * default: the run has no such weights.
     */
    default Map<Label, Map<Object, Double>> weights() {
        return Map.of();
    }

    @Override
    default void close() {}
}
