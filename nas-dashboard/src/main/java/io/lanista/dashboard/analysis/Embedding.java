package io.lanista.dashboard.analysis;

import java.util.Arrays;

/**
 * Points in a plane whose distances are as near as possible to given ones: classical multidimensional scaling (Torgerson 1952). The
 * same distances give the same points.
 *
 * @param x the first coordinates
 * @param y the second ones, which tell less
 * @param explained the share of the spread of the distances that the plane shows, from 0 to 1
 */
public record Embedding(double[] x, double[] y, double explained) {
    private static final int ROUNDS = 200;

    /** Distances between things by their numbers. */
    @FunctionalInterface
    public interface Distances {
        /** The distance between two things; 0 from a thing to itself, the same both ways. */
        double between(int first, int second);
    }

    /** Places so many things in a plane. */
    public static Embedding of(int size, Distances distances) {
        double[][] products = centred(size, distances);
        double trace = 0;
        for (int i = 0; i < size; i++) {
            trace += Math.max(0, products[i][i]);
        }
        double[] x = new double[size];
        double[] y = new double[size];
        double first = axis(products, x);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                products[i][j] -= x[i] * x[j];
            }
        }
        double second = axis(products, y);
        return new Embedding(x, y, trace == 0 ? 1 : Math.min(1, (first + second) / trace));
    }

    /** Inner products of the points around their centre: minus half of the squared distances, centred by rows and columns. */
    private static double[][] centred(int size, Distances distances) {
        double[][] squares = new double[size][size];
        double[] means = new double[size];
        double mean = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double distance = distances.between(i, j);
                squares[i][j] = distance * distance;
                means[i] += squares[i][j] / size;
            }
            mean += means[i] / size;
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                squares[i][j] = -(squares[i][j] - means[i] - means[j] + mean) / 2;
            }
        }
        return squares;
    }

    /** The largest eigenvalue, by power iteration, and the coordinates along its vector. */
    private static double axis(double[][] products, double[] into) {
        int size = products.length;
        double[] vector = new double[size];
        for (int i = 0; i < size; i++) {
            vector[i] = Math.cos(1 + i * 2.399963); // Anything that isn't at right angles to what is sought.
        }
        double value = 0;
        for (int round = 0; round < ROUNDS; round++) {
            double[] next = new double[size];
            double norm = 0;
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    next[i] += products[i][j] * vector[j];
                }
                norm += next[i] * next[i];
            }
            value = Math.sqrt(norm);
            if (value < 1e-12) {
                return 0;
            }
            double length = value;
            vector = Arrays.stream(next).map(coordinate -> coordinate / length).toArray();
        }
        for (int i = 0; i < size; i++) {
            into[i] = vector[i] * Math.sqrt(value);
        }
        return value;
    }
}
