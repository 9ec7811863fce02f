package io.lanista.dashboard.plot;

import io.lanista.dashboard.plot.Axes.Key;
import io.lanista.dashboard.plot.Sheet.Point;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What trials reported while they ran. A trial that goes on from another one is one curve with it. */
final class CurvesFigure {
    private final Sheet sheet;
    private final int width;
    private final int height;
    private final RunData run;

    CurvesFigure(Sheet sheet, int width, int height, RunData run) {
        this.sheet = sheet;
        this.width = width;
        this.height = height;
        this.run = run;
    }

    void draw() {
        Map<Integer, List<double[]>> curves = curves(reports());
        if (curves.isEmpty()) {
            throw RunFigure.nothing("no trial reported while it ran");
        }
        double[] all = points(curves).mapToDouble(point -> point[1]).toArray();
        double last = points(curves).mapToDouble(point -> point[0]).max().orElse(1);
        List<Key> legend = new ArrayList<>();
        legend.add(new Key("by final score, pale to strong", RunFigure.ramp(1), true));
        if (curves.keySet().stream().anyMatch(this::isStopped)) {
            legend.add(new Key("stopped early", RunFigure.STOPPED, true));
        }
        List<Integer> ranked = run.worstFirst(curves.keySet());
        double[] reached = curves.getOrDefault(ranked.get(ranked.size() - 1), List.of()).stream()
                .mapToDouble(point -> point[1])
                .toArray();
        double[] kept = {reached[reached.length - 1]};
        Axes axes =
                new Axes(sheet, width, height, RunFigure.LEFT, new double[] {0, last}, Axes.ends(all, kept), legend);
        axes.drawVertical(run.metric());
        axes.drawHorizontal("step", true);
        for (int rank = 0; rank < ranked.size(); rank++) { // The best ones above the others.
            int trial = ranked.get(rank);
            String colour =
                    isStopped(trial) ? RunFigure.STOPPED : RunFigure.ramp(rank / Math.max(1.0, ranked.size() - 1.0));
            curve(axes, curves.getOrDefault(trial, List.of()), colour, ranked.size() > 100);
        }
    }

    private void curve(Axes axes, List<double[]> points, String colour, boolean isThin) {
        if (points.size() == 1) {
            Point only = axes.at(points.get(0)[0], points.get(0)[1]);
            sheet.dot(only.x(), only.y(), isThin ? 1 : 2, colour, 1);
        }
        axes.line(points).forEach(line -> sheet.line(line, colour, isThin ? 0.5 : 1.2));
    }

    private boolean isStopped(int trial) {
        return run.state(trial).equals("stopped");
    }

    private static Stream<double[]> points(Map<Integer, List<double[]>> curves) {
        return curves.values().stream().flatMap(List::stream);
    }

    /** What each trial reported: steps with values. */
    private Map<Integer, List<double[]>> reports() {
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
        return byTrial;
    }

    /** A curve for each trial that no other one goes on from: its reports after those of the trials before it. */
    private Map<Integer, List<double[]>> curves(Map<Integer, List<double[]>> reports) {
        Set<Integer> inner = new HashSet<>();
        reports.keySet().forEach(trial -> {
            List<Integer> lineage = run.lineage(trial);
            inner.addAll(lineage.subList(0, lineage.size() - 1));
        });
        Map<Integer, List<double[]>> curves = new LinkedHashMap<>();
        for (int trial : reports.keySet()) {
            if (!inner.contains(trial)) {
                List<double[]> points = new ArrayList<>();
                for (int part : run.lineage(trial)) {
                    List<double[]> own = reports.getOrDefault(part, List.of());
                    points.removeIf(point -> !own.isEmpty() && point[0] >= own.get(0)[0]);
                    points.addAll(own);
                }
                curves.put(trial, points);
            }
        }
        return curves;
    }
}
