package io.lanista.onnx;

import io.lanista.djl.table.CategoryForm;
import io.lanista.djl.table.CategoryPreparation;
import io.lanista.djl.table.ColumnPreparation;
import io.lanista.djl.table.Feature;
import io.lanista.djl.table.NormalScale;
import io.lanista.djl.table.NumberPreparation;
import io.lanista.djl.table.TextPreparation;
import io.lanista.djl.table.TokenPreparation;
import io.lanista.djl.table.YesNoPreparation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A column of a table on its way into a graph.
 *
 * @param preparation what training did to it
 * @param cells how many numbers go in
 * @param firstCell where the first of them stands
 * @param features how many numbers the network reads
 * @param firstFeature where the first of them stands
 * @param levels how many of them say that a word is one of several; 0 if the column isn't told apart like that
 * @param indicator whether the last of them says that the cell is missing
 * @param fill what stands for a missing cell
 */
record TableColumn(
        ColumnPreparation preparation,
        int cells,
        int firstCell,
        int features,
        int firstFeature,
        int levels,
        boolean indicator,
        float fill) {
    private static final float HALF = 0.5f;

    static TableColumn of(ColumnPreparation column, int firstCell, int firstFeature) {
        int features = column.features().size();
        if (column instanceof NumberPreparation number) {
            return new TableColumn(
                    column, 1, firstCell, features, firstFeature, 0, number.indicator(), (float) number.fill());
        }
        if (column instanceof YesNoPreparation yesNo) {
            return new TableColumn(
                    column, 1, firstCell, features, firstFeature, 0, yesNo.indicator(), (float) yesNo.fill());
        }
        if (column instanceof CategoryPreparation category) {
            int levels = category.form() == CategoryForm.ONE_HOT ? features : 0;
            float missing = category.missing() ? category.codes() - 1 : 0;
            return new TableColumn(column, 1, firstCell, features, firstFeature, levels, false, missing);
        }
        // The parts of a date are told outside: 32 bits can't hold a day and its seconds. So are the words of a text.
        return new TableColumn(column, features, firstCell, features, firstFeature, 0, false, Float.NaN);
    }

    void putFills(float[] fills) {
        Arrays.fill(fills, firstCell, firstCell + cells, fill);
    }

    /** The cells that these numbers were made of. */
    void putCells(float[] numbers, float[] row) {
        if (levels > 0) {
            for (int level = 0; level < levels; level++) {
                row[firstCell] += numbers[firstFeature + level] > HALF ? level + 1 : 0;
            }
        } else if (indicator && numbers[firstFeature + 1] > HALF) {
            row[firstCell] = Float.NaN;
        } else if (normal().isPresent()) {
            row[firstCell] = (float) normal().get().inverse(numbers[firstFeature]);
        } else {
            System.arraycopy(numbers, firstFeature, row, firstCell, cells);
        }
    }

    /** How its numbers are scaled, beside standardising. */
    Optional<NormalScale> normal() {
        return preparation instanceof NumberPreparation number ? number.normal() : Optional.empty();
    }

    String json() {
        StringBuilder json = new StringBuilder("{\"name\":")
                .append(Json.text(preparation.name()))
                .append(",\"kind\":")
                .append(Json.text(preparation.kind().word()));
        if (preparation instanceof CategoryPreparation category) {
            json.append(",\"levels\":").append(Json.array(category.levels()));
        } else if (preparation instanceof TokenPreparation tokens) {
            json.append(",\"length\":").append(tokens.length()).append(",\"vocabulary\":");
            json.append(Json.array(tokens.vocabulary()));
        } else if (preparation instanceof TextPreparation text) {
            json.append(",\"words\":").append(Json.array(text.words()));
        } else if (cells > 1) {
            List<String> parts =
                    preparation.features().stream().map(Feature::name).toList();
            json.append(",\"parts\":").append(Json.array(parts));
        }
        return json.append('}').toString();
    }
}
