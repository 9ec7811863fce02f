package io.lanista.strategy.graph;

import io.lanista.api.model.Domain;
import io.lanista.api.model.Label;
import io.lanista.api.space.Architectures.Part;
import io.lanista.api.space.Decision;
import io.lanista.api.space.SearchSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Architectures by the paths in them, after the truncated path encoding of White et al. (AAAI 2021, section 3.2): a feature for each
 * sequence of up to so many operations, each of which reads the one before. (In a network of many equal cells, paths from its input
 * to its output are too many to count, and short ones tell cells apart.) The answers to decisions are features, too: one for each
 * category and each element of a subset, and a number for a number. Features are numbered as they turn up. Confined to one thread.
 */
final class PathEncoding {
    private record Path(int start, int last) {}

    private record Answer(Label label, Object value) {}

    private final SearchSpace space;
    private final int longest;
    private final Map<Object, Integer> numbers = new HashMap<>();

    PathEncoding(SearchSpace space, int longest) {
        this.space = space;
        this.longest = longest;
    }

    /** How many features there are so far. */
    int size() {
        return numbers.size();
    }

    private int number(Object feature) {
        return numbers.computeIfAbsent(feature, unseen -> numbers.size());
    }

    Sample encode(Candidate candidate) {
        SortedMap<Integer, Double> features = new TreeMap<>();
        paths(candidate.parts()).forEach(path -> features.put(path, 1.0));
        for (Decision decision : space.active(candidate.choices())) {
            Object value = candidate.choices().values().get(decision.label());
            if (value instanceof List<?> subset) {
                subset.forEach(element -> features.put(number(new Answer(decision.label(), element)), 1.0));
            } else if (value != null && decision.domain().isOrdered()) {
                features.put(number(decision.label()), 1.0);
                features.put(
                        number(new Answer(decision.label(), Domain.class)),
                        AnswerSpace.place(decision.domain(), value));
            } else if (value != null) {
                features.put(number(new Answer(decision.label(), value)), 1.0);
            }
        }
        return new Sample(
                features.keySet().stream().mapToInt(Integer::intValue).toArray(),
                features.values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    private SortedSet<Integer> paths(List<Part> parts) {
        SortedSet<Integer> all = new TreeSet<>();
        List<SortedSet<Integer>> ending = new ArrayList<>();
        for (Part part : parts) {
            ending.add(new TreeSet<>(List.of(number(part.operation()))));
        }
        for (int length = 1; length <= longest; length++) {
            List<SortedSet<Integer>> longer = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                all.addAll(ending.get(i));
                int last = number(parts.get(i).operation());
                SortedSet<Integer> here = new TreeSet<>();
                for (int read : parts.get(i).reads()) {
                    ending.get(read).forEach(start -> here.add(number(new Path(start, last))));
                }
                longer.add(here);
            }
            ending = longer;
        }
        return all;
    }
}
