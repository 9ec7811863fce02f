package io.lanista.djl.train;

import io.lanista.api.option.OptionException;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.data.DataSources;
import io.lanista.djl.table.TablePreparation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The request of a host that knows the layer types and the data sources of plug-ins. */
@ProviderType
public interface TrainingRequest extends EvaluationRequest {
    /** The layer types that networks can be built from. */
    BlockCatalogue blocks();

    /** Where data can come from. */
    DataSources sources();

    /**
     * How a table was prepared for a network.
     *
     * @param network the folder of an exported network, or that of what a trial of a run kept
     * @return empty if the network was not trained on a table
     * @throws IOException if it can't be read
     * @throws io.lanista.api.failure.LanistaException if this host doesn't read what others have kept
     */
    default Optional<TablePreparation> preparation(Path network) throws IOException {
        throw new OptionException("What was kept in (" + network
                + ") can't be read by this host. Maybe start the experiment with NasRuntime.");
    }

    /**
     * What an earlier run of one-shot search was set up with, and where its supernet lies.
     *
     * @param folder the run's, relative to the {@linkplain #baseFolder base folder}
     * @throws io.lanista.api.failure.LanistaException if there is no run with a trained supernet, or this host doesn't read runs
     */
    default EarlierRun earlierRun(Path folder) {
        throw new OptionException(
                "The run (" + folder + ") can't be read by this host. Maybe start the experiment with NasRuntime.");
    }
}
