package io.lanista.cli;

import io.lanista.runtime.watch.SupernetEpoch;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How the probabilities of a supernet's candidates moved: a block for each decision, a column for each of some epochs. */
final class AlphasTable {
    private static final int COLUMNS = 9;

    private final List<SupernetEpoch> epochs;

    AlphasTable(List<SupernetEpoch> epochs) {
        this.epochs = epochs;
    }

    void print(PrintWriter out) {
        List<SupernetEpoch> shown = shown();
        SupernetEpoch last = epochs.get(epochs.size() - 1);
        Map<String, Map.Entry<String, Double>> leading = last.leading();
        List<String> head = new ArrayList<>(List.of("DECISION", "CANDIDATE"));
        shown.forEach(epoch -> head.add("EPOCH " + epoch.epoch()));
        Table table = new Table(head.toArray(String[]::new));
        last.weights().forEach((decision, candidates) -> {
            Map.Entry<String, Double> leader = leading.get(decision);
            String name = decision;
            for (String candidate : candidates.keySet()) {
                boolean leads = leader != null && leader.getKey().equals(candidate);
                List<String> cells = new ArrayList<>(List.of(name, (leads ? "* " : "  ") + candidate));
                shown.forEach(epoch -> cells.add(weight(epoch, decision, candidate)));
                table.row(cells.toArray(String[]::new));
                name = "";
            }
        });
        table.print(out);
    }

    private static String weight(SupernetEpoch epoch, String decision, String candidate) {
        Double weight = epoch.weights().getOrDefault(decision, Map.of()).get(candidate);
        return weight == null ? "-" : String.format(Locale.ROOT, "%.4f", weight);
    }

    /** All epochs, or as many as fit, evenly, the first and the last among them. */
    private List<SupernetEpoch> shown() {
        if (epochs.size() <= COLUMNS) {
            return epochs;
        }
        List<SupernetEpoch> shown = new ArrayList<>();
        for (int i = 0; i < COLUMNS; i++) {
            shown.add(epochs.get((int) Math.round(i * (epochs.size() - 1.0) / (COLUMNS - 1))));
        }
        return shown;
    }
}
