package io.lanista.djl.supernet;

import io.lanista.api.option.OptionException;
import io.lanista.djl.data.DataSet;
import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Two parts of the training data without a common example.
 *
 * @param weights to train weights on
 * @param architecture to train architecture parameters on
 */
public record Halves(DataSet weights, DataSet architecture) {
    private static final int LEAST = 2;

    /**
     * Divides training data at random.
     *
     * @param weightShare the share for the weights, between 0 and 1
     * @throws OptionException if one part would have fewer than two examples, which can't be normalised by a batch
     */
    public static Halves of(DataSet train, double weightShare, RandomGenerator random) {
        int[] order = new int[train.size()];
        for (int i = 0; i < order.length; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        int cut = (int) Math.round(weightShare * order.length);
        if (cut < LEAST || order.length - cut < LEAST) {
            throw new OptionException(String.format(
                    Locale.ROOT,
                    "(%d) training examples are divided into (%d) for the weights and (%d) for the architecture, and each needs at"
                            + " least (%d). Maybe more data, or another share than (%s).",
                    order.length,
                    cut,
                    order.length - cut,
                    LEAST,
                    weightShare));
        }
        int[] first = Arrays.copyOfRange(order, 0, cut);
        int[] second = Arrays.copyOfRange(order, cut, order.length);
        return new Halves(train.select(first), train.select(second));
    }
}
