package io.lanista.djl.data;

import io.lanista.djl.table.TablePreparation;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Examples as a network gets them.
 *
 * @param parts gives the examples of one part, standardised
 * @param inputScale what they were standardised by
 * @param table how their columns became numbers, if they come from a table
 * @param notes what was met on the way, a sentence each
 */
record Prepared(
        Function<int[], DataSet> parts,
        Standardization inputScale,
        Optional<TablePreparation> table,
        List<String> notes) {
    DataSet part(int... examples) {
        return parts.apply(examples);
    }
}
