package io.lanista.bench;

import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import io.lanista.api.space.Decision;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Outcome;
import io.lanista.djl.table.CsvLine;
import io.lanista.runtime.runs.RunHistory;
import io.lanista.runtime.watch.TrialReport;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What several runs of one space measured, side by side: a row for each architecture; a column for each decision; the mean of each
 * metric over the runs; and the objective's metric in each run, in columns whose names end with {@code _s} and the seed. What a
 * run didn't measure is left out of the means, and its cell is empty.
 *
 * @param columns the header
 * @param rows the cells, as many in each row as there are columns
 */
public record RecordedTable(List<String> columns, List<List<String>> rows) {
    private static final MathContext DIGITS = new MathContext(6);

    /** Copies. */
    public RecordedTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** The table of some runs, in the order in which the first of them asked for the architectures. */
    public static RecordedTable of(SearchSpace space, String objective, List<RunHistory> runs) {
        Map<Choices, Map<Long, Map<String, Double>>> measured = new LinkedHashMap<>();
        SortedSet<String> metrics = new TreeSet<>();
        for (RunHistory run : runs) {
            List<TrialReport> asAsked = run.trials().stream()
                    .sorted(Comparator.comparingInt(TrialReport::trial))
                    .toList();
            for (TrialReport trial : asAsked) {
                Map<Long, Map<String, Double>> bySeed =
                        measured.computeIfAbsent(trial.choices(), choices -> new TreeMap<>());
                if (trial.outcome() instanceof Outcome.Scored scored) {
                    bySeed.put(run.header().seed(), scored.metrics().values());
                    metrics.addAll(scored.metrics().values().keySet());
                }
            }
        }
        List<Label> labels = space.decisions().stream().map(Decision::label).toList();
        List<Long> seeds = runs.stream().map(run -> run.header().seed()).toList();
        List<List<String>> rows = new ArrayList<>();
        measured.forEach((choices, bySeed) -> rows.add(row(labels, metrics, objective, seeds, choices, bySeed)));
        return new RecordedTable(header(labels, metrics, objective, seeds), rows);
    }

    private static List<String> header(
            List<Label> labels, SortedSet<String> metrics, String objective, List<Long> seeds) {
        List<String> header = new ArrayList<>(labels.stream().map(Label::value).toList());
        header.addAll(metrics);
        seeds.forEach(seed -> header.add(objective + "_s" + seed));
        return header;
    }

    private static List<String> row(
            List<Label> labels,
            SortedSet<String> metrics,
            String objective,
            List<Long> seeds,
            Choices choices,
            Map<Long, Map<String, Double>> bySeed) {
        List<String> row = new ArrayList<>();
        for (Label label : labels) {
            Object answer = choices.values().get(label);
            row.add(answer == null ? "" : answer.toString());
        }
        for (String metric : metrics) {
            double mean = bySeed.values().stream()
                    .map(run -> run.get(metric))
                    .filter(value -> value != null)
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElse(Double.NaN);
            row.add(number(mean));
        }
        seeds.forEach(seed -> row.add(number(bySeed.getOrDefault(seed, Map.of()).get(objective))));
        return row;
    }

    /** Six digits: more than a mean over a few runs can tell. */
    private static String number(@Nullable Double value) {
        return value == null || !Double.isFinite(value)
                ? ""
                : new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }

    /** As CSV, which {@link ResultsTable} reads. */
    public String toCsv() {
        StringBuilder text = new StringBuilder(CsvLine.of(columns)).append('\n');
        rows.forEach(row -> text.append(CsvLine.of(row)).append('\n'));
        return text.toString();
    }
}
