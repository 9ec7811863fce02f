package io.lanista.djl.data;

import io.lanista.djl.table.CategoryForm;
import io.lanista.djl.table.ColumnKind;
import io.lanista.djl.table.DecimalMark;
import io.lanista.djl.table.Dialect;
import io.lanista.djl.table.NumberForm;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a table's columns are for.
 *
 * @param labels the columns to predict; several are numbers
 * @param task what they are, if somebody says so; else the data decide, and what they are for
 * @param use what the data are for
 * @param kinds of columns, where somebody says so
 * @param group the column that names what a row belongs to; rows of one group stay in one part
 * @param time the column by whose order rows are split
 * @param weight the column that says how much rows count in training; it is left out of what is learnt from
 * @param categories how words become numbers
 * @param numbers how numbers are scaled
 * @param dialect of the file, if the table comes from one
 * @param missing further words and numbers that stand for a missing value
 */
public record TableRoles(
        List<String> labels,
        Optional<Task> task,
        DataUse use,
        Map<String, ColumnKind> kinds,
        Optional<String> group,
        Optional<String> time,
        Optional<String> weight,
        CategoryForm categories,
        NumberForm numbers,
        Optional<Dialect> dialect,
        List<String> missing) {
    /** Copies. */
    public TableRoles {
        labels = List.copyOf(labels);
        kinds = Collections.unmodifiableMap(new LinkedHashMap<>(kinds));
        missing = List.copyOf(missing);
    }

    /** A column to predict, whatever it is; the others are found out. */
    public static TableRoles predicting(String label, DataUse use) {
        return new TableRoles(
                List.of(label),
                Optional.empty(),
                use,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                CategoryForm.ONE_HOT,
                NumberForm.STANDARDIZE,
                Optional.empty(),
                List.of());
    }

    /** The same for labels of which is known what they are. */
    TableRoles as(Task known) {
        return new TableRoles(
                labels, Optional.of(known), use, kinds, group, time, weight, categories, numbers, dialect, missing);
    }

    DecimalMark decimal() {
        return dialect.map(Dialect::decimal).orElse(DecimalMark.DOT);
    }
}
