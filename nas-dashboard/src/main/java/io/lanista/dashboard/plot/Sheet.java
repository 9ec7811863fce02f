package io.lanista.dashboard.plot;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** What figures are drawn on. Places are in pixels from the upper left corner; colours are like {@code #2367c9}. */
interface Sheet {
    /** A place. */
    record Point(double x, double y) {}

    /** Where a text stands, seen from the place that is given for it. */
    enum Align {
        START,
        MIDDLE,
        END
    }

    /** Straight lines from each point to the next. */
    void line(List<Point> points, String colour, double width);

    /** The area within these points. */
    void area(List<Point> points, String colour, double opacity);

    void dot(double x, double y, double radius, String colour, double opacity);

    /** A text whose middle is at this height. */
    void text(String text, double x, double y, double size, Align align, String colour);

    /** A text that is read from below, with its middle at this place. */
    void textUpwards(String text, double x, double y, double size, String colour);

    void write(OutputStream out) throws IOException;
}
