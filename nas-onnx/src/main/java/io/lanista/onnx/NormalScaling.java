package io.lanista.onnx;

import io.lanista.djl.table.NormalScale;
import io.lanista.onnx.graph.GraphBuilder;
import io.lanista.onnx.graph.OnnxOperator;
import java.util.Arrays;
import java.util.List;

/**
 * Scales cells to a normal distribution, as {@link NormalScale} does: the score of the lowest knot, and what each piece between two knots
 * adds to it, {@code (min(max(x, from), to) − from) · slope}.
 *
 * @param columns those that are scaled so
 */
record NormalScaling(List<TableColumn> columns) {
    private static final String PLACE = InputPart.NAME;

    /** Adds it, and gives the scores {@code (batch, columns)}. */
    String add(GraphBuilder graph, String cells) {
        int pieces = columns.stream()
                .mapToInt(column -> Math.max(1, scale(column).knots().size() - 1))
                .max()
                .orElse(1);
        float[] from = new float[columns.size() * pieces];
        float[] to = new float[from.length];
        float[] slope = new float[from.length];
        float[] lowest = new float[columns.size()];
        for (int i = 0; i < columns.size(); i++) {
            NormalScale scale = scale(columns.get(i));
            lowest[i] = scale.scores().get(0).floatValue();
            Arrays.fill(from, i * pieces, (i + 1) * pieces, scale.knots().get(0).floatValue());
            Arrays.fill(to, i * pieces, (i + 1) * pieces, scale.knots().get(0).floatValue());
            for (int piece = 0; piece + 1 < scale.knots().size(); piece++) {
                int at = i * pieces + piece;
                from[at] = scale.knots().get(piece).floatValue();
                to[at] = scale.knots().get(piece + 1).floatValue();
                double rise = scale.scores().get(piece + 1) - scale.scores().get(piece);
                slope[at] = to[at] > from[at] ? (float) (rise / ((double) to[at] - from[at])) : 0;
            }
        }
        long[] places = columns.stream().mapToLong(TableColumn::firstCell).toArray();
        long[] shape = {columns.size(), pieces};
        String picked = graph.add(
                PLACE, OnnxOperator.of("Gather").integer("axis", 1), cells, graph.integers("input.scaled", places));
        String wide = graph.add(
                PLACE, OnnxOperator.of("Reshape"), picked, graph.integers("input.scaled.shape", 0, columns.size(), 1));
        String begins = graph.constant("input.pieces.from", shape, from);
        String atLeast = graph.add(PLACE, OnnxOperator.of("Max"), wide, begins);
        String clamped =
                graph.add(PLACE, OnnxOperator.of("Min"), atLeast, graph.constant("input.pieces.to", shape, to));
        String through = graph.add(PLACE, OnnxOperator.of("Sub"), clamped, begins);
        String risen =
                graph.add(PLACE, OnnxOperator.of("Mul"), through, graph.constant("input.pieces.slope", shape, slope));
        String sum = graph.add(
                PLACE,
                OnnxOperator.of("ReduceSum").integer("keepdims", 0),
                risen,
                graph.integers("input.pieces.axis", -1));
        return graph.add(
                PLACE,
                OnnxOperator.of("Add"),
                sum,
                graph.constant("input.lowest", new long[] {columns.size()}, lowest));
    }

    private static NormalScale scale(TableColumn column) {
        return column.normal().orElseThrow();
    }
}
