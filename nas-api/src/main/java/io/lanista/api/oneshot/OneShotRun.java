package io.lanista.api.oneshot;

import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/** A one-shot search in progress. Called from one thread. */
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

    /** The current weight of every candidate of every decision, by the candidate's value, each decision summing to 1. */
    Map<Label, Map<Object, Double>> weights();

    /** Writes all that is needed to go on exactly from here, into a folder that is empty. */
    void save(Path folder) throws IOException;

    /** Goes on from what {@link #save} wrote. */
    void restore(Path folder) throws IOException;

    @Override
    void close();
}
