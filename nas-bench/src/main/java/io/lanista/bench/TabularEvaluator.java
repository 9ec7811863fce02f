package io.lanista.bench;

import io.lanista.api.model.Model;
import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.TrialContext;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Looks results up in a table instead of training, for architectures whose results are known. The metric of the objective is
 * what the evaluation observes; {@code report} and {@code seconds} come with it. Where there are several objectives, the metrics of
 * all but the first one are columns.
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
    private static final Option<Long> OUTPUTS = Option.integer(
            "outputs",
            10,
            1,
            Integer.MAX_VALUE,
            "how many outputs the table's networks have, where the space leaves it to the data; what they cost depends on it");

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
        return List.of(TABLE, KEY, OBJECTIVE, REPORT, NOISE, COST, COST_SCALE, OUTPUTS);
    }

    @Override
    public Evaluation open(EvaluationRequest request) {
        Options options = request.options();
        List<Objective> others =
                request.objectives().subList(1, request.objectives().size());
        TableColumns columns = new TableColumns(
                options.get(KEY),
                options.get(OBJECTIVE),
                options.get(REPORT),
                options.get(NOISE).stream().map(String::valueOf).toList(),
                options.get(COST),
                options.get(COST_SCALE),
                others,
                new TreeMap<>(),
                0);
        ResultsTable table = ResultsTable.read(request.baseFolder().resolve(options.get(TABLE)));
        return new Lookup(
                KnownResults.of(table, request.space(), columns),
                request.objectives().get(0).metric(),
                others,
                options.get(OUTPUTS).intValue());
    }

    private record Lookup(KnownResults results, String metric, List<Objective> others, int networkOutputs)
            implements Evaluation {
        @Override
        public Optional<Integer> outputs() {
            return Optional.of(networkOutputs);
        }

        @Override
        public boolean dependsOnSeed() {
            return !results.noise().isEmpty();
        }

        @Override
        public Metrics evaluate(Model model, TrialContext context) {
            int row = results.row(SearchSpace.choicesOf(model));
            SortedMap<String, Double> measured = new TreeMap<>();
            measured.put("report", results.report()[row]);
            measured.put("seconds", results.cost()[row]);
            measured.put(metric, results.observed(row, context.random()));
            for (int i = 0; i < others.size(); i++) {
                measured.put(others.get(i).metric(), results.others().get(i)[row]);
            }
            return new Metrics(measured);
        }

        @Override
        public Optional<Metrics> test(Model model, TrialContext context) {
            return Optional.of(Metrics.of(metric, results.report()[results.row(SearchSpace.choicesOf(model))]));
        }
    }
}
