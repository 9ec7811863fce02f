package io.lanista.djl.train;

import io.lanista.djl.backend.NamedArrays;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a trial stands at the end of an epoch.
 *
 * @param network weights and running statistics
 * @param optimizer the optimiser's state
 * @param epoch how many epochs are done
 * @param trainLoss the mean loss of the last of them
 * @param seconds that training took so far
 */
record Checkpoint(NamedArrays network, NamedArrays optimizer, int epoch, double trainLoss, double seconds) {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoint.class);
    private static final String NETWORK = "network/";
    private static final String OPTIMIZER = "optimizer/";
    private static final String PROGRESS = "progress";

    /** The checkpoint of a model; others may lie in the same folder. */
    static Path file(Path folder, String modelHash) {
        return folder.resolve("checkpoint-" + modelHash + ".bin");
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        NamedArrays.builder()
                .addAll(NETWORK, network)
                .addAll(OPTIMIZER, optimizer)
                .add(PROGRESS, new float[] {epoch, (float) trainLoss, (float) seconds}, 3)
                .build()
                .write(file);
    }

    /** What was written; empty if nothing was, or if it can't be read, so that training begins anew. */
    static Optional<Checkpoint> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            NamedArrays all = NamedArrays.read(file);
            float[] progress = all.values(PROGRESS, 3);
            return Optional.of(new Checkpoint(
                    all.part(NETWORK), all.part(OPTIMIZER), (int) progress[0], progress[1], progress[2]));
        } catch (IOException | IllegalArgumentException damaged) {
            LOG.warn("The checkpoint {} can't be used, so the trial begins anew: {}", file, damaged.getMessage());
            return Optional.empty();
        }
    }
}
