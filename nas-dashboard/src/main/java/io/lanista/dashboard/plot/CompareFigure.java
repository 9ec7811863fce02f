package io.lanista.dashboard.plot;

import io.lanista.dashboard.plot.Axes.Key;
import io.lanista.dashboard.plot.Sheet.Point;
import io.lanista.dashboard.view.RunView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The best so far of several runs over finished trials: of runs that differ in their seeds only the median and a band, which holds the
 * middle half of them where there are more than four, and all of them otherwise.
 */
final class CompareFigure {
    private static final double LEFT = 70;
    private static final int POINTS = 200;

    /** Of more runs than this a band holds the middle half. */
    private static final int FEW = 4;

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
        List<Double> reached = new ArrayList<>();
        String metric = "";
        for (RunView run : runs) {
            JsonNode brief = JsonMapper.shared().readTree(run.brief());
            groups.computeIfAbsent(brief.get("setup").asString(), unseen -> new ArrayList<>())
                    .add(brief);
            last = Math.max(last, brief.get("trials").asDouble());
            JsonNode improved = brief.get("improvements").get("score");
            improved.forEach(score -> scores.add(score.asDouble()));
            if (!improved.isEmpty()) {
                reached.add(improved.get(improved.size() - 1).asDouble());
            }
            String measured = brief.get("metric").asString();
            if (!metric.isEmpty() && !metric.equals(measured)) {
                throw new IllegalArgumentException("The runs measure (" + metric + ") and (" + measured
                        + "), which share no axis. Maybe compare runs of one metric.");
            }
            metric = measured;
        }
        double[] y = Axes.ends(
                scores.stream().mapToDouble(Double::doubleValue).toArray(),
                reached.stream().mapToDouble(Double::doubleValue).toArray());
        List<Key> legend = new ArrayList<>();
        List<String> names = groups.values().stream().map(CompareFigure::name).toList();
        for (List<JsonNode> group : groups.values()) {
            String name = name(group);
            boolean isAmbiguous = Collections.frequency(names, name) > 1;
            legend.add(new Key(
                    isAmbiguous ? name + ", " + group.get(0).get("id").asString() + " and alike" : name,
                    RunFigure.SERIES[legend.size() % RunFigure.SERIES.length],
                    true));
        }
        Axes axes = new Axes(sheet, width, height, LEFT, new double[] {0, last}, y, legend);
        axes.drawVertical("best " + metric + " so far");
        axes.drawHorizontal("finished trials", true);
        int number = 0;
        for (List<JsonNode> group : groups.values()) {
            double end = group.stream()
                    .mapToDouble(run -> run.get("trials").asDouble())
                    .max()
                    .orElse(last);
            draw(axes, group, end, legend.get(number++).colour());
        }
    }

    private static String name(List<JsonNode> group) {
        JsonNode first = group.get(0);
        return group.size() == 1
                ? first.get("id").asString()
                : first.get("experiment").asString() + ", "
                        + first.get("searcher").asString() + " (" + group.size() + " seeds)";
    }

    /** Where a group ends, its line ends, with a dot. */
    private void draw(Axes axes, List<JsonNode> group, double last, String colour) {
        List<Point> middle = new ArrayList<>();
        List<Point> above = new ArrayList<>();
        List<Point> below = new ArrayList<>();
        for (int i = 0; i <= POINTS; i++) {
            double at = last * i / POINTS;
            double[] values =
                    group.stream().mapToDouble(run -> best(run, at)).sorted().toArray();
            if (Arrays.stream(values).allMatch(Double::isFinite)) {
                boolean few = values.length <= FEW;
                stepTo(middle, axes.at(at, quantile(values, 0.5)));
                stepTo(above, axes.at(at, quantile(values, few ? 1 : 0.75)));
                stepTo(below, axes.at(at, quantile(values, few ? 0 : 0.25)));
            }
        }
        if (middle.isEmpty()) {
            return;
        }
        if (group.size() > 1) {
            List<Point> band = new ArrayList<>(above);
            Collections.reverse(below);
            band.addAll(below);
            sheet.area(band, colour, 0.18);
        }
        sheet.line(middle, colour, 2);
        Point end = middle.get(middle.size() - 1);
        sheet.dot(end.x(), end.y(), 3, colour, 1);
    }

    /** The best so far stays what it is until it is another one. */
    private static void stepTo(List<Point> line, Point next) {
        if (!line.isEmpty()) {
            line.add(new Point(next.x(), line.get(line.size() - 1).y()));
        }
        line.add(next);
    }

    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int low = (int) Math.floor(at);
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (sorted[high] - sorted[low]) * (at - low);
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
