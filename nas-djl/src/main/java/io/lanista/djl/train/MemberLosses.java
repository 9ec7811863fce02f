package io.lanista.djl.train;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Losses;
import io.lanista.djl.backend.Scalars;
import io.lanista.djl.backend.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The losses of several networks, whose sum's gradient is each one's own: at once for losses that are known, else one by one. */
final class MemberLosses {
    private static final int WITH_INNER_MEMBERS = 3;

    private final @Nullable KnownLoss known;

    /** A loss that can be taken of several networks at once. */
    @FunctionalInterface
    interface KnownLoss {
        /**
         * The losses.
         *
         * @param outputs {@code (members · examples, outputs)}, one network's behind the other's
         * @param wanted the labels or targets, likewise
         * @return {@code (members)}
         */
        NDArray of(NDArray outputs, NDArray wanted, int members, TrainingOptions options);
    }

    MemberLosses(Problem problem) {
        known = problem instanceof ClassificationProblem classes && takesLossOf(classes, ClassificationProblem.class)
                ? classes.ofMembers()
                : problem instanceof RegressionProblem numbers && takesLossOf(numbers, RegressionProblem.class)
                        ? numbers.ofMembers()
                        : problem instanceof MultilabelProblem
                                ? (outputs, targets, members, options) ->
                                        Losses.means(Losses.binaryCrossEntropies(outputs, targets), members)
                                : null;
    }

    /** Those who extend a problem may have a loss of their own. */
    private static boolean takesLossOf(Problem problem, Class<? extends Problem> type) {
        try {
            return problem.getClass()
                            .getMethod("loss", NDArray.class, Batch.class)
                            .getDeclaringClass()
                    == type;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The sum of the losses, each of which is counted where its batches are.
     *
     * @param outputs {@code (members · examples, …)}
     * @param batches of each network, at the batch
     * @param rates not a number for a network that sits this step out, whose loss doesn't count
     */
    NDArray sum(NDArray outputs, List<TensorBatches> batches, double... rates) {
        KnownLoss loss = known;
        return loss == null || !batches.stream().allMatch(TensorBatches::isPlain)
                ? oneByOne(outputs, batches, rates)
                : atOnce(loss, outputs, batches, rates);
    }

    private static NDArray oneByOne(NDArray outputs, List<TensorBatches> batches, double... rates) {
        List<NDArray> losses = new ArrayList<>();
        long size = outputs.getShape().get(0) / batches.size();
        for (int member = 0; member < batches.size(); member++) {
            if (!Double.isNaN(rates[member])) {
                NDArray own = Tensors.slice(outputs, 0, member * size, (member + 1) * size);
                losses.add(batches.get(member).batch().loss(own));
            }
        }
        return Tensors.sum(losses);
    }

    private static NDArray atOnce(KnownLoss loss, NDArray outputs, List<TensorBatches> batches, double... rates) {
        int members = batches.size();
        NDArray wanted = TensorBatches.wanted(batches);
        NDArray rows = outputs;
        long[] shape = outputs.getShape().getShape();
        if (shape.length == WITH_INNER_MEMBERS) {
            // An ensemble inside of each network: examples count once for each of its members.
            wanted = Tensors.repeat(wanted, shape[1], 0);
            rows = Tensors.reshape(outputs, shape[0] * shape[1], shape[2]);
        }
        NDArray losses = loss.of(rows, wanted, members, batches.get(0).options());
        float[] values = losses.toFloatArray();
        float[] counts = new float[members];
        boolean all = true;
        for (int member = 0; member < members; member++) {
            boolean sitsOut = Double.isNaN(rates[member]);
            all &= !sitsOut;
            counts[member] = sitsOut ? 0 : 1;
            if (!sitsOut) {
                batches.get(member).count(values[member]);
            }
        }
        NDArray counted = all ? losses : Tensors.multiply(losses, Tensors.of(losses.getManager(), counts, members));
        return Scalars.times(Tensors.mean(counted, 0), members);
    }
}
