package io.lanista.dashboard.plot;

import io.lanista.dashboard.plot.Sheet.Align;
import io.lanista.dashboard.plot.Sheet.Point;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Two straight axes with their ticks and titles, a legend above them, and places for values between them. */
final class Axes {
    static final String INK = "#16202c";
    static final String SOFT = "#51606f";
    static final String LINE = "#dde3ea";
    private static final double TEXT = 12;
    private static final double LEGEND_LINE = 18;

    /** What a colour means: of a line, or of dots. */
    record Key(String name, String colour, boolean isLine) {
        /** About as wide as it is drawn. */
        double width() {
            return 42 + 6.3 * name.length();
        }
    }

    private final Sheet sheet;
    private final double left;
    private final double right;
    private final double top;
    private final double bottom;
    private final double[] x;
    private final double[] y;

    /**
     * Axes that fill a sheet.
     *
     * @param left where the vertical axis stands
     * @param x the ends of the horizontal axis
     * @param y the ends of the vertical one
     * @param legend what stands above them
     */
    Axes(Sheet sheet, int width, int height, double left, double[] x, double[] y, List<Key> legend) {
        this.sheet = sheet;
        this.left = left;
        this.right = width - 16;
        this.top = drawLegend(legend, height / 3.0);
        this.bottom = height - 48;
        this.x = widened(x);
        this.y = widened(y);
    }

    /** Draws keys from left to right, in as many lines as there are above a height; returns where there is room below them. */
    private double drawLegend(List<Key> legend, double lowest) {
        double at = left;
        double y = legend.isEmpty() ? 0 : 14;
        for (int i = 0; i < legend.size(); i++) {
            Key key = legend.get(i);
            if (at > left && at + key.width() > right) {
                at = left;
                y += LEGEND_LINE;
            }
            if (y > lowest) {
                sheet.text("and " + (legend.size() - i) + " more", at, y, 11, Align.START, INK);
                break;
            }
            if (key.isLine()) {
                sheet.line(List.of(new Point(at, y), new Point(at + 18, y)), key.colour(), 3);
            } else {
                sheet.dot(at + 9, y, 4, key.colour(), 1);
            }
            sheet.text(key.name(), at + 24, y, 11, Align.START, INK);
            at += key.width();
        }
        return y + 16;
    }

    private static double[] widened(double[] ends) {
        double half = Math.abs(ends[0]) > 0 ? Math.abs(ends[0]) / 10 : 1;
        return ends[1] > ends[0] ? ends.clone() : new double[] {ends[0] - half, ends[1] + half};
    }

    /** The ends between which nearly all of these numbers lie, with a little air; a few that are far away don't count. */
    static double[] ends(double[] values) {
        double[] sorted =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        if (sorted.length == 0) {
            return new double[] {0, 1};
        }
        double low = sorted[sorted.length / 4];
        double high = sorted[Math.min(sorted.length - 1, 3 * sorted.length / 4)];
        double spread = high > low ? high - low : sorted[sorted.length - 1] - sorted[0];
        double from = Math.max(sorted[0], low - 3.5 * spread);
        double to = Math.min(sorted[sorted.length - 1], high + 3.5 * spread);
        double air = 0.06 * (to - from);
        return new double[] {from - air, to + air};
    }

    /** As {@link #ends(double[])}, and such that certain values lie between them. */
    static double[] ends(double[] values, double[] kept) {
        double[] ends = ends(values);
        for (double value : kept) {
            double air = 0.06 * Math.abs(ends[1] - ends[0]);
            ends[0] = Math.min(ends[0], value - air);
            ends[1] = Math.max(ends[1], value + air);
        }
        return ends;
    }

    double x(double value) {
        return left + (value - x[0]) / (x[1] - x[0]) * (right - left);
    }

    double y(double value) {
        double clamped = Math.max(y[0], Math.min(y[1], value));
        return bottom - (clamped - y[0]) / (y[1] - y[0]) * (bottom - top);
    }

    /** A line through these values, cut where it leaves the axes: what is beyond them isn't drawn at their edge. */
    List<List<Point>> line(List<double[]> values) {
        List<List<Point>> lines = new ArrayList<>();
        boolean isOpen = false;
        for (int i = 0; i + 1 < values.size(); i++) {
            double[] from = values.get(i);
            double[] to = values.get(i + 1);
            double rise = to[1] - from[1];
            double first = rise == 0 ? 0 : Math.min((y[0] - from[1]) / rise, (y[1] - from[1]) / rise);
            double last = rise == 0 ? 1 : Math.max((y[0] - from[1]) / rise, (y[1] - from[1]) / rise);
            double begin = Math.max(0, first);
            double end = Math.min(1, last);
            if (begin > end || (rise == 0 && (from[1] < y[0] || from[1] > y[1]))) {
                isOpen = false;
                continue;
            }
            if (!isOpen || begin > 0) {
                lines.add(new ArrayList<>(List.of(between(from, to, begin))));
            }
            lines.get(lines.size() - 1).add(between(from, to, end));
            isOpen = end == 1;
        }
        return lines;
    }

    private Point between(double[] from, double[] to, double share) {
        return at(from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1]));
    }

    Point at(double horizontal, double vertical) {
        return new Point(x(horizontal), y(vertical));
    }

    void drawVertical(String title) {
        List<Double> ticks = ticks(y[0], y[1], 6, 0);
        for (double tick : ticks) {
            sheet.line(List.of(new Point(left, y(tick)), new Point(right, y(tick))), LINE, 1);
            sheet.text(words(tick, ticks), left - 8, y(tick), TEXT, Align.END, SOFT);
        }
        sheet.textUpwards(title, 14, (top + bottom) / 2, TEXT + 1, INK);
    }

    /** @param counts whether only whole numbers mean something */
    void drawHorizontal(String title, boolean counts) {
        List<Double> ticks = ticks(x[0], x[1], 7, counts ? 1 : 0);
        for (double tick : ticks) {
            sheet.text(words(tick, ticks), x(tick), bottom + 16, TEXT, Align.MIDDLE, SOFT);
        }
        title(title);
    }

    void title(String title) {
        sheet.line(List.of(new Point(left, bottom), new Point(right, bottom)), SOFT, 1);
        sheet.text(title, (left + right) / 2, bottom + 36, TEXT + 1, Align.MIDDLE, INK);
    }

    /** A name under the horizontal axis. */
    void name(double at, String name) {
        sheet.text(name, x(at), bottom + 16, TEXT, Align.MIDDLE, SOFT);
    }

    double bottom() {
        return bottom;
    }

    private static List<Double> ticks(double low, double high, int about, double least) {
        double rough = Math.max(least, (high - low) / about);
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = 10 * power;
        for (double factor : least > 0 ? new double[] {5, 2, 1} : new double[] {5, 2.5, 2, 1}) {
            step = factor * power >= rough ? factor * power : step;
        }
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    private static String words(double tick, List<Double> ticks) {
        double step = ticks.size() > 1 ? ticks.get(1) - ticks.get(0) : Math.max(1e-3, Math.abs(tick));
        int digits = Math.max(0, (int) Math.ceil(-Math.log10(step) - 1e-9) + (isHalf(step) ? 1 : 0));
        return BigDecimal.valueOf(tick)
                .setScale(Math.min(8, digits), RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    /** Steps of 2.5, 0.25 and so on have a digit more. */
    private static boolean isHalf(double step) {
        double mantissa = step / Math.pow(10, Math.floor(Math.log10(step) + 1e-9));
        return Math.abs(mantissa - 2.5) < 1e-6;
    }
}
