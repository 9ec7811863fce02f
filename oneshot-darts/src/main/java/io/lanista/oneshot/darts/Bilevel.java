package io.lanista.oneshot.darts;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Weights;
import io.lanista.djl.supernet.Alphas;

/** The two losses of a bilevel problem, for the batches at hand (Liu et al. 2019, equations 3 and 4). Each is one number. */
interface Bilevel {
    /** What the weights minimise. */
    NDArray train(Weights weights, Alphas alphas);

    /** What the architecture parameters minimise. */
    NDArray validation(Weights weights, Alphas alphas);
}
