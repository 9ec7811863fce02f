package io.lanista.oneshot.darts;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Weights;

/** The two losses of a bilevel problem, for the batches at hand (Liu et al. 2019, equations 3 and 4). Each is one number. */
interface Bilevel {
    /** What the weights minimise. */
    NDArray train(Weights weights, Weights architecture);

    /** What the architecture parameters minimise. */
    NDArray validation(Weights weights, Weights architecture);
}
