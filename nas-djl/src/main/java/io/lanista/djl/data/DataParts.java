package io.lanista.djl.data;

import io.lanista.djl.file.DataException;
import io.lanista.djl.table.TablePreparation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Examples in arrays, and those that the source sets apart to validate or to test, if it does. Raw, not standardised. */
public final class DataParts extends RawData {
    private final DataSet train;
    private final @Nullable DataSet validation;
    private final @Nullable DataSet test;
    private final Findings findings;
    private final Optional<TablePreparation> columns;
    private final ImageFit fit;

    private DataParts(
            DataSet train,
            @Nullable DataSet validation,
            @Nullable DataSet test,
            Findings findings,
            Optional<TablePreparation> columns,
            ImageFit fit) {
        this.train = train;
        this.validation = validation;
        this.test = test;
        this.findings = findings;
        this.columns = columns;
        this.fit = fit;
        Stream.of(Optional.ofNullable(validation), Optional.ofNullable(test))
                .flatMap(Optional::stream)
                .forEach(this::requireFit);
    }

    /** Examples without parts of their own. */
    public static DataParts of(DataSet all) {
        return new DataParts(all, null, null, Findings.NONE, Optional.empty(), ImageFit.STRETCH);
    }

    /**
     * The same, with examples for testing only.
     *
     * @param part with the same shape and classes
     * @throws DataException if it doesn't fit
     */
    public DataParts withTest(DataSet part) {
        return new DataParts(train, validation, part, findings, columns, fit);
    }

    /**
     * The same, with examples that trials are scored by.
     *
     * @param part with the same shape and classes
     * @throws DataException if it doesn't fit
     */
    public DataParts withValidation(DataSet part) {
        return new DataParts(train, part, test, findings, columns, fit);
    }

    /** The same, with what is to be said of them. */
    public DataParts with(Findings found) {
        return new DataParts(train, validation, test, found, columns, fit);
    }

    /** The same, whose values are those of a table's columns. */
    DataParts with(TablePreparation table) {
        return new DataParts(train, validation, test, findings, Optional.of(table), fit);
    }

    /** The same, whose images got their size in this way. */
    DataParts with(ImageFit how) {
        return new DataParts(train, validation, test, findings, columns, how);
    }

    @Override
    ImageFit fit() {
        return fit;
    }

    private void requireFit(DataSet part) {
        if (!(Arrays.equals(train.shape(), part.shape())
                && train.classNames().equals(part.classNames())
                && train.outputSize() == part.outputSize())) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "The part that is set apart (%s; classes %s) doesn't fit the training part (%s; classes %s)."
                            + " Maybe one of them is from other data.",
                    part,
                    part.classNames(),
                    train,
                    train.classNames()));
        }
    }

    /** All examples, or those that are not set apart. */
    public DataSet train() {
        return train;
    }

    /** Examples that are set apart to score trials by. */
    public Optional<DataSet> validation() {
        return Optional.ofNullable(validation);
    }

    /** Examples that are set apart to test the winner with. */
    public Optional<DataSet> test() {
        return Optional.ofNullable(test);
    }

    @Override
    int size() {
        return train.size() + (validation == null ? 0 : validation.size()) + (test == null ? 0 : test.size());
    }

    @Override
    Task task() {
        return train.task();
    }

    @Override
    List<String> classNames() {
        return train.classNames();
    }

    @Override
    int label(int example) {
        return of(example).label(example - start(example));
    }

    @Override
    Part part(int example) {
        DataSet part = of(example);
        return part == train ? Part.OPEN : part == validation ? Part.VALIDATION : Part.TEST;
    }

    @Override
    long identity(int example) {
        return of(example).identity(example - start(example));
    }

    @Override
    Findings findings() {
        return findings;
    }

    @Override
    NewExamples examples() {
        return NewExamples.of(test == null ? train : test);
    }

    @Override
    Prepared prepare(boolean standardize, int... training) {
        Standardization learnt = Standardization.ofFeatures(select(training));
        Standardization used =
                standardize ? learnt : Standardization.identity(learnt.mean().size());
        return new Prepared(examples -> select(examples).standardized(used), used, columns, List.of());
    }

    /** Examples of one part, or, where networks are trained on all, of several. */
    private DataSet select(int... examples) {
        int first = examples.length == 0 ? 0 : examples[0];
        int start = start(first);
        if (Arrays.stream(examples).anyMatch(example -> of(example) != of(first))) {
            return DataSet.joined(Stream.of(Optional.of(train), validation(), test())
                            .flatMap(Optional::stream)
                            .toList())
                    .select(examples);
        }
        return of(first)
                .select(Arrays.stream(examples).map(example -> example - start).toArray());
    }

    /** The data set that an example is in: the validation part comes after the open one, and the test part last. */
    private DataSet of(int example) {
        if (example < train.size()) {
            return train;
        }
        if (validation != null && example < train.size() + validation.size()) {
            return validation;
        }
        if (test == null) {
            throw new IllegalArgumentException("There is no example (" + example + ").");
        }
        return test;
    }

    private int start(int example) {
        DataSet part = of(example);
        return part == train ? 0 : train.size() + (part == test && validation != null ? validation.size() : 0);
    }
}
