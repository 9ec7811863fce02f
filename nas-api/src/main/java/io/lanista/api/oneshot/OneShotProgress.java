package io.lanista.api.oneshot;

import io.lanista.api.trial.Metrics;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a one-shot run reports to its host.
 *
 * <p>Metrics have names of the trainer's own. Those that the host knows, for a search after {@code accuracy}:
 * {@code supernet_accuracy}, that of all candidates at once; {@code discrete_accuracy}, that of the export with the weights that
 * it has in the supernet; {@code architecture_accuracy}, the mean while training on the data for the architecture. They are
 * reported beside what the export reaches when it is trained from scratch.
 */
@ProviderType
public interface OneShotProgress {
    /**
     * An epoch has ended; the host asks for the weights and saves the run now, so both must be those after the epoch.
     *
     * @param epoch from 1, rising without gaps, also when a restored run goes on
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
