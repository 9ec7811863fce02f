package io.lanista.oneshot.darts;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.FlatParameters;
import io.lanista.djl.supernet.Alphas;
import io.lanista.djl.supernet.ChoiceSite;
import io.lanista.djl.supernet.MixedBlock;
import java.util.function.DoubleSupplier;

/** How one trainer differs from the others. One object for each run. */
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

    /** In every how many batches there is a step of the architecture. */
    default int architectureEvery() {
        return 1;
    }

    /** Adam's decay of the first moment for the architecture parameters; Liu et al. 2019, section 3.1.1. */
    default double firstMoment() {
        return 0.5;
    }

    /**
     * Does one step of the architecture, which moves its parameters.
     *
     * @param step to be run once
     */
    default void architectureStep(FlatParameters alphas, Runnable step) {
        step.run();
    }

    /** The loss of an architecture step, penalties included. */
    default NDArray penalised(NDArray loss, Alphas alphas) {
        return loss;
    }
}
