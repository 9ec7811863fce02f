package io.lanista.djl.data;

import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/**
 * What a source gives: examples that are not split yet, nor standardised. Either arrays, as {@link DataParts}, or the columns of a
 * table, as {@link TableData}. Immutable.
 */
public abstract class RawData {
    RawData() {}

    /** How many examples there are, in all parts together. */
    abstract int size();

    /** What is to be predicted. */
    abstract Task task();

    /** The classes in the order of their numbers; empty for regression. */
    abstract List<String> classNames();

    /** The number of an example's class. Classification only. */
    abstract int label(int example);

    /** The part that the source itself put an example into. */
    abstract Part part(int example);

    /** A number that is equal for examples which look the same. */
    abstract long identity(int example);

    /** A number for each example that is equal in a group, which must stay together; empty if there are no groups. */
    Optional<Identities> groups() {
        return Optional.empty();
    }

    /** When an example was; empty if the order of time doesn't count. */
    Optional<IntToDoubleFunction> times() {
        return Optional.empty();
    }

    /** How images got their size. */
    ImageFit fit() {
        return ImageFit.STRETCH;
    }

    /** What the source found. */
    abstract Findings findings();

    /** Those for a network that is trained already: the test part, if the source sets one apart, else all. */
    abstract NewExamples examples();

    /** Learns from the training part how examples become what a network gets. */
    abstract Prepared prepare(boolean standardize, int... training);

    /** Which part of the data examples belong to. */
    enum Part {
        /** To the one that is to be split. */
        OPEN,
        /** To the one that trials are scored by. */
        VALIDATION,
        /** To the one that the winner is tested with. */
        TEST
    }
}
