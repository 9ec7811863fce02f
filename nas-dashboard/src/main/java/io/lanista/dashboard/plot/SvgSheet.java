package io.lanista.dashboard.plot;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Draws as SVG. */
final class SvgSheet implements Sheet {
    private final StringBuilder text = new StringBuilder();

    SvgSheet(int width, int height) {
        text.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\""
                        + " font-family=\"Helvetica, Arial, sans-serif\">%n<rect width=\"%1$d\" height=\"%2$d\" fill=\"#ffffff\"/>%n",
                width,
                height));
    }

    private void add(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String places(List<Point> points) {
        return points.stream()
                .map(point -> String.format(Locale.ROOT, "%.2f,%.2f", point.x(), point.y()))
                .collect(Collectors.joining(" "));
    }

    @Override
    public void line(List<Point> points, String colour, double width) {
        add(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%.2f\" stroke-linejoin=\"round\"/>",
                places(points), colour, width);
    }

    @Override
    public void area(List<Point> points, String colour, double opacity) {
        add("<polygon points=\"%s\" fill=\"%s\" fill-opacity=\"%.2f\"/>", places(points), colour, opacity);
    }

    @Override
    public void dot(double x, double y, double radius, String colour, double opacity) {
        add(
                "<circle cx=\"%.2f\" cy=\"%.2f\" r=\"%.2f\" fill=\"%s\" fill-opacity=\"%.2f\"/>",
                x, y, radius, colour, opacity);
    }

    @Override
    public void text(String words, double x, double y, double size, Align align, String colour) {
        add(
                "<text x=\"%.2f\" y=\"%.2f\" font-size=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>",
                x, y + 0.35 * size, size, align.name().toLowerCase(Locale.ROOT), colour, escaped(words));
    }

    @Override
    public void textUpwards(String words, double x, double y, double size, String colour) {
        add(
                "<text transform=\"translate(%.2f %.2f) rotate(-90)\" font-size=\"%.1f\" text-anchor=\"middle\" fill=\"%s\">%s</text>",
                x + 0.35 * size, y, size, colour, escaped(words));
    }

    private static String escaped(String words) {
        return words.replaceAll("\\p{Cntrl}+", " ") // No XML allows them.
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }

    @Override
    public void write(OutputStream out) throws IOException {
        out.write((text + "</svg>\n").getBytes(StandardCharsets.UTF_8));
    }
}
