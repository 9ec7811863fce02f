package io.lanista.runtime;

import io.lanista.api.model.Model;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.train.TrainedNetwork;
import io.lanista.runtime.experiment.Exporting;
import io.lanista.runtime.text.ModelText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Loads networks that {@code nas export} wrote.
 *
 * <pre>{@code
 * try (TrainedNetwork network = ExportedNetwork.load(Path.of("winner"))) {
 *     float[][] probabilities = network.predict(images);
 * }
 * }</pre>
 */
public final class ExportedNetwork {
    private ExportedNetwork() {}

    /**
     * Loads a network, ready to predict from raw examples. Layer types beyond the standard ones are looked for on the class path;
     * for those of plug-ins, see {@link NasRuntime#load}.
     *
     * @throws IOException if a file is missing or was damaged
     */
    public static TrainedNetwork load(Path folder) throws IOException {
        return load(folder, BlockCatalogue.discover(ExportedNetwork.class.getClassLoader()));
    }

    static TrainedNetwork load(Path folder, BlockCatalogue blocks) throws IOException {
        Path architecture = folder.resolve(Exporting.ARCHITECTURE);
        Model model = ModelText.fromJson(Files.readString(architecture), architecture.toString());
        Path weights = folder.resolve(TrainedNetwork.FILE);
        if (!Files.exists(weights)) {
            throw new NoSuchFileException(
                    weights.toString(),
                    null,
                    "the folder has an architecture without weights. Maybe it was exported before it was trained.");
        }
        return TrainedNetwork.load(weights, model, blocks);
    }
}
