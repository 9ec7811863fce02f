package io.lanista.cli;

import io.lanista.djl.data.NewExamples;
import io.lanista.djl.table.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Data that an exported network was used on, with what it says of them.
 *
 * @param predictions a row for each example
 * @param files the picture of each example; empty for others
 * @param table the rows; empty for pictures and arrays
 * @param arrays what a source read that has no rows; empty for pictures and rows
 */
record NewData(float[][] predictions, List<Path> files, Optional<Table> table, Optional<NewExamples> arrays) {
    static NewData ofRows(float[][] predictions, Table rows) {
        return new NewData(predictions, List.of(), Optional.of(rows), Optional.empty());
    }

    static NewData ofPictures(float[][] predictions, List<Path> files) {
        return new NewData(predictions, files, Optional.empty(), Optional.empty());
    }

    static NewData ofArrays(float[][] predictions, NewExamples examples) {
        return new NewData(predictions, List.of(), Optional.empty(), Optional.of(examples));
    }

    /** A network makes no number of what is too far from all that it was trained on. */
    void requireNumbers() {
        int[] rows = IntStream.range(0, predictions.length)
                .filter(row -> !isFinite(predictions[row]))
                .toArray();
        if (rows.length > 0) {
            throw new UserMistake(String.format(
                    Locale.ROOT,
                    "The network answers (%d) of (%d) examples with no finite number, the first in %s. Maybe a number in it is far"
                            + " beyond those that the network was trained on: mend it, or leave it out.",
                    rows.length,
                    predictions.length,
                    place(rows[0])));
        }
    }

    private static boolean isFinite(float... numbers) {
        boolean finite = true;
        for (float number : numbers) {
            finite &= Float.isFinite(number);
        }
        return finite;
    }

    private String place(int example) {
        return table.map(rows -> rows.place(example))
                .orElseGet(() ->
                        files.isEmpty() ? "the example (" + example + ", from 0)" : "(" + files.get(example) + ")");
    }
}
