package io.lanista.djl.data;

import java.util.HashSet;
import java.util.List;

/** What is to be predicted, for each stored row. */
interface Targets {
    Task task();

    List<String> classNames();

    int outputSize();

    int label(int row);

    float number(int row, int part);

    /** Class labels. */
    static Targets classes(List<String> names, int[] labels) {
        List<String> classNames = List.copyOf(names);
        if (new HashSet<>(classNames).size() < classNames.size()) {
            throw new DataException(String.format("Two classes have one name: %s.", classNames));
        }
        if (classNames.size() < 2) {
            throw new DataException(String.format(
                    "There is only one class (%s), so there is nothing to learn. Maybe another column holds the label,"
                            + " or the data of the other classes are missing.",
                    String.join(", ", classNames)));
        }
        for (int row = 0; row < labels.length; row++) {
            if (labels[row] < 0 || labels[row] >= classNames.size()) {
                throw new DataException(String.format(
                        "Label (%d) of example (%d) is none of the (%d) classes, which are numbered from 0.",
                        labels[row], row, classNames.size()));
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
            public float number(int row, int part) {
                throw new IllegalStateException("These examples have classes, not numbers. Maybe ask for label().");
            }
        };
    }

    /** Real numbers, {@code size} for each row. */
    static Targets numbers(float[] numbers, int size) {
        if (size < 1 || numbers.length % size != 0) {
            throw new DataException(
                    String.format("(%d) targets can't be dealt out to examples (%d) each.", numbers.length, size));
        }
        for (int i = 0; i < numbers.length; i++) {
            if (!Float.isFinite(numbers[i])) {
                throw new DataException(
                        String.format("The target of example (%d) is (%s), not a number.", i / size, numbers[i]));
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
            public float number(int row, int part) {
                return numbers[row * size + part];
            }
        };
    }
}
