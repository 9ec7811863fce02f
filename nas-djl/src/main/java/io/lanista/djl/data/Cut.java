package io.lanista.djl.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which examples are in which part, each in ascending order; and, with folds, the other ways to cut what isn't for the test. What
 * ensembles are chosen by may be empty.
 */
final class Cut {
    private final int[] train;
    private final int[] validation;
    private final int[] test;
    private final int[] selection;
    private final List<Cut> folds;

    Cut(int[] train, int[] validation, int[] test, int[] selection) {
        this(train, validation, test, selection, List.of());
    }

    Cut(int[] train, int[] validation, int[] test, int[] selection, List<Cut> folds) {
        this.train = train;
        this.validation = validation;
        this.test = test;
        this.selection = selection;
        this.folds = List.copyOf(folds);
    }

    int[] train() {
        return train;
    }

    int[] validation() {
        return validation;
    }

    int[] test() {
        return test;
    }

    int[] selection() {
        return selection;
    }

    List<Cut> folds() {
        return folds;
    }

    /** What the preparation is learnt from: the training part; with folds, all that isn't for the test. */
    int[] developed() {
        return folds.isEmpty()
                ? train
                : Stream.of(train, validation, selection)
                        .flatMapToInt(Arrays::stream)
                        .sorted()
                        .toArray();
    }
}
