package io.lanista.strategy.bayes;

import io.lanista.api.model.Domain;
import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import io.lanista.api.space.Decision;
import io.lanista.api.space.SearchSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns choices into features: a category or a number is one feature, a subset is one for each element. Decisions of dynamic
 * mutators get their features when they turn up.
 */
final class Encoding {
    /** A decision's features begin at {@code first}; {@code codes} numbers the values of a list as they are seen. */
    private record Block(Domain domain, int first, int width, Map<Object, Integer> codes) {}

    private final SearchSpace space;
    private final Map<Label, Block> blocks = new HashMap<>();
    private final List<Boolean> ordered = new ArrayList<>();
    private final Set<Label> deciding = new HashSet<>();

    Encoding(SearchSpace space) {
        this.space = space;
        for (Decision decision : space.decisions()) {
            block(decision);
            deciding.addAll(decision.condition().labels());
        }
    }

    /** Which features are numbers; the others are categories. */
    boolean[] ordered() {
        boolean[] flags = new boolean[ordered.size()];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = ordered.get(i);
        }
        return flags;
    }

    Row encode(Choices choices) {
        if (space.isDynamic()) {
            space.active(choices).forEach(this::block);
        }
        double[] values = new double[ordered.size()];
        Arrays.fill(values, Row.INACTIVE);
        choices.values().forEach((label, value) -> {
            Block block = blocks.get(label);
            if (block != null) {
                System.arraycopy(features(block, value), 0, values, block.first, block.width);
            }
        });
        return new Row(values);
    }

    /** Whether a change of this decision leaves all others as they are, so that {@link #change} may be used. */
    boolean isFree(Decision decision) {
        return !space.isDynamic() && !deciding.contains(decision.label());
    }

    /** The row after a change of a {@linkplain #isFree free} decision. */
    Row change(Row row, Decision decision, Object value) {
        Block block = block(decision);
        return row.with(block.first, features(block, value));
    }

    private Block block(Decision decision) {
        Block known = blocks.get(decision.label());
        if (known != null) {
            return known;
        }
        Domain domain = decision.domain();
        int width = domain instanceof Domain.SomeOf some ? some.candidates() : 1;
        Block block = new Block(domain, ordered.size(), width, new HashMap<>());
        if (domain instanceof Domain.OneOf list) {
            list.values().forEach(value -> block.codes.put(value, block.codes.size()));
        }
        for (int i = 0; i < width; i++) {
            ordered.add(width > 1 || domain.isOrdered());
        }
        blocks.put(decision.label(), block);
        return block;
    }

    private static double[] features(Block block, Object value) {
        if (block.domain instanceof Domain.RealRange range && value instanceof Double number) {
            return new double[] {range.fraction(number)};
        }
        if (block.domain instanceof Domain.IntRange range && value instanceof Long number) {
            return new double[] {number - range.low()};
        }
        if (block.domain instanceof Domain.SomeOf && value instanceof List<?> subset) {
            double[] members = new double[block.width];
            subset.forEach(element -> members[((Long) element).intValue()] = 1);
            return members;
        }
        return new double[] {block.codes.computeIfAbsent(value, added -> block.codes.size())};
    }
}
