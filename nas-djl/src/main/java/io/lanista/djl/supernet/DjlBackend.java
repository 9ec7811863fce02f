package io.lanista.djl.supernet;

import io.lanista.djl.backend.Backend;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.data.DataSet;
import io.lanista.djl.data.DataSplit;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * What a one-shot trainer works with: {@code request.backend(DjlBackend.class)}.
 *
 * @param backend the tensor engine
 * @param blocks the layer types that networks can be built from
 * @param data of the experiment. Its validation and test parts aren't for the supernet: they score what is exported
 */
public record DjlBackend(Backend backend, BlockCatalogue blocks, DataSplit data) {
    /**
     * Two parts of the training data without a common example.
     *
     * @param weights to train weights on
     * @param architecture to train architecture parameters on
     */
    public record Halves(DataSet weights, DataSet architecture) {}

    /**
     * Divides the training part at random.
     *
     * @param weightShare the share for the weights, between 0 and 1
     * @throws IllegalArgumentException if one part would be empty
     */
    public Halves halves(double weightShare, RandomGenerator random) {
        DataSet train = data.train();
        int[] order = new int[train.size()];
        for (int i = 0; i < order.length; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        int cut = (int) Math.round(weightShare * order.length);
        if (cut < 1 || cut >= order.length) {
            throw new IllegalArgumentException(String.format(
                    "(%d) training examples with a share of (%s) for the weights leave one part empty. Maybe 0.5.",
                    order.length, weightShare));
        }
        int[] first = Arrays.copyOfRange(order, 0, cut);
        int[] second = Arrays.copyOfRange(order, cut, order.length);
        return new Halves(train.select(first), train.select(second));
    }
}
