package io.lanista.bench;

import io.lanista.api.space.Choices;
import io.lanista.api.space.InfeasibleException;
import io.lanista.api.space.SearchSpace;
import io.lanista.base.random.Seeds;
import io.lanista.base.rank.Ranks;
import io.lanista.djl.proxy.Proxy;
import io.lanista.djl.proxy.ProxyMeter;
import io.lanista.djl.proxy.ProxySample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Compares the orders that proxies give to architectures with that of a table of known results. Nothing is trained.
 *
 * @param table the results
 * @param space whose architectures the table holds
 * @param key the column of digits that names architectures; empty to find it, see {@link TableIndex}
 * @param report the column with what the proxies should tell, such as an accuracy
 * @param networks how many architectures are drawn from the space
 * @param seed draws them
 */
public record ProxyBenchmark(
        ResultsTable table, SearchSpace space, String key, String report, int networks, long seed) {
    private static final double NANOS = 1e9;

    /**
     * What came of a proxy.
     *
     * @param proxy which one
     * @param spearman its rank correlation with the table, by Spearman
     * @param kendall the same by Kendall, tau-b
     * @param seconds how long all architectures took; scores that one pass gives together all have its time
     * @param scores of the architectures, in their order; higher is better
     */
    public record Result(Proxy proxy, double spearman, double kendall, double seconds, double[] scores) {
        /** As plain values, to be written as JSON. */
        public Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("name", proxy.word());
            map.put("spearman", spearman);
            map.put("kendall", kendall);
            map.put("seconds", seconds);
            return map;
        }
    }

    /**
     * What came of all proxies.
     *
     * @param architectures that were drawn and are in the table
     * @param known what the table says of each
     * @param results one for each proxy
     */
    public record Comparison(List<Choices> architectures, double[] known, List<Result> results) {
        /** Copies. */
        public Comparison {
            architectures = List.copyOf(architectures);
            results = List.copyOf(results);
        }
    }

    /**
     * Measures and compares.
     *
     * @param proxies which ones
     * @param threads how many architectures are measured at once
     * @param progress is told of each result
     * @throws InterruptedException if this thread was interrupted
     */
    public Comparison run(ProxyMeter meter, List<Proxy> proxies, int threads, Consumer<Result> progress)
            throws InterruptedException {
        TableIndex index = TableIndex.of(table, space, key);
        double[] column = table.numbers(report);
        List<Choices> drawn = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (Choices choices : ProxySample.draw(space, networks, new Seeds(seed).forSetup())) {
            double value = known(index, column, choices);
            if (!Double.isNaN(value)) {
                drawn.add(choices);
                values.add(value);
            }
        }
        double[] known = values.stream().mapToDouble(Double::doubleValue).toArray();
        List<Result> results = new ArrayList<>();
        for (Proxy pass : passes(proxies)) {
            long start = System.nanoTime();
            ProxySample sample = ProxySample.of(meter, space, pass, drawn, threads);
            double seconds = (System.nanoTime() - start) / NANOS;
            for (Proxy proxy : proxies) {
                if (pass == proxy || pass.parts().contains(proxy)) {
                    Result result = result(proxy, scores(sample, proxy), known, seconds);
                    results.add(result);
                    progress.accept(result);
                }
            }
        }
        return new Comparison(drawn, known, results);
    }

    private static double known(TableIndex index, double[] column, Choices choices) {
        try {
            return column[index.row(choices)];
        } catch (InfeasibleException unknown) {
            return Double.NaN;
        }
    }

    /** What has to be measured: a rank sum gives its parts, too. */
    private static List<Proxy> passes(List<Proxy> proxies) {
        List<Proxy> passes = new ArrayList<>();
        for (Proxy proxy : proxies) {
            Proxy pass = Proxy.AZ_NAS.parts().contains(proxy) ? Proxy.AZ_NAS : proxy;
            if (!passes.contains(pass)) {
                passes.add(pass);
            }
        }
        return passes;
    }

    private static double[] scores(ProxySample sample, Proxy proxy) {
        int part = sample.proxy().parts().indexOf(proxy);
        return part < 0
                ? sample.scores()
                : sample.measured().stream().mapToDouble(parts -> parts[part]).toArray();
    }

    private static Result result(Proxy proxy, double[] scores, double[] known, double seconds) {
        return new Result(proxy, Ranks.spearman(scores, known), Ranks.kendall(scores, known), seconds, scores);
    }
}
