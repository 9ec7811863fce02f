package io.lanista.djl.data;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a source gives: examples to train with, and test examples if it has a test part of its own. Raw, not standardised.
 *
 * @param train all examples, or those that are not for testing
 * @param test examples for testing only, with the same shape and classes; null if the source doesn't set any apart
 */
public record DataParts(DataSet train, @Nullable DataSet test) {
    /** Checks that the parts fit together. */
    public DataParts {
        if (test != null
                && !(Arrays.equals(train.shape(), test.shape())
                        && train.classNames().equals(test.classNames())
                        && train.outputSize() == test.outputSize())) {
            throw new DataException(String.format(
                    "The test part (%s; classes %s) doesn't fit the training part (%s; classes %s)."
                            + " Maybe one of them is from other data.",
                    test, test.classNames(), train, train.classNames()));
        }
    }

    /** Examples without a test part of their own. */
    public static DataParts of(DataSet all) {
        return new DataParts(all, null);
    }
}
