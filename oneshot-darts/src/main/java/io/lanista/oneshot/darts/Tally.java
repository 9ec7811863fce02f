package io.lanista.oneshot.darts;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Losses;
import io.lanista.djl.backend.Tensors;
import java.util.Map;

/** Sums up loss and accuracy over batches. */
final class Tally {
    private double loss;
    private long correct;
    private long examples;

    void add(NDArray batchLoss, NDArray logits, Batch batch) {
        double value = Tensors.value(batchLoss);
        if (!Double.isFinite(value)) {
            throw new IllegalStateException(
                    "The loss became (" + value + "). Maybe a lower learning_rate or clip_norm helps.");
        }
        loss += value * batch.size();
        correct += Losses.countCorrect(logits, batch.labels());
        examples += batch.size();
    }

    boolean isEmpty() {
        return examples == 0;
    }

    double accuracy() {
        return examples == 0 ? 0 : (double) correct / examples;
    }

    void into(Map<String, Double> metrics, String half) {
        if (!isEmpty()) {
            metrics.put(half + "_loss", loss / examples);
            metrics.put(half + "_accuracy", accuracy());
        }
    }
}
