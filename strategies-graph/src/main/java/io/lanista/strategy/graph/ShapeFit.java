package io.lanista.strategy.graph;

import io.lanista.strategy.graph.Similarity.Pair;
import io.lanista.strategy.graph.Similarity.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;

/**
 * Finds the shape of a kernel that makes the observations likeliest (the marginal likelihood: Rasmussen and Williams 2006, section
 * 5.4.1), on a grid: one number after the other, from where it was, until none is better.
 */
final class ShapeFit {
    private static final double[] SHARES = {0, 0.25, 0.5, 0.75, 1};
    private static final double[] LENGTHS = {0.5, 1, 2, 4, 8, 16};
    private static final double[] NOISES = {1e-4, 1e-3, 1e-2, 0.1, 0.5};
    private static final int SWEEPS = 3;

    private final double[] depths;
    private Shape shape;

    ShapeFit(int depth) {
        depths = new double[depth + 1];
        for (int i = 0; i <= depth; i++) {
            depths[i] = i;
        }
        shape = new Shape(Math.min(1, depth), 0.5, 2, 1e-2);
    }

    Shape shape() {
        return shape;
    }

    static double[][] kernel(Pair[][] pairs, Shape shape) {
        double[][] kernel = new double[pairs.length][];
        for (int i = 0; i < pairs.length; i++) {
            kernel[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                kernel[i][j] = shape.of(pairs[i][j]);
            }
        }
        return kernel;
    }

    /**
     * Fits the shape.
     *
     * @param pairs the observations beside each other, the lower triangle
     */
    void refine(Pair[][] pairs, double[] targets) {
        Map<Shape, Double> known = new HashMap<>();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            Shape before = shape;
            choose(
                    depths,
                    depth -> new Shape((int) depth, shape.share(), shape.length(), shape.noise()),
                    pairs,
                    targets,
                    known);
            choose(
                    SHARES,
                    share -> new Shape(shape.depth(), share, shape.length(), shape.noise()),
                    pairs,
                    targets,
                    known);
            choose(
                    LENGTHS,
                    length -> new Shape(shape.depth(), shape.share(), length, shape.noise()),
                    pairs,
                    targets,
                    known);
            choose(
                    NOISES,
                    noise -> new Shape(shape.depth(), shape.share(), shape.length(), noise),
                    pairs,
                    targets,
                    known);
            if (shape.equals(before)) {
                return;
            }
        }
    }

    private void choose(
            double[] values, DoubleFunction<Shape> with, Pair[][] pairs, double[] targets, Map<Shape, Double> known) {
        List<Shape> shapes = new ArrayList<>();
        for (double value : values) {
            shapes.add(with.apply(value));
        }
        double most = Double.NEGATIVE_INFINITY;
        for (Shape tried : shapes) {
            double likelihood = known.computeIfAbsent(
                    tried,
                    unseen -> new GaussianProcess(kernel(pairs, unseen), targets, unseen.noise()).logLikelihood());
            if (likelihood > most) {
                most = likelihood;
                shape = tried;
            }
        }
    }
}
