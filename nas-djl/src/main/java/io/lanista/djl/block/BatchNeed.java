package io.lanista.djl.block;

import java.util.Locale;
import java.util.Optional;

/**
 * How many examples a batch must have while a network trains, and which layer needs them: a batch normalisation behind a linear
 * layer, for one, gives only zeros for a batch of one example.
 *
 * @param examples 1 if any batch will do
 * @param path of the layer
 * @param type the layer's
 */
public record BatchNeed(int examples, String path, String type) {
    /** Any batch will do. */
    public static final BatchNeed NONE = new BatchNeed(1, "", "");

    /** The stricter of this one and another. */
    public BatchNeed and(BatchNeed other) {
        return other.examples > examples ? other : this;
    }

    /** Why batches of a size are too small, in a sentence with a way out; empty if they are not. */
    public Optional<String> refusal(int batchSize) {
        return batchSize >= examples
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "The layer (%s) at (%s) normalises each value over the batch, which takes (%d) examples or more, and a"
                                + " batch has (%d). Maybe raise batch_size, or use layer_norm instead.",
                        type,
                        path,
                        examples,
                        batchSize));
    }
}
