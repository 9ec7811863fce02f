package io.lanista.djl.supernet;

import java.util.Map;

/** Sums up loss and hits over batches. */
public final class Tally {
    private double loss;
    private long correct;
    private long examples;

    /** One with nothing counted yet. */
    public Tally() {}

    void add(double meanLoss, long hits, int size) {
        if (!Double.isFinite(meanLoss)) {
            throw new IllegalStateException("The loss became (" + meanLoss
                    + "). Maybe a lower learning rate, or a lower limit for the norm of the gradient, helps.");
        }
        loss += meanLoss * size;
        correct += hits;
        examples += size;
    }

    /** The share of examples that were told right; 0 if there was none. */
    public double accuracy() {
        return examples == 0 ? 0 : (double) correct / examples;
    }

    /** Adds the means, {@code NAME_loss} and {@code NAME_accuracy}, if anything was counted. */
    void into(Map<String, Double> metrics, String name) {
        if (examples > 0) {
            metrics.put(name + "_loss", loss / examples);
            metrics.put(name + "_accuracy", accuracy());
        }
    }
}
