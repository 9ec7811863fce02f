package io.lanista.dashboard.plot;

import io.lanista.dashboard.plot.Axes.Key;
import io.lanista.dashboard.plot.Sheet.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Figures of one run. */
final class RunFigure {
    static final String[] SERIES = {
        "#2367c9", "#d1720f", "#128a67", "#b33a7d", "#7651c4", "#0e8fa8", "#8a6d00", "#6b7784"
    };
    private static final String GOOD = SERIES[2];
    static final String STOPPED = SERIES[1];
    private static final String FAILED = "#c2271e";
    private static final int PALE = 0xb4cde9;
    private static final int STRONG = 0x0c3163;
    static final double LEFT = 70;

    private final Sheet sheet;
    private final int width;
    private final int height;
    private final RunData run;

    RunFigure(Sheet sheet, int width, int height, RunData run) {
        this.sheet = sheet;
        this.width = width;
        this.height = height;
        this.run = run;
    }

    /** Axes of which the one below counts something. */
    private Axes counting(double[] x, double[] y, String below, String beside, List<Key> legend) {
        Axes axes = new Axes(sheet, width, height, LEFT, x, y, legend);
        axes.drawVertical(beside);
        axes.drawHorizontal(below, true);
        return axes;
    }

    static IllegalArgumentException nothing(String what) {
        return new IllegalArgumentException("The run has nothing to draw: " + what + ". Maybe another kind of figure.");
    }

    private double[] scores(List<Integer> rows) {
        double[] scores =
                rows.stream().mapToDouble(run::score).filter(Double::isFinite).toArray();
        if (scores.length == 0) {
            throw nothing("no trial has a score");
        }
        return scores;
    }

    void history() {
        List<Integer> rows = run.ended();
        List<Integer> shown = rows.stream().filter(this::hasScore).toList();
        Axes axes = counting(
                new double[] {0, rows.size()},
                run.scoreEnds(scores(shown)),
                "finished trials",
                run.metric(),
                historyLegend(rows));
        List<Point> stair = new ArrayList<>();
        double best = Double.NaN;
        for (int i = 0; i < rows.size(); i++) {
            double score = run.score(rows.get(i));
            boolean scored = run.state(rows.get(i)).equals("scored");
            if (hasScore(rows.get(i))) {
                axesDot(axes, i + 1, score, scored ? SERIES[0] : STOPPED, rows.size());
            } else {
                double x = axes.x(i + 1);
                String colour = hasFailed(rows.get(i)) ? FAILED : STOPPED;
                sheet.line(List.of(new Point(x, axes.bottom()), new Point(x, axes.bottom() - 8)), colour, 2);
            }
            if (scored && run.isBetter(score, best)) {
                if (!stair.isEmpty()) {
                    stair.add(axes.at(i + 1, best));
                }
                best = score;
                stair.add(axes.at(i + 1, best));
            }
        }
        if (!stair.isEmpty()) {
            stair.add(axes.at(rows.size(), best));
            sheet.line(stair, GOOD, 2);
        }
    }

    private boolean hasScore(int row) {
        return !hasFailed(row) && Double.isFinite(run.score(row));
    }

    private boolean hasFailed(int row) {
        return run.state(row).equals("failed");
    }

    private List<Key> historyLegend(List<Integer> rows) {
        List<Key> legend = new ArrayList<>();
        legend.add(new Key("scored", SERIES[0], false));
        if (rows.stream().anyMatch(row -> run.state(row).equals("stopped"))) {
            legend.add(new Key("stopped early, at its last value", STOPPED, false));
        }
        if (rows.stream().anyMatch(this::hasFailed)) {
            legend.add(new Key("failed", FAILED, true));
        }
        legend.add(new Key("best so far", GOOD, true));
        return legend;
    }

    private void axesDot(Axes axes, double x, double y, String colour, int many) {
        sheet.dot(axes.x(x), axes.y(y), many > 1000 ? 1 : 2.5, colour, many > 1000 ? 0.4 : 0.7);
    }

