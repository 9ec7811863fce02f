package io.lanista.cli;

import io.lanista.api.trial.Objective;
import io.lanista.runtime.experiment.BestTrial;
import io.lanista.runtime.experiment.SupernetExport;
import io.lanista.runtime.journal.JournalRecord;
import io.lanista.runtime.journal.JournalRecord.Cut;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** What is printed of one-shot search, for people and as JSON. */
final class SupernetText {
    /** What is to be known of an export that no trial has scored. */
    static final String UNTRAINED = "It isn't trained: no trial of the run was scored yet."
            + " Maybe run the same experiment again, which goes on and trains it.";

    private SupernetText() {}

    /** The candidate with the largest weight of each decision. */
    static String leading(JournalRecord.Epoch epoch) {
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

    /** How good it was in the supernet, as far as the trainer measured that, and how good alone. */
    static void gap(PrintWriter out, SupernetExport export, BestTrial alone, Objective objective) {
        if (export.mixed(objective).isEmpty() && export.inherited(objective).isEmpty()) {
            return; // The trainer measured no such thing.
        }
        String metric = objective.metric();
        double score = alone.score().value();
        StringBuilder line = new StringBuilder("In the supernet: ");
        line.append(metric).append(' ').append(number(export.mixed(objective))).append(" with all candidates, ");
        line.append(number(export.inherited(objective)))
                .append(" alone with the weights it has there. Trained from scratch: ");
        line.append(RunPrinter.number(score));
        export.mixed(objective)
                .ifPresent(mixed -> line.append(String.format(Locale.ROOT, ". Gap: %+.4f", score - mixed)));
        export.inherited(objective)
                .ifPresent(inherited -> line.append(String.format(Locale.ROOT, " and %+.4f", score - inherited)));
        out.println(line.append('.'));
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? RunPrinter.number(value.getAsDouble()) : "not measured";
    }

    /** For {@code --json}. */
    static Map<String, Object> tree(
            SupernetExport export, Optional<BestTrial> alone, Objective objective, Optional<String> notation) {
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
            alone.ifPresent(best -> tree.put("gap", best.score().value() - mixed));
        });
        export.inherited(objective).ifPresent(inherited -> {
            tree.put("inherited", inherited);
            alone.ifPresent(best -> tree.put("inherited_gap", best.score().value() - inherited));
        });
        return tree;
    }

    /** An epoch, for {@code --json}. */
    static Map<String, Object> tree(JournalRecord.Epoch epoch) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("epoch", epoch.epoch());
        tree.put("epochs", epoch.epochs());
        tree.put("metrics", ResultJson.metrics(epoch.metrics()));
        tree.put("weights", epoch.weights());
        tree.put("notes", epoch.notes());
        return tree;
    }
}
