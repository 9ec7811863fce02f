package io.lanista.strategy.graph;

import io.lanista.api.space.Architectures.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Weisfeiler and Lehman's relabelling (Shervashidze et al., JMLR 2011, algorithm 1), on directed graphs: at first a node's label is
 * its operation; each round, the new label stands for the old one with those of the nodes that it reads and of those that read
 * it. Labels are numbered as they turn up. Confined to one thread.
 */
final class WeisfeilerLehman {
    private record Relabelled(int label, List<Integer> read, List<Integer> readers) {}

    private final Map<Object, Integer> numbers = new HashMap<>();
    private final int rounds;

    WeisfeilerLehman(int rounds) {
        this.rounds = rounds;
    }

    /** The histogram of the labels before the first round and after each. */
    List<Histogram> histograms(List<Part> parts) {
        List<List<Integer>> readers = new ArrayList<>();
        parts.forEach(part -> readers.add(new ArrayList<>()));
        for (int i = 0; i < parts.size(); i++) {
            for (int read : parts.get(i).reads()) {
                readers.get(read).add(i);
            }
        }
        List<Integer> labels = new ArrayList<>();
        parts.forEach(part -> labels.add(number(part.operation())));
        List<Histogram> histograms = new ArrayList<>(List.of(count(labels)));
        for (int round = 0; round < rounds; round++) {
            List<Integer> old = List.copyOf(labels);
            for (int i = 0; i < parts.size(); i++) {
                labels.set(
                        i,
                        number(new Relabelled(
                                old.get(i), sorted(parts.get(i).reads(), old), sorted(readers.get(i), old))));
            }
            histograms.add(count(labels));
        }
        return histograms;
    }

    private static List<Integer> sorted(List<Integer> nodes, List<Integer> labels) {
        return nodes.stream().map(labels::get).sorted().toList();
    }

    private int number(Object label) {
        return numbers.computeIfAbsent(label, unseen -> numbers.size());
    }

    private static Histogram count(List<Integer> labels) {
        SortedMap<Integer, Integer> counts = new TreeMap<>();
        labels.forEach(label -> counts.merge(label, 1, Integer::sum));
        return Histogram.of(counts);
    }
}
