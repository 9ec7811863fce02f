package io.lanista.djl.data;

import io.lanista.api.trial.DataDescription;
import io.lanista.djl.table.TablePreparation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Data ready for a search: three parts, standardised by what was learnt on the first. Immutable and shared by all trials.
 *
 * @param train to fit weights to
 * @param validation to score trials by
 * @param test to be used once, for the winner
 * @param inputScale what was applied to the features of all three parts; a network's raw input needs the same. For a table, the
 *     raw input are the numbers that its preparation makes of a row, before they are standardised
 * @param targetScale mean and deviation of the numbers to predict, from the training part; the data sets give unscaled
 *     numbers. It changes nothing for classification
 * @param table how a table's columns became numbers; empty if the data are no table
 * @param description what was found in the data, with a fingerprint
 * @param folds other ways to cut what isn't for the test into a part to train and one to validate, the first of which is that of
 *     {@code train} and {@code validation}; empty if there is only that one. A trial trains a network for each
 * @param fit how images got their size
 * @param selection to choose ensembles by: no network was trained, stopped or scored by it; empty if none is set apart
 */
public record DataSplit(
        DataSet train,
        DataSet validation,
        DataSet test,
        Standardization inputScale,
        Standardization targetScale,
        Optional<TablePreparation> table,
        DataDescription description,
        List<Fold> folds,
        ImageFit fit,
        Optional<DataSet> selection) {
    /** Copies. */
    public DataSplit {
        folds = List.copyOf(folds);
    }

    /** Data that are cut in one way. */
    public DataSplit(
            DataSet train,
            DataSet validation,
            DataSet test,
            Standardization inputScale,
            Standardization targetScale,
            Optional<TablePreparation> table,
            DataDescription description) {
        this(
                train,
                validation,
                test,
                inputScale,
                targetScale,
                table,
                description,
                List.of(),
                ImageFit.STRETCH,
                Optional.empty());
    }

    /**
     * One way to cut what isn't for the test.
     *
     * @param train to fit weights to
     * @param validation to score trials by
     * @param selection to choose ensembles by; empty if none is set apart
     */
    public record Fold(DataSet train, DataSet validation, Optional<DataSet> selection) {}

    /** The same data, cut as each of the folds; cut as they are if there are none. */
    public List<DataSplit> cuts() {
        return folds.isEmpty()
                ? List.of(this)
                : folds.stream()
                        .map(fold -> new DataSplit(
                                fold.train(),
                                fold.validation(),
                                test,
                                inputScale,
                                targetScale,
                                table,
                                description,
                                List.of(),
                                fit,
                                fold.selection()))
                        .toList();
    }

    /** The same data with each fold so often, or the only cut as so many folds: for networks that differ in their seeds alone. */
    public DataSplit repeated(int times) {
        if (times == 1) {
            return this;
        }
        List<Fold> repeated = new ArrayList<>();
        for (int repeat = 0; repeat < times; repeat++) {
            repeated.addAll(folds.isEmpty() ? List.of(new Fold(train, validation, selection)) : folds);
        }
        return new DataSplit(
                train, validation, test, inputScale, targetScale, table, description, repeated, fit, selection);
    }

    /** Parts that a program has split and scaled itself, to be used as they are. */
    public static DataSplit of(DataSet train, DataSet validation, DataSet test) {
        DataSplit split = new DataSplit(
                train,
                validation,
                test,
                Standardization.identity(Standardization.groups(train.shape())),
                Standardization.identity(train.outputSize()),
                Optional.empty(),
                DataSummary.NONE);
        return split.with(DataSummary.of(split));
    }

    /**
     * The same examples in other scales, such as those that a network learnt with which is to learn more.
     *
     * @param input of raw features
     * @param target of the numbers to predict
     */
    public DataSplit scaled(Standardization input, Standardization target) {
        return new DataSplit(
                train.standardized(input),
                validation.standardized(input),
                test.standardized(input),
                input,
                target,
                table,
                description,
                folds.stream()
                        .map(fold -> new Fold(
                                fold.train().standardized(input),
                                fold.validation().standardized(input),
                                fold.selection().map(part -> part.standardized(input))))
                        .toList(),
                fit,
                selection.map(part -> part.standardized(input)));
    }

    DataSplit with(DataDescription found) {
        return new DataSplit(train, validation, test, inputScale, targetScale, table, found, folds, fit, selection);
    }

    /** The shape of one example: {@code (channels, height, width)}, or {@code (columns)}. */
    public long[] shape() {
        return train.shape();
    }

    /** How many of the first values of an example are numbers of a table's columns; empty if the data are no rows of a table. */
    public OptionalInt numbers() {
        return table.isPresent() && !train.isImages() && table.get().numbers() > 0
                ? OptionalInt.of(table.get().numbers())
                : OptionalInt.empty();
    }

    /** What is to be predicted. */
    public Task task() {
        return train.task();
    }

    /** How many outputs a network needs. */
    public int outputSize() {
        return train.outputSize();
    }

    /** For a summary: {@code 1x8x8, 10 classes; 1079 to train, 359 to validate, 359 to test}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s, %s; %d to train, %d to validate, %d to test",
                DataSet.Shapes.text(shape()),
                task() == Task.CLASSIFICATION ? outputSize() + " classes" : "regression",
                train.size(),
                validation.size(),
                test.size());
    }
}