    /** The colour of a share between 0, pale, and 1, strong. */
    static String ramp(double share) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int pale = PALE >> shift & 0xff;
            int strong = STRONG >> shift & 0xff;
            mixed |= (int) Math.round(pale + share * (strong - pale)) << shift;
        }
        return String.format(Locale.ROOT, "#%06x", mixed);
    }

    void rungs() {
        Map<Double, List<Integer>> byStep = new TreeMap<>();
        for (int row : run.ended()) {
            double steps = run.number("steps", row);
            if (Double.isFinite(steps) && Double.isFinite(run.score(row))) {
                byStep.computeIfAbsent(steps, unseen -> new ArrayList<>()).add(row);
            }
        }
        if (byStep.isEmpty()) {
            throw nothing("its strategy didn't decide how long trials are trained");
        }
        List<Integer> all = byStep.values().stream().flatMap(List::stream).toList();
        Axes axes = new Axes(
                sheet,
                width,
                height,
                LEFT,
                new double[] {-0.5, byStep.size() - 0.5},
                run.scoreEnds(scores(all)),
                List.of(new Key("a trial", SERIES[0], false), new Key("trained on", "#a9b4c0", true)));
        axes.drawVertical(run.metric());
        Map<Integer, Point> places = new LinkedHashMap<>();
        int rung = 0;
        for (Map.Entry<Double, List<Integer>> step : byStep.entrySet()) {
            axes.name(rung, Math.round(step.getKey()) + " (" + step.getValue().size() + ")");
            for (int row : step.getValue()) {
                places.put(row, axes.at(rung + 0.3 * Math.sin(row * 2.399963), run.score(row)));
            }
            rung++;
        }
        axes.title("steps (trials)");
        places.forEach((row, place) -> {
            Point before = places.get((int) Math.round(run.number("continues", row)));
            if (before != null && Double.isFinite(run.number("continues", row))) {
                sheet.line(List.of(before, place), "#a9b4c0", 0.8);
            }
        });
        places.values().forEach(place -> sheet.dot(place.x(), place.y(), 3, SERIES[0], 0.8));
    }

    void supernet() {
        JsonNode epochs = run.json().path("epochs");
        if (epochs.isMissingNode()) {
            throw nothing("no supernet was trained");
        }
        Map<String, double[]> metrics = new LinkedHashMap<>();
        epochs.get("metrics").properties().forEach(metric -> {
            if (metric.getKey().matches("(weight|architecture|supernet|discrete)_" + Pattern.quote(run.metric()))) {
                metrics.put(metric.getKey(), numbers(metric.getValue()));
            }
        });
        metrics.put("entropy", numbers(epochs.get("metrics").path("entropy")));
        metrics.values().removeIf(values -> Arrays.stream(values).noneMatch(Double::isFinite));
        double[] x = numbers(epochs.get("epoch"));
        double[] all =
                metrics.values().stream().flatMapToDouble(DoubleStream::of).toArray();
        List<Key> legend = new ArrayList<>();
        metrics.keySet()
                .forEach(name ->
                        legend.add(new Key(name.replace('_', ' '), SERIES[legend.size() % SERIES.length], true)));
        Axes axes = counting(
                new double[] {x[0], x[x.length - 1]}, Axes.ends(all), "epoch", run.metric() + ", entropy", legend);
        int number = 0;
        for (Map.Entry<String, double[]> metric : metrics.entrySet()) {
            List<Point> points = new ArrayList<>();
            for (int i = 0; i < metric.getValue().length; i++) {
                if (Double.isFinite(metric.getValue()[i])) {
                    points.add(axes.at(x[i], metric.getValue()[i]));
                }
            }
            String colour = SERIES[number++ % SERIES.length];
            if (points.size() == 1) {
                sheet.dot(points.get(0).x(), points.get(0).y(), 4, colour, 1);
            } else {
                sheet.line(points, colour, 2);
            }
        }
    }

    private static double[] numbers(JsonNode list) {
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = RunData.asNumber(list.get(i));
        }
        return numbers;
    }

    void front() {
        JsonNode objectives = run.json().get("objectives");
        if (objectives.size() < 2) {
            throw nothing("it has one objective");
        }
        String first = objectives.get(0).get("metric").asString();
        String second = objectives.get(1).get("metric").asString();
        double signOfFirst = objectives.get(0).get("direction").asString().equals("maximize") ? 1 : -1;
        double signOfSecond = objectives.get(1).get("direction").asString().equals("maximize") ? 1 : -1;
        List<Integer> rows = run.ended().stream()
                .filter(row -> run.state(row).equals("scored")
                        && Double.isFinite(run.metric(first, row))
                        && Double.isFinite(run.metric(second, row)))
                .toList();
        double[] x = rows.stream().mapToDouble(row -> run.metric(first, row)).toArray();
        double[] y = rows.stream().mapToDouble(row -> run.metric(second, row)).toArray();
        List<Key> legend = List.of(
                new Key("scored", SERIES[0], false),
                new Key(
                        objectives.size() == 2 ? "no other trial beats it" : "none beats it by these two",
                        GOOD,
                        false));
        boolean[] beaten = beaten(x, signOfFirst, y, signOfSecond);
        Axes axes = new Axes(
                sheet, width, height, LEFT, Axes.ends(x, without(beaten, x)), Axes.ends(y, without(beaten, y)), legend);
        axes.drawVertical(second);
        axes.drawHorizontal(first, false);
        List<Point> front = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            sheet.dot(
                    axes.x(x[i]), axes.y(y[i]), beaten[i] ? 2.5 : 4, beaten[i] ? SERIES[0] : GOOD, beaten[i] ? 0.5 : 1);
            if (!beaten[i]) {
                front.add(axes.at(x[i], y[i]));
            }
        }
        front.sort(Comparator.comparingDouble(Point::x));
        sheet.line(stair(front, signOfFirst > 0), GOOD, 1.5);
    }

    /** Which points another one beats: better by one of two measures, whose signs say which way is up, and not worse by the other. */
    private static boolean[] beaten(double[] x, double signOfFirst, double[] y, double signOfSecond) {
        boolean[] beaten = new boolean[x.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length && !beaten[i]; j++) {
                double across = signOfFirst * (x[j] - x[i]);
                double up = signOfSecond * (y[j] - y[i]);
                beaten[i] = across >= 0 && up >= 0 && (across > 0 || up > 0);
            }
        }
        return beaten;
    }

    private static double[] without(boolean[] beaten, double[] values) {
        return IntStream.range(0, values.length)
                .filter(i -> !beaten[i])
                .mapToDouble(i -> values[i])
                .toArray();
    }

    /** The edge of what points from left to right beat: between two of them, what the worse one in the first objective has. */
    private static List<Point> stair(List<Point> points, boolean maximised) {
        List<Point> stair = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            if (i > 0) {
                Point before = points.get(i - 1);
                stair.add(maximised ? new Point(before.x(), point.y()) : new Point(point.x(), before.y()));
            }
            stair.add(point);
        }
        return stair;
    }
}
