package io.lanista.djl.supernet;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Tensors;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A sum of tensors that takes no more memory than one of them. Its terms are closed. */
final class RunningSum {
    private @Nullable NDArray sum;
    private boolean own;

    void add(NDArray term) {
        if (sum == null) {
            sum = term;
        } else if (own) {
            Tensors.addInPlace(sum, term);
            term.close();
        } else {
            NDArray fresh = Tensors.add(sum, term);
            sum.close();
            term.close();
            sum = fresh;
            own = true;
        }
    }

    NDArray value() {
        return Objects.requireNonNull(sum, "a sum of nothing");
    }
}
