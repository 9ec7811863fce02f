package io.lanista.base.front;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How much a front is worth: the volume of what it dominates, down to a reference point (Zitzler and Thiele 1998). Points are gains,
 * of which more is better. Exact for any number of objectives; with many of them it takes long.
 *
 * <p>Two objectives are swept, more are computed by While, Bradstreet and Barone, "A Fast Way of Calculating Exact Hypervolumes",
 * IEEE Transactions on Evolutionary Computation 16 (2012): a point's own share is its box less what later points, cut off at it,
 * dominate.
 */
public final class Hypervolume {
    private final double[] reference;

    /**
     * Measures from a point.
     *
     * @param reference as gains, one for each objective, all finite
     */
    public Hypervolume(double[] reference) {
        this.reference = reference.clone();
        if (!Arrays.stream(reference).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "The reference point " + Arrays.toString(reference) + " must be of finite numbers.");
        }
    }

    /**
     * The volume that these points dominate. Points that are not better than the reference point in each objective, or have a gain
     * that is not a number, add nothing; an infinite gain makes an infinite volume.
     */
    public double of(List<double[]> points) {
        return volume(better(points));
    }

    /** How much the volume shrinks without each of the points; 0 for one that another one dominates or equals. */
    public double[] contributions(List<double[]> points) {
        double[] contributions = new double[points.size()];
        if (reference.length == 2 && stairs(points, contributions)) {
            return contributions;
        }
        double whole = of(points);
        for (int i = 0; i < contributions.length; i++) {
            List<double[]> others = new ArrayList<>(points);
            others.remove(i);
            contributions[i] = whole - of(others);
        }
        return contributions;
    }

    /**
     * Of the stairs of a staircase, each adds the rectangle between its neighbours.
     *
     * @return whether the points that count are a staircase: none dominates or equals another one
     */
    private boolean stairs(List<double[]> points, double[] contributions) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            if (points.get(i)[0] > reference[0] && points.get(i)[1] > reference[1]) {
                order.add(i);
            }
        }
        Comparator<Integer> rising = Comparator.comparing(points::get, Arrays::compare);
        order.sort(rising.reversed());
        for (int i = 0; i < order.size(); i++) {
            double[] point = points.get(order.get(i));
            double right = i + 1 < order.size() ? points.get(order.get(i + 1))[0] : reference[0];
            double below = i > 0 ? points.get(order.get(i - 1))[1] : reference[1];
            if (point[1] <= below) {
                return false;
            }
            contributions[order.get(i)] = (point[0] - right) * (point[1] - below);
        }
        return true;
    }

    /** How much the volume would grow with one more point. */
    public double improvement(List<double[]> points, double[] added) {
        List<double[]> inside = better(List.of(added));
        if (inside.isEmpty()) {
            return 0;
        }
        return box(inside.get(0)) - volume(cut(better(points), inside.get(0)));
    }

    /** Relative to the reference, and without those that are not better than it. */
    private List<double[]> better(List<double[]> points) {
        List<double[]> inside = new ArrayList<>();
        for (double[] point : points) {
            double[] moved = new double[reference.length];
            boolean counts = true;
            for (int i = 0; i < moved.length; i++) {
                moved[i] = point[i] - reference[i];
                counts &= moved[i] > 0;
            }
            if (counts) {
                inside.add(moved);
            }
        }
        return inside;
    }

    private static double volume(List<double[]> points) {
        if (points.isEmpty()) {
            return 0;
        }
        List<double[]> front = front(points);
        if (front.get(0).length <= 2) {
            return swept(front);
        }
        double sum = 0;
        for (int i = 0; i < front.size(); i++) {
            sum += box(front.get(i)) - volume(cut(front.subList(i + 1, front.size()), front.get(i)));
        }
        return sum;
    }

    /** Non-dominated points in one or two objectives, the best of the first objective first: a staircase. */
    private static double swept(List<double[]> front) {
        if (front.get(0).length == 1) {
            return front.get(0)[0];
        }
        double area = 0;
        double height = 0;
        for (double[] point : front) {
            area += point[0] * (point[1] - height);
            height = point[1];
        }
        return area;
    }

    /** The points that no other one dominates or equals, in falling order of their first gains. */
    private static List<double[]> front(List<double[]> points) {
        List<double[]> sorted = new ArrayList<>(points);
        Comparator<double[]> rising = Arrays::compare;
        sorted.sort(rising.reversed());
        List<double[]> front = new ArrayList<>();
        for (double[] point : sorted) {
            double[] last = front.isEmpty() ? null : front.get(front.size() - 1);
            if (point.length == 2) {
                if (last == null || point[1] > last[1]) {
                    front.add(point);
                }
            } else if (front.stream().noneMatch(better -> isCovered(point, better))) {
                front.add(point);
            }
        }
        return front;
    }

    private static boolean isCovered(double[] point, double[] by) {
        for (int i = 0; i < point.length; i++) {
            if (point[i] > by[i]) {
                return false;
            }
        }
        return true;
    }

    private static List<double[]> cut(List<double[]> points, double[] at) {
        List<double[]> cut = new ArrayList<>(points.size());
        for (double[] point : points) {
            double[] lower = new double[at.length];
            Arrays.setAll(lower, i -> Math.min(point[i], at[i]));
            cut.add(lower);
        }
        return cut;
    }

    private static double box(double[] point) {
        double product = 1;
        for (double side : point) {
            product *= side;
        }
        return product;
    }
}
