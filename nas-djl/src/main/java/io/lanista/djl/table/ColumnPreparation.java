package io.lanista.djl.table;

import java.util.List;
import java.util.Map;

/** How a column's cells become numbers: what was learnt on the rows that are trained with. A value. */
public sealed interface ColumnPreparation
        permits NumberPreparation,
                CategoryPreparation,
                YesNoPreparation,
                DatePreparation,
                TextPreparation,
                TokenPreparation {
    /** The column's name. */
    String name();

    /** What its cells mean. */
    ColumnKind kind();

    /** The numbers that come out for a cell, in their order. */
    List<Feature> features();

    /** The same without standardising. */
    default ColumnPreparation unscaled() {
        return this;
    }

    /** For a file. */
    Map<String, Object> asMap();

    /**
     * Makes the numbers of a column's cells.
     *
     * @param column of that name in some table
     * @throws io.lanista.djl.file.DataException if it isn't of this kind
     */
    Cells cells(Column column);

    /** A column's cells as numbers. */
    @FunctionalInterface
    interface Cells {
        /**
         * Writes a cell's numbers, not standardised.
         *
         * @return whether the cell is of a sort that the training rows had; if not, it is written as if missing, or as zeros
         */
        boolean write(int row, double[] to, int at);
    }
}
