package io.lanista.dashboard.plot;

import io.lanista.dashboard.plot.Sheet.Align;
import io.lanista.dashboard.plot.Sheet.Point;
import io.lanista.dashboard.view.RunView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The best so far of several runs over finished trials: medians and ranges of runs that differ in their seeds only. */
final class CompareFigure {
    private static final double LEFT = 70;
    private static final int POINTS = 200;

    private final Sheet sheet;
    private final int width;
    private final int height;

    CompareFigure(Sheet sheet, int width, int height) {
        this.sheet = sheet;
        this.width = width;
        this.height = height;
    }

    void draw(List<RunView> runs) {
        Map<String, List<JsonNode>> groups = new LinkedHashMap<>();
        double last = 1;
        List<Double> scores = new ArrayList<>();
        String metric = "";
        for (RunView run : runs) {
            JsonNode brief = JsonMapper.shared().readTree(run.brief());
            String group = brief.get("experiment").asString() + ", "
                    + brief.get("searcher").asString();
            groups.computeIfAbsent(group + brief.get("options"), unseen -> new ArrayList<>())
                    .add(brief);
            last = Math.max(last, brief.get("trials").asDouble());
            brief.get("improvements").get("score").forEach(score -> scores.add(score.asDouble()));
            metric = brief.get("metric").asString();
        }
        double[] y = Axes.ends(scores.stream().mapToDouble(Double::doubleValue).toArray());
        Axes axes = new Axes(sheet, width, height, LEFT, new double[] {0, last}, y);
        axes.drawVertical("best " + metric + " so far");
        axes.drawHorizontal("finished trials");
        int number = 0;
        for (List<JsonNode> group : groups.values()) {
            draw(axes, group, last, number++);
        }
    }

    private void draw(Axes axes, List<JsonNode> group, double last, int number) {
        String colour = RunFigure.SERIES[number % RunFigure.SERIES.length];
        List<Point> middle = new ArrayList<>();
        List<Point> above = new ArrayList<>();
        List<Point> below = new ArrayList<>();
        for (int i = 0; i <= POINTS; i++) {
            double at = last * i / POINTS;
            double[] values =
                    group.stream().mapToDouble(run -> best(run, at)).sorted().toArray();
            if (Arrays.stream(values).allMatch(Double::isFinite)) {
                middle.add(axes.at(at, values[values.length / 2]));
                above.add(axes.at(at, values[values.length - 1]));
                below.add(0, axes.at(at, values[0]));
            }
        }
        if (middle.isEmpty()) {
            return;
        }
        if (group.size() > 1) {
            List<Point> band = new ArrayList<>(above);
            band.addAll(below);
            sheet.area(band, colour, 0.18);
        }
        sheet.line(middle, colour, 2);
        double line = axes.bottom() - 12 - 16 * number;
        String name = group.get(0).get("experiment").asString() + ", "
                + group.get(0).get("searcher").asString() + (group.size() > 1 ? " (" + group.size() + " seeds)" : "");
        sheet.text(name, axes.right() - 24, line, 11, Align.END, Axes.INK);
        sheet.line(List.of(new Point(axes.right() - 18, line), new Point(axes.right() - 2, line)), colour, 3);
    }

    private static double best(JsonNode run, double trials) {
        JsonNode steps = run.get("improvements").get("trials");
        double best = Double.NaN;
        for (int i = 0; i < steps.size() && steps.get(i).asDouble() <= trials; i++) {
            best = run.get("improvements").get("score").get(i).asDouble();
        }
        return best;
    }
}
