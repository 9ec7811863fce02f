package io.lanista.dashboard.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes few boxes of many: a layer takes the normalisations and activations before and behind it into its box, and cells of one
 * kind that follow one another become one.
 *
 * <p>For example, the boxes {@code conv2d}, {@code batch_norm}, {@code relu}, {@code cell}, {@code cell} become a box with three
 * lines and a cell that stands there twice.
 */
final class BoxFolding {
    private static final int LINES = 5;
    private static final Set<String> MAIN = Set.of("conv", "dense", "pool");

    private final String output;
    private final Map<String, String> nowIn = new HashMap<>();
    private List<Box> boxes;

    /**
     * @param boxes each after those that it reads
     * @param output the name of the box that the result comes from
     */
    BoxFolding(List<Box> boxes, String output) {
        this.boxes = boxes;
        this.output = output;
        joinLayers();
        joinCells();
    }

    /** The boxes that are left, in order. */
    List<Box> boxes() {
        return boxes;
    }

    /** The name of the box that the result comes from now. */
    String output() {
        return nowIn.getOrDefault(output, output);
    }

    private void joinLayers() {
        Map<String, Integer> readers = new HashMap<>();
        boxes.forEach(box -> box.reads().forEach(name -> readers.merge(name, 1, Integer::sum)));
        readers.merge(output, 1, Integer::sum);
        List<Box> joined = new ArrayList<>();
        for (Box box : boxes) {
            int before = joined.size() - 1;
            if (before >= 0
                    && box.reads().equals(List.of(joined.get(before).name()))
                    && readers.getOrDefault(joined.get(before).name(), 0) == 1
                    && fit(joined.get(before), box)) {
                Box first = joined.get(before);
                List<String> lines = Stream.concat(first.lines().stream(), box.lines().stream())
                        .toList();
                joined.set(before, first.and(box, lines, MAIN.contains(box.role()) ? box.role() : first.role(), 1));
            } else {
                joined.add(box);
            }
        }
        boxes = joined;
    }

    /** At most one layer that does the work, whatever stands around it. */
    private static boolean fit(Box first, Box second) {
        boolean plain = !first.isCell() && !second.isCell() && !first.role().equals("join");
        boolean one = !(MAIN.contains(first.role()) && MAIN.contains(second.role()));
        boolean few = first.lines().size() + second.lines().size() <= LINES;
        return plain
                && one
                && few
                && !second.role().equals("join")
                && second.lines().size() == 1;
    }

    private void joinCells() {
        List<Box> joined = new ArrayList<>();
        Set<String> around = new HashSet<>();
        Set<String> inside = new HashSet<>();
        for (Box box : boxes) {
            int before = joined.size() - 1;
            if (before >= 0 && follows(joined.get(before), box, around, inside)) {
                inside.add(box.name());
                Box run = joined.get(before);
                inside.forEach(name -> nowIn.put(name, box.name()));
                joined.set(before, run.and(box, List.of(), Box.CELL, run.times() + 1));
            } else {
                around = new HashSet<>(box.reads());
                inside = new HashSet<>(Set.of(box.name()));
                joined.add(box);
            }
        }
        boxes = joined.stream()
                .map(box -> box.reading(box.reads().stream()
                        .map(name -> nowIn.getOrDefault(name, name))
                        .distinct()
                        .toList()))
                .toList();
    }

    private static boolean follows(Box run, Box box, Set<String> around, Set<String> inside) {
        return run.isCell()
                && run.cell() == box.cell()
                && run.shape().equals(box.shape())
                && box.reads().stream().anyMatch(inside::contains)
                && box.reads().stream().allMatch(name -> inside.contains(name) || around.contains(name));
    }
}
