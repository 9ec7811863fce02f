package io.lanista.dashboard.plot;

import io.lanista.dashboard.plot.Sheet.Align;
import io.lanista.dashboard.plot.Sheet.Point;
import io.lanista.dashboard.view.RunView;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bars for the importance of decisions, with lines for one standard deviation between trees. */
final class ImportanceFigure {
    private static final double LEFT = 170;

    private final Sheet sheet;
    private final int width;
    private final int height;

    ImportanceFigure(Sheet sheet, int width, int height) {
        this.sheet = sheet;
        this.width = width;
        this.height = height;
    }

    void draw(RunView run) {
        JsonNode known = JsonMapper.shared().readTree(run.analysis()).path("importance");
        if (!known.path("enough").asBoolean(false)) {
            throw new IllegalArgumentException(
                    "The run has (" + known.path("trials").asInt(0)
                            + ") trials that can be compared, and ("
                            + known.path("needed").asInt(0)
                            + ") are needed to tell ten for each decision. Maybe run more trials.");
        }
        JsonNode decisions = known.get("decisions");
        double largest = 0.05;
        for (JsonNode decision : decisions) {
            largest = Math.max(
                    largest,
                    decision.get("share").asDouble() + decision.get("deviation").asDouble());
        }
        double row = Math.min(30, (height - 70.0) / decisions.size());
        double scale = (width - LEFT - 70) / largest;
        for (int i = 0; i < decisions.size(); i++) {
            bar(decisions.get(i), 24 + row * i, row, scale);
        }
        sheet.text(
                String.format(
                        Locale.ROOT,
                        "share of the variance of %s; %s, R² %.2f out of bag, %d trials",
                        known.get("metric").asString(),
                        known.get("method").asString(),
                        known.get("explained").asDouble(),
                        known.get("trials").asInt()),
                width / 2.0,
                height - 18,
                11,
                Align.MIDDLE,
                Axes.SOFT);
    }

    private void bar(JsonNode decision, double y, double row, double scale) {
        double share = decision.get("share").asDouble();
        double spread = decision.get("deviation").asDouble();
        double end = LEFT + share * scale;
        double half = 0.35 * row;
        sheet.text(decision.get("label").asString(), LEFT - 10, y, 12, Align.END, Axes.INK);
        sheet.area(
                List.of(
                        new Point(LEFT, y - half),
                        new Point(end, y - half),
                        new Point(end, y + half),
                        new Point(LEFT, y + half)),
                RunFigure.SERIES[0],
                1);
        sheet.line(
                List.of(
                        new Point(LEFT + Math.max(0, share - spread) * scale, y),
                        new Point(LEFT + (share + spread) * scale, y)),
                Axes.SOFT,
                1.5);
        sheet.text(
                String.format(Locale.ROOT, "%.1f %%", 100 * share),
                LEFT + (share + spread) * scale + 8,
                y,
                12,
                Align.START,
                Axes.SOFT);
    }
}
