package io.lanista.dashboard.view;

import io.lanista.api.trial.Objective;
import io.lanista.dashboard.analysis.Anova;
import io.lanista.dashboard.analysis.Embedding;
import io.lanista.dashboard.analysis.Forest;
import io.lanista.dashboard.analysis.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What finished trials teach: which decisions matter, alone and in pairs, and which architectures are alike. Nothing is said of
 * what matters with fewer than ten trials for each decision, since what comes out then is noise.
 */
final class TrialAnalysis {
    private static final int TRIALS_PER_DECISION = 10;
    private static final int MOST_TRIALS = 20_000;
    private static final int PAIRED = 6;
    private static final int BEST = 200;
    private static final int OTHERS = 200;

    private final RunBooks books;
    private final Objective objective;
    private final List<TrialRow> rows;

    TrialAnalysis(RunBooks books) {
        this.books = books;
        this.objective = books.header().objectives().get(0);
        this.rows = comparable(books.trials().stream()
                .filter(row -> row.state == TrialRow.State.SCORED && Double.isFinite(row.metric(0)))
                .toList());
    }

    /** Trials that were trained as long as any: shorter ones score less for another reason than their architecture. */
    private static List<TrialRow> comparable(List<TrialRow> scored) {
        int max = scored.stream().mapToInt(row -> row.steps).max().orElse(-1);
        return scored.stream().filter(row -> row.steps == max).toList();
    }

    void write(Json json) {
        List<Integer> varied = varied();
        long needed = (long) TRIALS_PER_DECISION * Math.max(1, varied.size());
        boolean enough = rows.size() >= needed && !varied.isEmpty();
        json.object("importance", out -> {
            out.put("trials", (long) rows.size());
            out.put("needed", needed);
            out.put("enough", (Object) enough);
            if (enough) {
                importance(out, varied);
            }
        });
        if (rows.size() > 2) {
            json.object("embedding", this::embedding);
        }
    }

    /** The decisions of which trials took different values. */
    private List<Integer> varied() {
        return IntStream.range(0, books.decisions().all().size())
                .filter(column -> rows.stream()
                                .mapToDouble(row -> row.choice(column))
                                .distinct()
                                .limit(2)
                                .count()
                        > 1)
                .boxed()
                .toList();
    }

    private void importance(Json json, List<Integer> varied) {
        List<TrialRow> used = evenly(rows, MOST_TRIALS);
        List<Levels> levels = varied.stream()
                .map(column -> new Levels(
                        books.decisions().all().get(column),
                        used.stream().mapToDouble(row -> row.choice(column)).toArray()))
                .toList();
        int[][] matrix = new int[used.size()][varied.size()];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < varied.size(); j++) {
                matrix[i][j] = levels.get(j).of(used.get(i).choice(varied.get(j)));
            }
        }
        double[] values = used.stream().mapToDouble(row -> row.metric(0)).toArray();
        Forest forest = Forest.of(
                new Sample(levels.stream().map(Levels::factor).toList(), matrix, values),
                books.header().seed());
        json.put("method", "fANOVA on a random forest of " + Forest.TREES + " trees");
        json.put("metric", objective.metric());
        json.put("explained", forest.explained());
        write(json, levels, Anova.of(forest));
    }

    private static void write(Json json, List<Levels> levels, Anova anova) {
        Anova.Estimate[] shares =
                IntStream.range(0, levels.size()).mapToObj(anova::share).toArray(Anova.Estimate[]::new);
        List<Integer> order = IntStream.range(0, shares.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -shares[i].mean()))
                .toList();
        json.objects("decisions", order, (out, i) -> {
            Anova.Estimate[] marginal = anova.marginal(i);
            out.put("label", levels.get(i).factor().name());
            out.put("share", shares[i].mean()).put("deviation", shares[i].deviation());
            out.put("levels", levels.get(i).names());
            out.list("mean", list -> List.of(marginal).forEach(level -> list.add(level.mean())));
            out.list("spread", list -> List.of(marginal).forEach(level -> list.add(level.deviation())));
        });
        List<int[]> pairs = new ArrayList<>();
        for (int i = 0; i < Math.min(PAIRED, order.size()); i++) {
            for (int j = 0; j < i; j++) {
                pairs.add(new int[] {order.get(j), order.get(i)});
            }
        }
        json.objects("pairs", pairs, (out, pair) -> {
            Anova.Estimate share = anova.share(pair[0], pair[1]);
            out.put("first", levels.get(pair[0]).factor().name());
            out.put("second", levels.get(pair[1]).factor().name());
            out.put("share", share.mean()).put("deviation", share.deviation());
            out.list("grid", grid -> {
                for (double[] line : anova.marginal(pair[0], pair[1])) {
                    grid.list(list -> {
                        for (double value : line) {
                            list.add(value);
                        }
                    });
                }
            });
        });
    }

    private static List<TrialRow> evenly(List<TrialRow> all, int max) {
        if (all.size() <= max) {
            return all;
        }
        return IntStream.range(0, max)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / max)))
                .toList();
    }

    private void embedding(Json json) {
        Map<Integer, TrialRow> chosen = new TreeMap<>();
        rows.stream()
                .sorted(Comparator.comparingDouble(
                        row -> objective.score(row.metric(0)).loss()))
                .limit(BEST)
                .forEach(row -> chosen.put(row.number, row));
        evenly(rows, OTHERS).forEach(row -> chosen.put(row.number, row));
        List<TrialRow> shown = List.copyOf(chosen.values());
        Embedding plane = Embedding.of(shown.size(), (i, j) -> distance(shown.get(i), shown.get(j)));
        json.put("of", (long) rows.size());
        json.put("explained", plane.explained());
        json.list("trial", list -> shown.forEach(row -> list.add(row.number)));
        json.list("x", list -> add(list, plane.x()));
        json.list("y", list -> add(list, plane.y()));
    }

    private static void add(Json list, double[] numbers) {
        for (double number : numbers) {
            list.add(number);
        }
    }

    /**
     * How different two architectures are: the mean over the decisions that are active in either, 1 for different categories or for one
     * that is active in one of them only, and for numbers the part of the range that lies between (Gower 1971).
     */
    private double distance(TrialRow first, TrialRow second) {
        double sum = 0;
        int active = 0;
        List<DecisionColumn> columns = books.decisions().all();
        for (int i = 0; i < columns.size(); i++) {
            double a = first.choice(i);
            double b = second.choice(i);
            if (!Double.isNaN(a) || !Double.isNaN(b)) {
                active++;
                sum += Double.isNaN(a) || Double.isNaN(b) ? 1 : columns.get(i).distance(a, b);
            }
        }
        return active == 0 ? 0 : sum / active;
    }
}
