package io.lanista.dashboard.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import javax.imageio.ImageIO;

/** Draws as PNG, with two pixels for each that is spoken of, so that it looks sharp in print. */
final class PngSheet implements Sheet {
    private static final int SCALE = 2;

    private final BufferedImage image;
    private final Graphics2D pen;

    PngSheet(int width, int height) {
        image = new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
        pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, SCALE * width, SCALE * height);
        pen.scale(SCALE, SCALE);
    }

    private static Color colour(String hex, double opacity) {
        Color solid = Color.decode(hex);
        return new Color(solid.getRed(), solid.getGreen(), solid.getBlue(), (int) Math.round(255 * opacity));
    }

    private static Path2D path(List<Point> points) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            if (i == 0) {
                path.moveTo(point.x(), point.y());
            } else {
                path.lineTo(point.x(), point.y());
            }
        }
        return path;
    }

    @Override
    public void line(List<Point> points, String colour, double width) {
        pen.setColor(colour(colour, 1));
        pen.setStroke(new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
        pen.draw(path(points));
    }

    @Override
    public void area(List<Point> points, String colour, double opacity) {
        pen.setColor(colour(colour, opacity));
        Path2D path = path(points);
        path.closePath();
        pen.fill(path);
    }

    @Override
    public void dot(double x, double y, double radius, String colour, double opacity) {
        pen.setColor(colour(colour, opacity));
        pen.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    @Override
    public void text(String words, double x, double y, double size, Align align, String colour) {
        pen.setColor(colour(colour, 1));
        pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont((float) size));
        double width = pen.getFontMetrics().stringWidth(words);
        double left = align == Align.START ? x : align == Align.MIDDLE ? x - width / 2 : x - width;
        pen.drawString(words, (float) left, (float) (y + 0.35 * size));
    }

    @Override
    public void textUpwards(String words, double x, double y, double size, String colour) {
        AffineTransform before = pen.getTransform();
        pen.translate(x, y);
        pen.rotate(-Math.PI / 2);
        text(words, 0, 0, size, Align.MIDDLE, colour);
        pen.setTransform(before);
    }

    @Override
    public void write(OutputStream out) throws IOException {
        pen.dispose();
        ImageIO.write(image, "png", out);
    }
}
