package io.lanista.cli;

import io.lanista.api.trial.Objective;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Rows in columns, each as wide as its widest cell. */
final class Table {
    /** What would move the cursor, break the line or turn the direction of writing: cells have texts that others wrote. */
    private static final Pattern CONTROL =
            Pattern.compile("[\\p{Cntrl}\\x{2028}\\x{2029}\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}]+");

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... head) {
        rows.add(List.of(head));
    }

    /** A head with a column for each objective between the first one and one without a title. */
    static String[] titles(String first, List<Objective> objectives) {
        List<String> titles = new ArrayList<>(List.of(first));
        objectives.forEach(objective -> titles.add(objective.metric().toUpperCase(Locale.ROOT)));
        titles.add("");
        return titles.toArray(String[]::new);
    }

    void row(String... cells) {
        rows.add(Arrays.stream(cells)
                .map(cell -> CONTROL.matcher(cell).replaceAll(" "))
                .toList());
    }

    void print(PrintWriter out) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
