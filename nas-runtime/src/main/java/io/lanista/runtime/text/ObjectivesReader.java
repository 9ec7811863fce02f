package io.lanista.runtime.text;

import io.lanista.api.trial.Objective;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.experiment.Scalarisation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a search is after: {@code objective} and {@code scalarisation}. */
final class ObjectivesReader {
    private static final String WANTED = "{maximize: metric} or {minimize: metric}, or a list of such";
    private static final String WEIGHTS = "a table with a weight above 0 for the metric of each objective";

    private ObjectivesReader() {}

    static void read(Tree.Table experiment, ExperimentBuilder builder) {
        Tree objective = experiment.require("objective", WANTED);
        List<Objective> objectives = objective instanceof Tree.Table
                ? List.of(objective(objective))
                : objective.items(WANTED).stream()
                        .map(ObjectivesReader::objective)
                        .toList();
        ValueReader.checked(objective, () -> builder.objectives(objectives));
        Tree budget = experiment.get("budget");
        if (objectives.size() > 1 && budget instanceof Tree.Table limits && limits.get("target") != null) {
            throw limits.get("target")
                    .wrong("is a score of one objective, and the search is after several. Maybe give objectives bounds"
                            + " ('at_most', 'at_least'), and end it by trials or time.");
        }
        Tree scalarisation = experiment.get("scalarisation");
        if (scalarisation != null) {
            ValueReader.checked(scalarisation, () -> builder.scalarisation(scalarisation(scalarisation)));
        }
    }

    private static Objective objective(Tree tree) {
        Tree.Table table = tree.table(WANTED);
        table.allow(Set.of("maximize", "minimize", "at_least", "at_most", "reference"));
        Tree maximize = table.get("maximize");
        Tree minimize = table.get("minimize");
        if ((maximize == null) == (minimize == null)) {
            throw table.wrong("must be " + WANTED + ".");
        }
        Objective objective = maximize != null
                ? Objective.maximize(maximize.text("the name of a metric"))
                : Objective.minimize(table.require("minimize", WANTED).text("the name of a metric"));
        Tree bound = table.get(maximize != null ? "at_least" : "at_most");
        Tree wrongBound = table.get(maximize != null ? "at_most" : "at_least");
        if (wrongBound != null) {
            throw wrongBound.wrong(
                    maximize != null
                            ? "is no bound of what is maximised: it would forbid the best. Maybe 'at_least'."
                            : "is no bound of what is minimised: it would forbid the best. Maybe 'at_most'.");
        }
        return with(with(objective, bound, true), table.get("reference"), false);
    }

    private static Objective with(Objective objective, @Nullable Tree number, boolean bound) {
        if (number == null) {
            return objective;
        }
        double value = number.number("a number");
        return ValueReader.checked(number, () -> bound ? objective.within(value) : objective.from(value));
    }

    private static Scalarisation scalarisation(Tree tree) {
        Tree.Table table = tree.table("{weighted: weights} or {chebyshev: weights}");
        table.allow(Set.of("weighted", "chebyshev"));
        if (table.entries().size() != 1) {
            throw table.wrong("must be {weighted: weights} or {chebyshev: weights}.");
        }
        Tree weighted = table.get("weighted");
        return weighted != null
                ? Scalarisation.weighted(weights(weighted))
                : Scalarisation.chebyshev(weights(table.require("chebyshev", WEIGHTS)));
    }

    private static Map<String, Double> weights(Tree tree) {
        Map<String, Double> weights = new LinkedHashMap<>();
        tree.table(WEIGHTS).entries().forEach((metric, weight) -> weights.put(metric, weight.number("a number")));
        return weights;
    }
}
