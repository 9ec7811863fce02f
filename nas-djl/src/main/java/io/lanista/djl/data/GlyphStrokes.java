package io.lanista.djl.data;

import java.util.List;

/**
 * How people write the digits: strokes in a unit square, x to the right and y downwards. A digit has one or more ways of
 * being written.
 */
final class GlyphStrokes {
    private static final Stroke LOWER_BOW =
            smooth(0.40, 0.46, 0.72, 0.52, 0.84, 0.72, 0.66, 0.93, 0.40, 0.95, 0.17, 0.85);

    private static final List<List<List<Stroke>>> DIGITS = List.of(
            List.of(
                    List.of(smooth(
                            0.52, 0.05, 0.24, 0.16, 0.15, 0.50, 0.22, 0.82, 0.50, 0.95, 0.78, 0.82, 0.85, 0.50, 0.76,
                            0.16, 0.50, 0.05)),
                    List.of(smooth(
                            0.60, 0.08, 0.34, 0.10, 0.22, 0.40, 0.26, 0.78, 0.48, 0.95, 0.70, 0.76, 0.76, 0.40, 0.60,
                            0.08, 0.46, 0.12))),
            List.of(
                    List.of(corners(0.30, 0.26, 0.54, 0.05, 0.54, 0.95)),
                    List.of(corners(0.50, 0.05, 0.50, 0.95)),
                    List.of(corners(0.34, 0.22, 0.52, 0.06, 0.52, 0.94), corners(0.28, 0.94, 0.76, 0.94))),
            List.of(
                    List.of(
                            smooth(0.18, 0.28, 0.34, 0.07, 0.66, 0.07, 0.80, 0.28, 0.62, 0.56, 0.18, 0.94),
                            corners(0.18, 0.94, 0.85, 0.93)),
                    List.of(smooth(
                            0.20, 0.22, 0.44, 0.05, 0.76, 0.20, 0.66, 0.54, 0.34, 0.88, 0.18, 0.80, 0.36, 0.74, 0.60,
                            0.92, 0.86, 0.86))),
            List.of(
                    List.of(smooth(0.20, 0.13, 0.48, 0.04, 0.76, 0.18, 0.68, 0.40, 0.40, 0.46), LOWER_BOW),
                    List.of(corners(0.20, 0.07, 0.80, 0.07, 0.40, 0.44), LOWER_BOW)),
            List.of(
                    List.of(corners(0.62, 0.05, 0.15, 0.64, 0.88, 0.64), corners(0.64, 0.34, 0.64, 0.95)),
                    List.of(
                            smooth(0.26, 0.08, 0.18, 0.36, 0.26, 0.52, 0.52, 0.54, 0.78, 0.48),
                            corners(0.78, 0.06, 0.68, 0.95))),
            List.of(
                    List.of(
                            corners(0.80, 0.06, 0.28, 0.06, 0.24, 0.44),
                            smooth(0.24, 0.44, 0.54, 0.37, 0.82, 0.56, 0.76, 0.83, 0.48, 0.95, 0.18, 0.85)),
                    List.of(smooth(
                            0.80, 0.06, 0.40, 0.08, 0.28, 0.30, 0.54, 0.46, 0.76, 0.64, 0.62, 0.90, 0.38, 0.95, 0.20,
                            0.84))),
            List.of(
                    List.of(smooth(
                            0.72, 0.06, 0.40, 0.24, 0.20, 0.60, 0.30, 0.90, 0.60, 0.95, 0.80, 0.76, 0.64, 0.55, 0.40,
                            0.57, 0.23, 0.72)),
                    List.of(smooth(
                            0.46, 0.04, 0.30, 0.32, 0.22, 0.70, 0.40, 0.95, 0.70, 0.88, 0.72, 0.64, 0.48, 0.58, 0.28,
                            0.74))),
            List.of(
                    List.of(corners(0.15, 0.08, 0.85, 0.08, 0.42, 0.95)),
                    List.of(corners(0.17, 0.10, 0.82, 0.08, 0.46, 0.95), corners(0.34, 0.50, 0.78, 0.48)),
                    List.of(smooth(0.16, 0.18, 0.30, 0.08, 0.60, 0.14, 0.84, 0.08, 0.60, 0.46, 0.44, 0.95))),
            List.of(
                    List.of(smooth(
                            0.50, 0.48, 0.25, 0.32, 0.32, 0.10, 0.50, 0.05, 0.70, 0.10, 0.75, 0.30, 0.50, 0.48, 0.21,
                            0.70, 0.30, 0.91, 0.50, 0.96, 0.72, 0.91, 0.79, 0.70, 0.50, 0.48)),
                    List.of(smooth(
                            0.76, 0.14, 0.46, 0.05, 0.26, 0.22, 0.46, 0.44, 0.74, 0.66, 0.66, 0.92, 0.40, 0.95, 0.24,
                            0.76, 0.46, 0.52, 0.76, 0.14))),
            List.of(
                    List.of(smooth(
                            0.78, 0.28, 0.60, 0.47, 0.32, 0.43, 0.22, 0.22, 0.42, 0.05, 0.68, 0.08, 0.78, 0.28, 0.74,
                            0.62, 0.58, 0.95)),
                    List.of(
                            smooth(0.74, 0.14, 0.46, 0.05, 0.24, 0.24, 0.42, 0.46, 0.72, 0.34, 0.76, 0.12),
                            corners(0.76, 0.08, 0.70, 0.95))));

    private GlyphStrokes() {}

    /**
     * One line of the pen.
     *
     * @param points x and y in turn
     * @param smooth whether the pen goes through the points in a curve, not with corners
     */
    record Stroke(List<Double> points, boolean smooth) {}

    /** The ways in which a digit is written. */
    static List<List<Stroke>> waysToWrite(int digit) {
        return DIGITS.get(digit);
    }

    private static Stroke smooth(Double... points) {
        return new Stroke(List.of(points), true);
    }

    private static Stroke corners(Double... points) {
        return new Stroke(List.of(points), false);
    }
}
