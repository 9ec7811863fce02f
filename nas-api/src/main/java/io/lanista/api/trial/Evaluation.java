package io.lanista.api.trial;

import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import io.lanista.api.space.SearchSpace;
import java.util.Optional;
import java.util.OptionalInt;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An evaluator at work in one experiment. {@link #evaluate} is called by several threads at once if trials run in
 * parallel in one process.
 */
@ConsumerType
public interface Evaluation extends AutoCloseable {
    /**
     * Evaluates a concrete model.
     *
     * @param model nothing in it is left to decide
     * @param context reports, cancellation, seed, folders
     * @return the final metrics, among them the objective's
     * @throws TrialCancelledException if {@link TrialContext#checkCancelled()} asked it to end
     * @throws io.lanista.api.model.InvalidArchitectureException if the model can't be built
     * @throws Exception for any other failure; the trial then counts as failed, with this reason
     */
    Metrics evaluate(Model model, TrialContext context) throws Exception;

    /**
     * Measures the winner once on data that the search never saw.
     *
     * @param model the model as it was evaluated
     * @param context the context of the trial that won; its artifact folder holds what {@link #evaluate} kept there
     * @return empty if there are no such data
     */
    default Optional<Metrics> test(Model model, TrialContext context) throws Exception {
        return Optional.empty();
    }

    /** The shape of one example in the data, if the data decide it; the base model is fitted to it. */
    default Optional<Shape> inputShape() {
        return Optional.empty();
    }

    /** The number of outputs (classes, targets) that the data need, if the data decide it. */
    default Optional<Integer> outputs() {
        return Optional.empty();
    }

    /** How many of the first values of an example are numbers of a table, as opposed to yes and no, if the data are a table. */
    default OptionalInt numbers() {
        return OptionalInt.empty();
    }

    /** What was found in the data, if there are any. */
    default Optional<DataDescription> data() {
        return Optional.empty();
    }

    /**
     * How many steps one trial trains in all, if the strategy doesn't decide that: what {@link TrialContext#report} counts, such
     * as epochs. Strategies that stop trials early, or train them in rungs, divide it.
     *
     * @return empty if trials have no steps
     */
    default OptionalInt fullSteps() {
        return OptionalInt.empty();
    }

    /** Whether results differ between seeds, as those of trainings do; contenders are evaluated again where they do. */
    default boolean dependsOnSeed() {
        return false;
    }

    /**
     * Refuses a space that holds architectures which can't be evaluated. Asked once, before anything runs.
     *
     * @param space fitted to the data
     * @throws IllegalArgumentException if some choice doesn't fit; the message names the choices, the place and the reason
     */
    default void check(SearchSpace space) {}

    /**
     * What a one-shot trainer may work with instead of whole trials, by a type that the module of this evaluator offers.
     *
     * @return empty if this evaluator offers no such type
     */
    default <B> Optional<B> backend(Class<B> type) {
        return Optional.empty();
    }

    @Override
    default void close() {}
}
