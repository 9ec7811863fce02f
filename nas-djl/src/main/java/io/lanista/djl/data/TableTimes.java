package io.lanista.djl.data;

import io.lanista.djl.file.DataException;
import io.lanista.djl.table.Column;
import io.lanista.djl.table.DatePreparation;
import io.lanista.djl.table.NumberColumn;
import io.lanista.djl.table.Table;
import io.lanista.djl.table.WordColumn;

/** When a table's rows were. */
final class TableTimes {
    private TableTimes() {}

    /**
     * The time of each row.
     *
     * @throws DataException if the column has no dates and no numbers, or misses some
     */
    static double[] of(String name, Table table) {
        Column column = table.column(name);
        double[] times =
                column instanceof WordColumn words ? DatePreparation.days(name, words) : new double[column.size()];
        for (int row = 0; row < times.length; row++) {
            if (column instanceof NumberColumn numbers) {
                times[row] = numbers.value(row);
            }
            if (Double.isNaN(times[row])) {
                throw new DataException("The column (" + name + ") says when rows were (option time), but "
                        + table.place(row) + " has none. Maybe leave that row out.");
            }
        }
        return times;
    }
}
