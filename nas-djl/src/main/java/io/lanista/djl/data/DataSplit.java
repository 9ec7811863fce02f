package io.lanista.djl.data;

/**
 * Data ready for a search: three parts, standardised by what was learnt on the first. Immutable and shared by all trials.
 *
 * @param train to fit weights to
 * @param validation to score trials by
 * @param test to be used once, for the winner
 * @param inputScale what was applied to the features of all three parts; a network's raw input needs the same
 * @param targetScale mean and deviation of the numbers to predict, from the training part; the data sets give unscaled
 *     numbers. It changes nothing for classification
 */
public record DataSplit(
        DataSet train, DataSet validation, DataSet test, Standardization inputScale, Standardization targetScale) {

    /** The shape of one example: {@code (channels, height, width)}, or {@code (columns)}. */
    public long[] shape() {
        return train.shape();
    }

    /** What is to be predicted. */
    public Task task() {
        return train.task();
    }

    /** How many outputs a network needs. */
    public int outputSize() {
        return train.outputSize();
    }

    /** For a summary: {@code 1x8x8, 10 classes; 1079 to train, 359 to validate, 359 to test}. */
    @Override
    public String toString() {
        return String.format(
                "%s, %s; %d to train, %d to validate, %d to test",
                DataSet.Shapes.text(shape()),
                task() == Task.CLASSIFICATION ? outputSize() + " classes" : "regression",
                train.size(),
                validation.size(),
                test.size());
    }
}
