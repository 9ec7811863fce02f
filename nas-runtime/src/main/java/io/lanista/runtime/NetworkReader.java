package io.lanista.runtime;

import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.train.TrainedNetwork;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads networks that an export wrote ({@link NasRuntime#export}, {@code nas export}).
 *
 * <pre>{@code
 * try (TrainedNetwork network = NetworkReader.read(Path.of("winner"))) {
 *     float[][] probabilities = network.predict(images);
 * }
 * }</pre>
 */
public final class NetworkReader {
    private NetworkReader() {}

    /**
     * Reads a network, ready to predict from raw examples. Layer types beyond the standard ones are looked for on the class path;
     * for those of plug-ins, see {@link NasRuntime#load}.
     *
     * @throws IOException if a file is missing, or is not what was exported
     */
    public static TrainedNetwork read(Path folder) throws IOException {
        return read(folder, BlockCatalogue.discover(NetworkReader.class.getClassLoader()));
    }

    static TrainedNetwork read(Path folder, BlockCatalogue blocks) throws IOException {
        ExportedNetwork exported = ExportedNetwork.read(folder, blocks);
        if (exported.group().networks().size() > 1) {
            exported.close();
            throw new IOException("The folder (" + folder + ") has ("
                    + exported.group().networks().size()
                    + ") networks that answer together. Maybe read it by ExportedNetwork.read.");
        }
        return exported.group().first();
    }
}
