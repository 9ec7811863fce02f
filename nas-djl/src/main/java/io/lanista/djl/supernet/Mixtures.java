package io.lanista.djl.supernet;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Tensors;
import java.util.ArrayList;
import java.util.List;

/** Several weighted sums of the same tensors. */
final class Mixtures {
    private Mixtures() {}

    /**
     * The sums, in one matrix product.
     *
     * @param weights {@code (sums, tensors)}
     * @param tensors of one shape, {@code (batch, channels, height, width)}
     */
    static List<NDArray> of(NDArray weights, List<NDArray> tensors) {
        // In the order of memory, so that the rows of the matrix are the tensors as they lie.
        List<NDArray> pixels = tensors.stream()
                .map(tensor -> Tensors.permute(tensor, 0, 2, 3, 1))
                .toList();
        long[] shape = pixels.get(0).getShape().getShape();
        NDArray matrix = Tensors.reshape(Tensors.stack(pixels, 0), tensors.size(), -1);
        NDArray product = Tensors.matmul(weights, matrix);
        long[] single = new long[Math.toIntExact(weights.getShape().get(0))];
        java.util.Arrays.fill(single, 1);
        List<NDArray> sums = new ArrayList<>();
        for (NDArray row : Tensors.split(product, 0, single)) {
            sums.add(Tensors.permute(Tensors.reshape(row, shape), 0, 3, 1, 2));
        }
        return sums;
    }
}
