package io.lanista.djl.data;

import io.lanista.djl.file.DataException;
import io.lanista.djl.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A table and those of its rows that have a label. */
final class TablePart {
    private final Table table;
    private final List<LabelColumn> labels = new ArrayList<>();
    private final int[] rows;

    TablePart(Table table, TableRoles roles) {
        this.table = table;
        for (String name : roles.labels()) {
            labels.add(new LabelColumn(table, name, roles));
        }
        if (labels.size() > 1) {
            TableRoles numbers = roles.as(Task.REGRESSION);
            labels.replaceAll(label -> new LabelColumn(table, label.name(), numbers));
        }
        LabelColumn first = labels.get(0);
        if (first.task() == Task.CLASSIFICATION && roles.task().isEmpty() && first.isRatherQuantity()) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "The label (%s) has (%d) different whole numbers in (%d) rows, which is rather a quantity than a class. Maybe"
                            + " use the evaluator 'regression', or say 'task: classification' beside the data.",
                    first.name(),
                    first.different(),
                    table.size()));
        }
        rows = IntStream.range(0, table.size()).filter(this::isLabelled).toArray();
        if (rows.length == 0) {
            throw new DataException("No row has a label (" + String.join(", ", roles.labels()) + "), from "
                    + table.place(0) + " on. Maybe another column holds it (option label).");
        }
    }

    private boolean isLabelled(int row) {
        for (LabelColumn label : labels) {
            if (label.isMissing(row)) {
                return false;
            }
        }
        return true;
    }

    Table table() {
        return table;
    }

    Task task() {
        return labels.get(0).task();
    }

    List<LabelColumn> labels() {
        return labels;
    }

    /** The rows that have a label. */
    int[] rows() {
        return rows;
    }

    int size() {
        return rows.length;
    }

    /** Where the first row is that has none. */
    String firstUnlabelled() {
        int row = 0;
        while (row < rows.length && rows[row] == row) {
            row++;
        }
        return table.place(row);
    }

    /** How many rows have none. */
    int unlabelled() {
        return table.size() - rows.length;
    }
}
