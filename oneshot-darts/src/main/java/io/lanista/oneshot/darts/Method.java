package io.lanista.oneshot.darts;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Weights;
import io.lanista.djl.supernet.ChoiceSite;
import io.lanista.djl.supernet.MixedBlock;
import java.util.function.DoubleSupplier;

/** What tells the trainers apart. One object for each run. */
interface Method {
    /** The block in the place of a choice. */
    MixedBlock mix(ChoiceSite site);

    /** The candidates work on one of so many parts of the channels. */
    default int parts() {
        return 1;
    }

    /** Whether the architecture's gradient looks one weight step ahead. */
    default boolean isSecondOrder() {
        return false;
    }

    /**
     * Measures something for which the loss must be a smooth function of the architecture parameters, so that its curvature means
     * something.
     */
    default double smoothly(DoubleSupplier measurement) {
        return measurement.getAsDouble();
    }

    /**
     * Begins an epoch.
     *
     * @param progress 0 for the first epoch, 1 for the last
     */
    default void epoch(double progress) {}

    /** The loss of an architecture step, penalties included. */
    default NDArray penalised(NDArray loss, Weights architecture) {
        return loss;
    }
}
