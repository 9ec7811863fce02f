package io.lanista.api.trial;

import io.lanista.api.option.Option;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says how good a model is: by training it, by looking it up, or by any other function. Found by
 * {@link java.util.ServiceLoader}; needs a public constructor without parameters.
 */
@ConsumerType
public interface Evaluator {
    /** The name by which experiment files ask for it, such as {@code classification}. */
    String name();

    /**
     * Prepares for an experiment: reads the options and the data, once for all trials.
     *
     * @throws io.lanista.api.option.OptionException if an option or the data is wrong; shown to the user as it is
     */
    Evaluation open(EvaluationRequest request);

    /** What can be set, and how. */
    default List<Option<?>> options() {
        return List.of();
    }

    /** What this is for, in one sentence. */
    default String description() {
        return "";
    }

    /**
     * Whether evaluating one model twice with one seed gives one result, which is a waste. Decides the default for duplicates.
     */
    default boolean isDeterministic() {
        return true;
    }

    /**
     * Whether a crash, a leak or an endless loop in native code is possible, so that trials are better run in processes
     * of their own.
     */
    default boolean usesNativeCode() {
        return false;
    }
}
