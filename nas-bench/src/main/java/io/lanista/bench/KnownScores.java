package io.lanista.bench;

import io.lanista.api.option.OptionException;
import io.lanista.api.space.Choices;
import io.lanista.api.space.InfeasibleException;
import io.lanista.api.space.SearchSpace;
import io.lanista.djl.proxy.Proxy;
import io.lanista.djl.proxy.ProxySample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** What a proxy says of architectures, from a table with a column for each of the proxy's parts. Immutable. */
public final class KnownScores {
    private static final int TRIES = 100;

    private final Proxy proxy;
    private final ResultsTable table;
    private final TableIndex index;
    private final List<double[]> parts;

    /**
     * Of a table.
     *
     * @param table such as {@code nas benchmark proxies} writes
     * @param space whose architectures it holds
     * @throws OptionException if it hasn't the columns
     */
    public KnownScores(ResultsTable table, SearchSpace space, Proxy proxy) {
        this.proxy = proxy;
        this.table = table;
        this.index = TableIndex.of(table, space, "");
        this.parts =
                proxy.parts().stream().map(part -> table.numbers(part.word())).toList();
    }

    /**
     * Different architectures drawn evenly from those of the table.
     *
     * @throws OptionException if it has too few of them
     */
    ProxySample draw(SearchSpace space, int count, RandomGenerator random) {
        Map<Choices, double[]> drawn = new LinkedHashMap<>();
        for (long i = 0; i < (long) TRIES * count && drawn.size() < count; i++) {
            Choices choices = space.sample(random);
            OptionalInt row = row(choices);
            if (row.isPresent()) {
                drawn.put(
                        choices,
                        parts.stream()
                                .mapToDouble(column -> column[row.getAsInt()])
                                .toArray());
            }
        }
        if (drawn.size() < count) {
            throw new OptionException("The table of scores (" + table + ") gave (" + drawn.size() + ") of (" + count
                    + ") draws. Maybe lower draws, or score more networks.");
        }
        return new ProxySample(proxy, new ArrayList<>(drawn.keySet()), new ArrayList<>(drawn.values()));
    }

    private OptionalInt row(Choices choices) {
        try {
            return OptionalInt.of(index.row(choices));
        } catch (InfeasibleException unknown) {
            return OptionalInt.empty();
        }
    }
}
