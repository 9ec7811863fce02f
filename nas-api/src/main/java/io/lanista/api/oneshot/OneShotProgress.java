package io.lanista.api.oneshot;

import io.lanista.api.trial.Metrics;
import org.osgi.annotation.versioning.ProviderType;

/** What a one-shot run tells its host. */
@ProviderType
public interface OneShotProgress {
    /**
     * An epoch has ended; the host may save the run now.
     *
     * @param epoch from 1
     * @param metrics losses, accuracies, entropy and whatever else the trainer measures
     * @throws io.lanista.api.trial.TrialCancelledException if the run is to end now
     */
    void epoch(int epoch, int epochs, Metrics metrics);

    /**
     * Ends the run if that was asked for; to be called after every batch.
     *
     * @throws io.lanista.api.trial.TrialCancelledException if the run is to end now
     */
    void checkCancelled();

    /** Something that the user should know, such as signs of collapse: one sentence. */
    void note(String sentence);
}
