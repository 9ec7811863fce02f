package io.lanista.djl.train;

import io.lanista.djl.backend.NamedArrays;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a trial keeps of one of its networks: saves each epoch, and keeps the weights that count.
 *
 * <p>A checkpoint holds all that the rest of the training depends on, so one that goes on from there ends as it would have
 * without the interruption. Whenever there is a checkpoint, the network that counts so far is in the artifact folder, so that
 * a trial which is cut short leaves what it has reached.
 *
 * <p>A network whose outputs are no finite numbers any more ends its training, and counts as that, whatever its earlier epochs were.
 */
final class TrialRun {
    private static final double NANOS = 1e9;

    private final Trainee trainee;
    private final TrainingOptions options;
    private final int epochs;
    private final EpochRanking ranking;
    private final Description description;
    private final Path checkpoint;
    private final Path file;
    private final LongSupplier nanoTime;
    private final long start;
    private double earlier;
    private @Nullable BestEpoch best;
    private @Nullable SortedMap<String, Double> last;
    private int written;

    /**
     * Begins, or goes on from a checkpoint.
     *
     * @param options of the trial
     * @param epochs after which training ends
     * @param description of the network in the file
     * @param checkpoint the file of where the training stands
     * @param file of the network that counts
     */
    TrialRun(
            Trainee trainee,
            TrainingOptions options,
            int epochs,
            EpochRanking ranking,
            Description description,
            Path checkpoint,
            Path file,
            LongSupplier nanoTime) {
        this.trainee = trainee;
        this.options = options;
        this.epochs = epochs;
        this.ranking = ranking;
        this.description = description;
        this.checkpoint = checkpoint;
        this.file = file;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        Checkpoint.read(checkpoint).filter(saved -> saved.epoch() <= epochs).ifPresent(this::resume);
    }

    private void resume(Checkpoint saved) {
        trainee.restore(saved);
        best = saved.best();
        earlier = saved.seconds();
    }

    /** How many epochs are done. */
    int epoch() {
        return trainee.epoch();
    }

    /** Whether training has ended. */
    boolean isOver() {
        return trainee.epoch() >= epochs || isPatienceOver() || !trainee.isFinite();
    }

    private boolean isPatienceOver() {
        return options.patience() > 0 && best != null && trainee.epoch() - best.epoch() >= options.patience();
    }

    /** Takes over what was measured after an epoch, and writes the network that counts, if a checkpoint is due. */
    void epochDone(SortedMap<String, Double> measured) throws IOException {
        last = measured;
        BestEpoch bestNow = best;
        if (bestNow == null || ranking.isBetter(measured, bestNow.metrics())) {
            bestNow = new BestEpoch(trainee.epoch(), measured, trainee.weights());
            best = bestNow;
        }
        if (isCheckpointDue()) {
            if (options.keepsBest()) {
                writeNetwork(bestNow.epoch(), bestNow.network());
            } else {
                writeNetwork(trainee.epoch(), weights(bestNow));
            }
        }
    }

    private boolean isCheckpointDue() {
        int every = options.checkpointEvery();
        return trainee.isFinite()
                && every > 0
                && (trainee.epoch() % every == 0 || trainee.epoch() == epochs || isPatienceOver());
    }

    /** The weights after the last epoch. */
    private NamedArrays weights(BestEpoch bestNow) {
        return bestNow.epoch() == trainee.epoch() ? bestNow.network() : trainee.weights();
    }

    /** Writes a checkpoint of the epochs that are done, if one is due. */
    void writeCheckpoint() throws IOException {
        BestEpoch bestNow = best;
        if (bestNow != null && isCheckpointDue()) {
            new Checkpoint(
                            weights(bestNow),
                            trainee.optimizer(),
                            trainee.epoch(),
                            trainee.trainLoss(),
                            seconds(),
                            bestNow)
                    .write(checkpoint);
        }
    }

    /** What was measured after the last epoch; of a training that had ended before, after its best one. Null before the first. */
    @Nullable SortedMap<String, Double> latest() {
        BestEpoch bestNow = best;
        return last != null || bestNow == null ? last : bestNow.metrics();
    }

    /** Whether {@link #result} needs the network to be measured first. */
    boolean needsMeasure() {
        return last == null && !countsBest();
    }

    private boolean countsBest() {
        return options.keepsBest() && best != null && trainee.isFinite();
    }

    /**
     * What counts of the training, its best epoch or its last one, whose network is written.
     *
     * @param measured of the last epoch, if {@link #needsMeasure}
     */
    SortedMap<String, Double> result(@Nullable SortedMap<String, Double> measured) throws IOException {
        BestEpoch bestNow = best;
        SortedMap<String, Double> all = new TreeMap<>();
        int epoch = trainee.epoch();
        if (countsBest() && bestNow != null) {
            epoch = bestNow.epoch();
            writeNetwork(epoch, bestNow.network());
            all.putAll(bestNow.metrics());
        } else {
            writeNetwork(epoch, trainee.weights());
            SortedMap<String, Double> counts = measured != null ? measured : last;
            if (counts != null) {
                all.putAll(counts);
            }
        }
        all.put(TrainingEvaluation.EPOCH, (double) epoch);
        all.put(TrainingEvaluation.SECONDS, seconds());
        return all;
    }

    private void writeNetwork(int epoch, NamedArrays weights) throws IOException {
        if (epoch != written) {
            new NetworkFile(description, weights).write(file);
            written = epoch;
        }
    }

    private double seconds() {
        return earlier + (nanoTime.getAsLong() - start) / NANOS;
    }
}
