package io.lanista.dashboard.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Intermediate metrics to be drawn: all of them, or, where there are more than a page can use, those of the best trials and of some
 * others, evenly, each thinned.
 *
 * @param points in the order of trials and steps
 * @param metrics the columns of the metrics that are kept
 * @param reports how many there are in all
 * @param isThinned whether some were left out
 */
record ReportSample(List<Point> points, List<Integer> metrics, int reports, boolean isThinned) {
    private static final int ALL = 20_000;
    private static final int BEST = 300;
    private static final int OTHERS = 700;
    private static final int STEPS = 20;

    /** A report of a trial. */
    record Point(int trial, TrialRow.Report report) {
        double value(int column) {
            return column < report.values().length ? report.values()[column] : Double.NaN;
        }
    }

    static ReportSample of(RunBooks books) {
        List<TrialRow> reporting =
                books.trials().stream().filter(row -> !row.reports.isEmpty()).toList();
        int reports = reporting.stream().mapToInt(row -> row.reports.size()).sum();
        if (reports <= ALL) {
            return new ReportSample(points(reporting, Integer.MAX_VALUE), all(books), reports, false);
        }
        return new ReportSample(points(chosen(books, reporting), STEPS), List.of(0), reports, true);
    }

    /** What is new since an offset in the journal. */
    static ReportSample since(RunBooks books, long since) {
        List<Point> points = new ArrayList<>();
        for (TrialRow row : books.trials()) {
            if (row.change > since) {
                row.reports.stream()
                        .filter(report -> report.change() > since)
                        .forEach(report -> points.add(new Point(row.number, report)));
            }
        }
        return new ReportSample(points, all(books), points.size(), false);
    }

    private static List<Integer> all(RunBooks books) {
        return IntStream.range(0, books.metrics().names().size()).boxed().toList();
    }

    /** The best trials, and others evenly. */
    private static List<TrialRow> chosen(RunBooks books, List<TrialRow> reporting) {
        Map<Integer, TrialRow> chosen = new TreeMap<>();
        reporting.stream()
                .sorted(Comparator.comparingDouble(row -> -gain(books, row)))
                .limit(BEST)
                .forEach(row -> chosen.put(row.number, row));
        for (int i = 0; i < OTHERS; i++) {
            TrialRow row = reporting.get((int) ((long) i * reporting.size() / OTHERS));
            chosen.put(row.number, row);
        }
        return List.copyOf(chosen.values());
    }

    private static double gain(RunBooks books, TrialRow row) {
        return books.header().objectives().get(0).score(row.metric(0)).gain();
    }

    private static List<Point> points(List<TrialRow> rows, int max) {
        List<Point> points = new ArrayList<>();
        for (TrialRow row : rows) {
            int size = row.reports.size();
            int kept = Math.min(size, max);
            for (int i = 0; i < kept; i++) {
                int place = kept == size ? i : (int) Math.round(i * (size - 1.0) / (kept - 1));
                points.add(new Point(row.number, row.reports.get(place)));
            }
        }
        return points;
    }
}
