package io.lanista.djl.supernet;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** What one layer of a {@link FanOut} computes, for one tensor or for those of all choices at once. */
@FunctionalInterface
interface FanLayer {
    NDArray apply(List<NDArray> inputs, FanPass pass);
}
