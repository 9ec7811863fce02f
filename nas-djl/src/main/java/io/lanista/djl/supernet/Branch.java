package io.lanista.djl.supernet;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** One candidate of a choice, with what is nested in it. */
@ProviderType
public interface Branch {
    /** The value that the decision takes if this candidate is chosen. */
    Object value();

    /** Whether its output is zero whatever the input is, so that a weighted sum may leave it out. */
    boolean isZero();

    /** Whether it is a skip connection: the input as it is, or only made smaller. */
    boolean isSkip();

    /** Whether anything in it is trained: skip connections, pools and zeros have no weights. */
    boolean hasWeights();

    /**
     * The candidate's output for a batch.
     *
     * @param inputs the inputs that the mixed block was given
     */
    NDArray apply(List<NDArray> inputs, MixedPass pass);
}
