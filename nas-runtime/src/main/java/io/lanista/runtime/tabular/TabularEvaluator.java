package io.lanista.runtime.tabular;

import io.lanista.api.model.Model;
import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.TrialContext;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Looks results up in a table instead of training, for architectures whose results are known. The metric of the objective is
 * what the evaluation observes; {@code report} and {@code seconds} come with it.
 */
public final class TabularEvaluator implements Evaluator {
    private static final Option<String> TABLE =
            Option.requiredText("table", "the CSV file (.csv or .csv.gz) with one row for each architecture");
    private static final Option<String> KEY = Option.text(
            "key",
            "",
            "the column that spells architectures as digits; left out: columns named by the labels, or the column 'ops'");
    private static final Option<String> OBJECTIVE =
            Option.requiredText("objective", "the column with the metric of the objective");
    private static final Option<String> REPORT =
            Option.text("report", "", "the column with what is reported of the winner; left out: the objective");
    private static final Option<List<Object>> NOISE = Option.list(
            "noise",
            List.of(),
            "columns one of which is drawn for each evaluation, and observed in place of the objective");
    private static final Option<String> COST =
            Option.text("cost", "", "the column with the seconds that an evaluation takes; left out: none");
    private static final Option<Double> COST_SCALE =
            Option.real("cost_scale", 1, 0, Double.MAX_VALUE, "what the cost is multiplied with");

    /** For the service loader. */
    public TabularEvaluator() {}

    @Override
    public String name() {
        return "tabular";
    }

    @Override
    public String description() {
        return "Looks results up in a table of known ones, such as NAS-Bench-201's.";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(TABLE, KEY, OBJECTIVE, REPORT, NOISE, COST, COST_SCALE);
    }

    @Override
    public Evaluation open(EvaluationRequest request) {
        Options options = request.options();
        TableColumns columns = new TableColumns(
                options.get(KEY),
                options.get(OBJECTIVE),
                options.get(REPORT),
                options.get(NOISE).stream().map(String::valueOf).toList(),
                options.get(COST),
                options.get(COST_SCALE));
        ResultsTable table = ResultsTable.read(request.baseFolder().resolve(options.get(TABLE)));
        return new Lookup(
                KnownResults.of(table, request.space(), columns),
                request.objective().metric());
    }

    private record Lookup(KnownResults results, String metric) implements Evaluation {
        @Override
        public Metrics evaluate(Model model, TrialContext context) {
            int row = results.row(SearchSpace.choicesOf(model));
            SortedMap<String, Double> measured = new TreeMap<>();
            measured.put("report", results.report()[row]);
            measured.put("seconds", results.cost()[row]);
            measured.put(metric, results.observed(row, context.random()));
            return new Metrics(measured);
        }

        @Override
        public Optional<Metrics> test(Model model, TrialContext context) {
            return Optional.of(Metrics.of(metric, results.report()[results.row(SearchSpace.choicesOf(model))]));
        }
    }
}
