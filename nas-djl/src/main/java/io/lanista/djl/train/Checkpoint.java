package io.lanista.djl.train;

import io.lanista.djl.backend.NamedArrays;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
 * @param best the best of them
 */
record Checkpoint(
        NamedArrays network, NamedArrays optimizer, int epoch, double trainLoss, double seconds, BestEpoch best) {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoint.class);
    private static final String NETWORK = "network/";
    private static final String OPTIMIZER = "optimizer/";
    private static final String PROGRESS = "progress";
    private static final String LOSS = "train-loss";
    private static final String TIME = "seconds";
    private static final String BEST = "best";
    private static final String BEST_METRICS = "best-metrics/";
    private static final String BEST_NETWORK = "best-network/";
    private static final int DIGITS = 4;
    private static final int DIGIT_BITS = 16;

    /** The checkpoint of a model; others may lie in the same folder. */
    static Path file(Path folder, String modelHash) {
        return folder.resolve("checkpoint-" + modelHash + ".bin");
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        NamedArrays.Builder all = NamedArrays.builder()
                .addAll(NETWORK, network)
                .addAll(OPTIMIZER, optimizer)
                .add(PROGRESS, new float[] {epoch}, 1)
                .add(LOSS, digits(trainLoss), DIGITS)
                .add(TIME, digits(seconds), DIGITS)
                .add(BEST, new float[] {best.epoch()}, 1);
        best.metrics().forEach((name, value) -> all.add(BEST_METRICS + name, digits(value), DIGITS));
        if (best.epoch() != epoch) {
            all.addAll(BEST_NETWORK, best.network());
        }
        all.build().write(file);
    }

    /** What was written; empty if nothing was, or if it can't be read, so that training begins anew. */
    static Optional<Checkpoint> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(NamedArrays.read(file)));
        } catch (IOException | IllegalArgumentException damaged) {
            LOG.warn("The checkpoint {} can't be used, so the trial begins anew: {}", file, damaged.getMessage());
            return Optional.empty();
        }
    }

    private static Checkpoint of(NamedArrays all) {
        NamedArrays network = all.part(NETWORK);
        int epoch = (int) all.values(PROGRESS, 1)[0];
        int bestEpoch = (int) all.values(BEST, 1)[0];
        NamedArrays digits = all.part(BEST_METRICS);
        SortedMap<String, Double> metrics = new TreeMap<>();
        digits.names().forEach(name -> metrics.put(name, number(digits.values(name, DIGITS))));
        NamedArrays bestNetwork = bestEpoch == epoch ? network : all.part(BEST_NETWORK);
        return new Checkpoint(
                network,
                all.part(OPTIMIZER),
                epoch,
                number(all.values(LOSS, DIGITS)),
                number(all.values(TIME, DIGITS)),
                new BestEpoch(bestEpoch, metrics, bestNetwork));
    }

    /** A number in four digits of sixteen bits, since the file holds numbers of half the precision. */
    private static float[] digits(double number) {
        long bits = Double.doubleToLongBits(number);
        float[] digits = new float[DIGITS];
        for (int i = 0; i < DIGITS; i++) {
            digits[i] = (bits >>> (i * DIGIT_BITS)) & 0xFFFF;
        }
        return digits;
    }

    private static double number(float[] digits) {
        long bits = 0;
        for (int i = 0; i < DIGITS; i++) {
            bits |= (long) digits[i] << (i * DIGIT_BITS);
        }
        return Double.longBitsToDouble(bits);
    }
}
