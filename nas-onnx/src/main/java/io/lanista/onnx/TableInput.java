package io.lanista.onnx;

import io.lanista.api.model.Shape;
import io.lanista.djl.data.Standardization;
import io.lanista.djl.table.ColumnPreparation;
import io.lanista.djl.table.TablePreparation;
import io.lanista.onnx.graph.ElementType;
import io.lanista.onnx.graph.GraphBuilder;
import io.lanista.onnx.graph.OnnxOperator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Cells of a table's rows, {@code (batch, columns)}, in the order of the preparation. A number goes in as it is, yes as 1 and no as 0,
 * and a missing one of both as NaN; the graph puts in what stands for it. A word goes in as the number of its level: 1 for the first, 0
 * for none of them; NaN for a missing cell; the graph makes a number for each level of it. A date goes in as the numbers that its
 * preparation makes of it, several columns. At last the graph standardises.
 */
public final class TableInput implements InputPart {
    private static final int FLOAT = 1;

    private final Standardization scale;
    private final List<TableColumn> columns;
    private final int cells;
    private final int features;

    /**
     * For rows that a preparation is for.
     *
     * @param preparation of the rows that the network was trained on
     * @param scale of the numbers that the preparation makes
     */
    public TableInput(TablePreparation preparation, Standardization scale) {
        this.scale = scale;
        this.columns = new ArrayList<>();
        int firstCell = 0;
        int firstFeature = 0;
        for (ColumnPreparation prepared : preparation.columns()) {
            TableColumn column = TableColumn.of(prepared, firstCell, firstFeature);
            columns.add(column);
            firstCell += column.cells();
            firstFeature += column.features();
        }
        this.cells = firstCell;
        this.features = firstFeature;
    }

    @Override
    public Shape shape() {
        return Shape.of(cells);
    }

    @Override
    public String add(GraphBuilder graph) {
        String raw = graph.input(NAME, ElementType.FLOAT, shape());
        String missing = graph.add(NAME, OnnxOperator.of("IsNaN"), raw);
        float[] fills = new float[cells];
        columns.forEach(column -> column.putFills(fills));
        String filled = graph.add(
                NAME, OnnxOperator.of("Where"), missing, graph.constant("input.fill", new long[] {cells}, fills), raw);
        String gaps = graph.add(NAME, OnnxOperator.of("Cast").integer("to", FLOAT), missing);
        List<String> sources = new ArrayList<>(List.of(filled, gaps));
        List<TableColumn> categories =
                columns.stream().filter(column -> column.levels() > 0).toList();
        if (!categories.isEmpty()) {
            sources.add(levels(graph, filled, categories));
        }
        List<TableColumn> scaled =
                columns.stream().filter(column -> column.normal().isPresent()).toList();
        if (!scaled.isEmpty()) {
            sources.add(new NormalScaling(scaled).add(graph, filled));
        }
        String all = graph.add(NAME, OnnxOperator.of("Concat").integer("axis", 1), sources, 0);
        String encoded = graph.add(
                NAME,
                OnnxOperator.of("Gather").integer("axis", 1),
                all,
                graph.integers("input.order", order(categories, scaled)));
        return Standardizing.add(graph, encoded, Shape.of(features), scale);
    }

    /** For each level of each category whether a cell has it, {@code (batch, levels of all categories)}. */
    private static String levels(GraphBuilder graph, String filled, List<TableColumn> categories) {
        long[] places = categories.stream()
                .flatMapToInt(column -> IntStream.generate(column::firstCell).limit(column.levels()))
                .asLongStream()
                .toArray();
        float[] levels = new float[places.length];
        int at = 0;
        for (TableColumn column : categories) {
            for (int level = 1; level <= column.levels(); level++) {
                levels[at++] = level;
            }
        }
        String words = graph.add(
                NAME, OnnxOperator.of("Gather").integer("axis", 1), filled, graph.integers("input.words", places));
        String equal = graph.add(
                NAME,
                OnnxOperator.of("Equal"),
                words,
                graph.constant("input.levels", new long[] {levels.length}, levels));
        return graph.add(NAME, OnnxOperator.of("Cast").integer("to", FLOAT), equal);
    }

    /** Where each of the network's numbers stands among cells, gaps and levels. */
    private long[] order(List<TableColumn> categories, List<TableColumn> scaled) {
        List<Long> order = new ArrayList<>();
        long nextLevel = 2L * cells;
        long nextScaled =
                nextLevel + categories.stream().mapToInt(TableColumn::levels).sum();
        for (TableColumn column : columns) {
            if (categories.contains(column)) {
                for (int level = 0; level < column.levels(); level++) {
                    order.add(nextLevel++);
                }
            } else {
                for (int cell = 0; cell < column.cells(); cell++) {
                    order.add(scaled.contains(column) ? nextScaled++ : (long) column.firstCell() + cell);
                }
                if (column.indicator()) {
                    order.add((long) cells + column.firstCell());
                }
            }
        }
        return order.stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public float[] of(float[] example) {
        float[] row = new float[cells];
        columns.forEach(column -> column.putCells(example, row));
        return row;
    }

    @Override
    public Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(
                NAME,
                "(batch, columns), cells in the order of 'columns': numbers as they are, yes as 1, no as 0, words as the number of"
                        + " their level from 1 or 0 for none, dates as their parts, missing cells as NaN; the graph does the rest");
        metadata.put("columns", columns.stream().map(TableColumn::json).collect(Collectors.joining(",", "[", "]")));
        return metadata;
    }
}
