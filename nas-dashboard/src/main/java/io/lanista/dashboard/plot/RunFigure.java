package io.lanista.dashboard.plot;

import io.lanista.dashboard.plot.Sheet.Align;
import io.lanista.dashboard.plot.Sheet.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import tools.jackson.databind.JsonNode;

/** Figures of one run. */
final class RunFigure {
    static final String[] SERIES = {
        "#2367c9", "#d1720f", "#128a67", "#b33a7d", "#7651c4", "#0e8fa8", "#8a6d00", "#6b7784"
    };
    private static final String GOOD = SERIES[2];
    private static final String STOPPED = SERIES[1];
    private static final double LEFT = 70;

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

    private Axes axes(double[] x, double[] y, String below, String beside) {
        Axes axes = new Axes(sheet, width, height, LEFT, x, y);
        axes.drawVertical(beside);
        axes.drawHorizontal(below);
        return axes;
    }

    private static IllegalArgumentException nothing(String what) {
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
        Axes axes = axes(new double[] {0, rows.size()}, Axes.ends(scores(rows)), "finished trials", run.metric());
        List<Point> stair = new ArrayList<>();
        double best = Double.NaN;
        for (int i = 0; i < rows.size(); i++) {
            double score = run.score(rows.get(i));
            boolean scored = run.state(rows.get(i)).equals("scored");
            if (Double.isFinite(score)) {
                axesDot(axes, i + 1, score, scored ? SERIES[0] : STOPPED, rows.size());
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

    private void axesDot(Axes axes, double x, double y, String colour, int many) {
        sheet.dot(axes.x(x), axes.y(y), many > 1000 ? 1 : 2.5, colour, many > 1000 ? 0.4 : 0.7);
    }

    void curves() {
        JsonNode reports = run.json().get("reports");
        JsonNode values = reports.get("metrics").path(run.metric());
        Map<Integer, List<double[]>> byTrial = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            double value = RunData.asNumber(values.get(i));
            if (Double.isFinite(value)) {
                byTrial.computeIfAbsent(reports.get("trial").get(i).asInt(), unseen -> new ArrayList<>())
                        .add(new double[] {reports.get("step").get(i).asDouble(), value});
            }
        }
        if (byTrial.isEmpty()) {
            throw nothing("no trial reported while it ran");
        }
        double[] all = byTrial.values().stream()
                .flatMap(List::stream)
                .mapToDouble(point -> point[1])
                .toArray();
        double last = byTrial.values().stream()
                .flatMap(List::stream)
                .mapToDouble(point -> point[0])
                .max()
                .orElse(1);
        Axes axes = axes(new double[] {0, last}, Axes.ends(all), "step", run.metric());
        byTrial.forEach((trial, points) -> sheet.line(
                points.stream().map(point -> axes.at(point[0], point[1])).toList(),
                run.state(trial).equals("stopped") ? STOPPED : SERIES[0],
                byTrial.size() > 100 ? 0.5 : 1));
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
        Axes axes =
                new Axes(sheet, width, height, LEFT, new double[] {-0.5, byStep.size() - 0.5}, Axes.ends(scores(all)));
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
            if (metric.getKey().endsWith(run.metric())) {
                metrics.put(metric.getKey(), numbers(metric.getValue()));
            }
        });
        metrics.put("entropy", numbers(epochs.get("metrics").path("entropy")));
        double[] x = numbers(epochs.get("epoch"));
        double[] all =
                metrics.values().stream().flatMapToDouble(DoubleStream::of).toArray();
        Axes axes = axes(new double[] {x[0], x[x.length - 1]}, Axes.ends(all), "epoch", run.metric() + ", entropy");
        int number = 0;
        for (Map.Entry<String, double[]> metric : metrics.entrySet()) {
            List<Point> points = new ArrayList<>();
            for (int i = 0; i < metric.getValue().length; i++) {
                if (Double.isFinite(metric.getValue()[i])) {
                    points.add(axes.at(x[i], metric.getValue()[i]));
                }
            }
            if (!points.isEmpty()) {
                legend(axes, number, metric.getKey().replace('_', ' '));
                sheet.line(points, SERIES[number++ % SERIES.length], 2);
            }
        }
    }

    private void legend(Axes axes, int number, String name) {
        double y = 26 + 16 * number;
        sheet.text(name, axes.right() - 24, y, 11, Align.END, Axes.INK);
        sheet.line(
                List.of(new Point(axes.right() - 18, y), new Point(axes.right() - 2, y)),
                SERIES[number % SERIES.length],
                3);
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
        Axes axes = axes(Axes.ends(x), Axes.ends(y), first, second);
        List<Point> front = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            boolean beaten = false;
            for (int j = 0; j < x.length && !beaten; j++) {
                double across = signOfFirst * (x[j] - x[i]);
                double up = signOfSecond * (y[j] - y[i]);
                beaten = across >= 0 && up >= 0 && (across > 0 || up > 0);
            }
            sheet.dot(axes.x(x[i]), axes.y(y[i]), beaten ? 2.5 : 4, beaten ? SERIES[0] : GOOD, beaten ? 0.5 : 1);
            if (!beaten) {
                front.add(axes.at(x[i], y[i]));
            }
        }
        front.sort(java.util.Comparator.comparingDouble(Point::x));
        sheet.line(front, GOOD, 1.5);
    }
}
