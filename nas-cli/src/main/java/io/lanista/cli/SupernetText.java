package io.lanista.cli;

import io.lanista.api.trial.Objective;
import io.lanista.runtime.watch.BestTrial;
import io.lanista.runtime.watch.SupernetEpoch;
import io.lanista.runtime.watch.SupernetExport;
import io.lanista.runtime.watch.SupernetExport.Cut;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** What is printed of one-shot search, for people and as JSON. */
final class SupernetText {
    /** What is to be known of an export that no trial has scored. */
    static final String UNTRAINED = "It isn't trained: no trial of the run was scored yet."
            + " Maybe run the same experiment again, which goes on and trains it.";

    private SupernetText() {}

    /** The candidate with the largest weight of each decision. */
    static String leading(SupernetEpoch epoch) {
        return epoch.leading().entrySet().stream()
                .map(decision -> String.format(
                        Locale.ROOT,
                        "%s=%s %.1f%%",
                        decision.getKey(),
                        decision.getValue().getKey().replace(" ", ""),
                        100 * decision.getValue().getValue()))
                .collect(Collectors.joining("  "));
    }

    /** What was exported, and why then. */
    static void export(PrintWriter out, SupernetExport export, Optional<String> notation) {
        out.println((export.cut() == Cut.NONE ? "Exported" : "Best so far, exported") + " after epoch " + export.epoch()
                + (export.epochs() > 0 ? " of " + export.epochs() : "") + why(export.cut()) + ": "
                + notation.orElseGet(() -> export.choices().toString()));
    }

    private static String why(Cut cut) {
        switch (cut) {
            case TIME:
                return ", when the time was over";
            case CANCELLED:
                return ", when it was interrupted";
            default:
                return "";
        }
    }

    /** How good it was in the supernet and alone, and what random architectures reach. */
    static void compared(PrintWriter out, SupernetExport export, Objective objective) {
        export.trained().ifPresent(alone -> {
            gap(out, export, alone, objective);
            export.baselineMean().ifPresent(mean -> baseline(out, export, alone, mean, objective));
        });
    }

    private static void baseline(
            PrintWriter out, SupernetExport export, BestTrial alone, double mean, Objective objective) {
        double own = alone.scores().all().get(0).value();
        out.println(String.format(
                Locale.ROOT,
                "Baseline: %d random architectures, trained alike, have %s %s on average (%s). The export has %s"
                        + " (%+.4f), and is better than %d of them.",
                export.baseline().size(),
                objective.metric(),
                RunPrinter.number(mean),
                export.baseline().stream()
                        .map(other ->
                                RunPrinter.number(other.scores().all().get(0).value()))
                        .collect(Collectors.joining(", ")),
                RunPrinter.number(own),
                Math.round((own - mean) * 1e4) / 1e4 + 0.0, // Never -0.
                export.ahead()));
    }

    /** How good it was in the supernet, as far as the trainer measured that, and how good alone. */
    private static void gap(PrintWriter out, SupernetExport export, BestTrial alone, Objective objective) {
        if (export.mixed(objective).isEmpty() && export.inherited(objective).isEmpty()) {
            return; // The trainer did not measure it.
        }
        String metric = objective.metric();
        double score = alone.scores().all().get(0).value();
        StringBuilder line = new StringBuilder("In the supernet: ");
        line.append(metric).append(' ');
        export.mixed(objective)
                .ifPresent(mixed -> line.append(RunPrinter.number(mixed)).append(" with all candidates, "));
        line.append(number(export.inherited(objective)))
                .append(" alone with the weights it has there. Trained from scratch: ");
        line.append(RunPrinter.number(score));
        line.append(". Gap: ")
                .append(DoubleStream.concat(export.mixed(objective).stream(), export.inherited(objective).stream())
                        .mapToObj(inside -> String.format(Locale.ROOT, "%+.4f", score - inside))
                        .collect(Collectors.joining(" and ")));
        out.println(line.append('.'));
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? RunPrinter.number(value.getAsDouble()) : "not measured";
    }

    /** For {@code --json}. */
    static Map<String, Object> tree(SupernetExport export, Objective objective, Optional<String> notation) {
        Optional<BestTrial> alone = export.trained();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("epoch", export.epoch());
        tree.put("epochs", export.epochs());
        tree.put("cut", export.cut().word());
        notation.ifPresent(text -> tree.put("notation", text));
        tree.put("choices", ResultJson.choices(export.choices()));
        tree.put("metrics", ResultJson.metrics(export.metrics()));
        tree.put("notes", export.notes());
        export.mixed(objective).ifPresent(mixed -> {
            tree.put("supernet", mixed);
            alone.ifPresent(best -> tree.put("gap", best.scores().all().get(0).value() - mixed));
        });
        export.inherited(objective).ifPresent(inherited -> {
            tree.put("inherited", inherited);
            alone.ifPresent(
                    best -> tree.put("inherited_gap", best.scores().all().get(0).value() - inherited));
        });
        export.baselineMean().ifPresent(mean -> tree.put("baseline", baseline(export, mean)));
        return tree;
    }

    private static Map<String, Object> baseline(SupernetExport export, double mean) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(
                "scores",
                export.baseline().stream()
                        .map(other -> other.scores().all().get(0).value())
                        .toList());
        tree.put("mean", mean);
        export.trained().ifPresent(own -> {
            tree.put("export", own.scores().all().get(0).value());
            tree.put("ahead_of", export.ahead());
        });
        return tree;
    }

    /** An epoch, for {@code --json}. */
    static Map<String, Object> tree(SupernetEpoch epoch) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("epoch", epoch.epoch());
        tree.put("epochs", epoch.epochs());
        tree.put("metrics", ResultJson.metrics(epoch.metrics()));
        tree.put("weights", epoch.weights());
        tree.put("notes", epoch.notes());
        return tree;
    }
}
