package io.lanista.hub;

import io.lanista.api.model.Cell;
import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.ModelBuilder;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * A chain of cells, each of which reads the two before it, as in NASNet and DARTS. A reduction cell halves the size and
 * doubles the channels; behind one, the older input is halved by a factorised reduction.
 *
 * @param cells how many
 * @param reduces which of them reduce, from 0
 * @param maker makes one
 */
record CellStack(int cells, IntPredicate reduces, Maker maker) {
    /** Makes a cell. */
    @FunctionalInterface
    interface Maker {
        /**
         * A cell.
         *
         * @param first what is first applied to the older input
         * @param second what is first applied to the newer one
         */
        Cell cell(boolean reduces, Operation first, Operation second);
    }

    Model model(String name, Shape input, long channels, Object outputs) {
        ModelBuilder builder = Model.named(name)
                .input("image", input.toArray())
                .then("stem", Graph.sequence(Parts.conv(3, "out_channels", 3 * channels), Parts.NORM));
        Map<List<Object>, Cell> alike = new HashMap<>(); // One object for equal cells: they are frozen and hashed once.
        String before = "stem";
        String last = "stem";
        long width = channels;
        boolean reducedBefore = false;
        for (int i = 0; i < cells; i++) {
            boolean reducing = reduces.test(i);
            width *= reducing ? 2 : 1;
            long channelsNow = width;
            boolean halves = reducedBefore;
            Cell cell = alike.computeIfAbsent(
                    List.of(reducing, halves, channelsNow), key -> cell(reducing, halves, channelsNow));
            builder.node("cell" + i, cell, before, last);
            before = last;
            last = "cell" + i;
            reducedBefore = reducing;
        }
        return builder.then("head", Parts.classifier(outputs)).build();
    }

    private Cell cell(boolean reducing, boolean reducedBefore, long width) {
        Operation pointwise = Parts.reluConvNorm(1, "out_channels", width);
        Operation first = reducedBefore ? Layer.of("factorized_reduction", "out_channels", width) : pointwise;
        return maker.cell(reducing, first, pointwise);
    }
}
