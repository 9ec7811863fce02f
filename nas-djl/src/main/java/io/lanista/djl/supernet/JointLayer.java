package io.lanista.djl.supernet;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** What one layer of a {@link JointChoices} computes, for one tensor or for those of all choices at once. */
@FunctionalInterface
interface JointLayer {
    NDArray apply(List<NDArray> inputs, JointPass pass);
}
