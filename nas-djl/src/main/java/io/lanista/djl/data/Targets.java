package io.lanista.djl.data;

import io.lanista.djl.file.DataException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** What is to be predicted, for each stored row. */
interface Targets {
    Task task();

    List<String> classNames();

    int outputSize();

    int label(int row);

    double number(int row, int part);

    /** How much a row counts in training: 1 unless something else is known. */
    default double weight(int row) {
        return 1;
    }

    /** Whether some rows count more than others. */
    default boolean isWeighted() {
        return false;
    }

    /** The same, of which each row counts so much. */
    default Targets weighted(double... weights) {
        Targets plain = this;
        return new Targets() {
            @Override
            public Task task() {
                return plain.task();
            }

            @Override
            public List<String> classNames() {
                return plain.classNames();
            }

            @Override
            public int outputSize() {
                return plain.outputSize();
            }

            @Override
            public int label(int row) {
                return plain.label(row);
            }

            @Override
            public double number(int row, int part) {
                return plain.number(row, part);
            }

            @Override
            public double weight(int row) {
                return weights[row];
            }

            @Override
            public boolean isWeighted() {
                return true;
            }
        };
    }

    /** Those of several data sets of one task, one after the other. */
    static Targets joined(List<DataSet> parts) {
        return new Targets() {
            @Override
            public Task task() {
                return parts.get(0).task();
            }

            @Override
            public List<String> classNames() {
                return parts.get(0).classNames();
            }

            @Override
            public int outputSize() {
                return parts.get(0).outputSize();
            }

            @Override
            public int label(int row) {
                return parts.get(JoinedRows.part(parts, row)).label(JoinedRows.place(parts, row));
            }

            @Override
            public double number(int row, int part) {
                return parts.get(JoinedRows.part(parts, row)).target(JoinedRows.place(parts, row), part);
            }

            @Override
            public double weight(int row) {
                return parts.get(JoinedRows.part(parts, row)).weight(JoinedRows.place(parts, row));
            }

            @Override
            public boolean isWeighted() {
                return parts.stream().anyMatch(DataSet::isWeighted);
            }
        };
    }

    /** Class labels. */
    static Targets classes(List<String> names, int[] labels) {
        List<String> classNames = List.copyOf(names);
        if (new HashSet<>(classNames).size() < classNames.size()) {
            throw new DataException(String.format(Locale.ROOT, "Two classes have one name: %s.", classNames));
        }
        if (classNames.size() < 2) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "There is only one class (%s), so there is nothing to learn. Maybe another column holds the label,"
                            + " or the data of the other classes are missing.",
                    String.join(", ", classNames)));
        }
        for (int row = 0; row < labels.length; row++) {
            if (labels[row] < 0 || labels[row] >= classNames.size()) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "Label (%d) of example (%d) is none of the (%d) classes, which are numbered from 0.",
                        labels[row],
                        row,
                        classNames.size()));
            }
        }
        return new Targets() {
            @Override
            public Task task() {
                return Task.CLASSIFICATION;
            }

            @Override
            public List<String> classNames() {
                return classNames;
            }

            @Override
            public int outputSize() {
                return classNames.size();
            }

            @Override
            public int label(int row) {
                return labels[row];
            }

            @Override
            public double number(int row, int part) {
                throw new IllegalStateException("These examples have classes, not numbers. Maybe ask for label().");
            }
        };
    }

    /** Real numbers, {@code size} for each row. */
    static Targets numbers(double[] numbers, int size) {
        if (size < 1 || numbers.length % size != 0) {
            throw new DataException(String.format(
                    Locale.ROOT, "(%d) targets can't be dealt out to examples (%d) each.", numbers.length, size));
        }
        for (int i = 0; i < numbers.length; i++) {
            if (!Double.isFinite(numbers[i])) {
                throw new DataException(String.format(
                        Locale.ROOT, "The target of example (%d) is (%s), not a number.", i / size, numbers[i]));
            }
        }
        return new Targets() {
            @Override
            public Task task() {
                return Task.REGRESSION;
            }

            @Override
            public List<String> classNames() {
                return List.of();
            }

            @Override
            public int outputSize() {
                return size;
            }

            @Override
            public int label(int row) {
                throw new IllegalStateException("These examples have numbers, not classes. Maybe ask for target().");
            }

            @Override
            public double number(int row, int part) {
                return numbers[row * size + part];
            }
        };
    }
}
