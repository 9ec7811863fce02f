package io.lanista.runtime.baseline;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;

/**
 * Logistic regression for classes (multinomial), ridge regression for numbers: the mean loss plus {@code ‖weights‖²·strength/2}, made
 * small by L-BFGS (Nocedal and Wright, "Numerical Optimization", 2006, algorithm 7.4) with a backtracking line search. The biases
 * aren't penalised.
 */
final class LinearModel {
    private static final int MEMORY = 10;
    private static final int ITERATIONS = 100;
    private static final double ENOUGH = 1e-5;

    private final Rows rows;
    private final boolean classes;
    private final double strength;
    private final int width;
    private final int outputs;
    private double[] weights;

    private LinearModel(Rows rows, boolean classes, double strength) {
        this.rows = rows;
        this.classes = classes;
        this.strength = strength;
        this.width = rows.width();
        this.outputs = rows.outputs();
        this.weights = new double[outputs * (width + 1)];
    }

    /**
     * Fits.
     *
     * @param classes whether the targets are classes
     * @param strength of the penalty; 1/n is scikit-learn's default for n examples
     */
    static LinearModel fit(Rows rows, boolean classes, double strength) {
        LinearModel model = new LinearModel(rows, classes, strength);
        model.minimize();
        return model;
    }

    /** The probabilities of the classes, or the numbers, for one example. */
    double[] predict(float... features) {
        double[] answer = scores(weights, features);
        if (classes) {
            softmax(answer);
        }
        return answer;
    }

    private double[] scores(double[] at, float... features) {
        double[] scores = new double[outputs];
        for (int output = 0; output < outputs; output++) {
            int start = output * (width + 1);
            double sum = at[start + width];
            for (int i = 0; i < width; i++) {
                sum += at[start + i] * features[i];
            }
            scores[output] = sum;
        }
        return scores;
    }

    /** Returns the logarithm of the sum of the exponentials. */
    private static double softmax(double[] scores) {
        double most = Arrays.stream(scores).max().orElse(0);
        double sum = 0;
        for (double score : scores) {
            sum += Math.exp(score - most);
        }
        for (int i = 0; i < scores.length; i++) {
            scores[i] = Math.exp(scores[i] - most) / sum;
        }
        return most + Math.log(sum);
    }

    /** The loss, and its gradient into the second array. */
    private double loss(double[] at, double[] gradient) {
        Arrays.fill(gradient, 0);
        double loss = 0;
        for (int example = 0; example < rows.size(); example++) {
            float[] features = rows.features()[example];
            double[] targets = rows.targets()[example];
            double[] answer = scores(at, features);
            double right = 0;
            for (int output = 0; output < outputs; output++) {
                right += targets[output] * answer[output];
            }
            double logSum = classes ? softmax(answer) : 0;
            loss += classes ? logSum - right : 0;
            for (int output = 0; output < outputs; output++) {
                double error = answer[output] - targets[output];
                loss += classes ? 0 : error * error / 2;
                int start = output * (width + 1);
                for (int i = 0; i < width; i++) {
                    gradient[start + i] += error * features[i];
                }
                gradient[start + width] += error;
            }
        }
        double penalty = 0;
        for (int place = 0; place < at.length; place++) {
            gradient[place] /= rows.size();
            if (place % (width + 1) != width) {
                penalty += at[place] * at[place];
                gradient[place] += strength * at[place];
            }
        }
        return loss / rows.size() + strength * penalty / 2;
    }

    private void minimize() {
        double[] gradient = new double[weights.length];
        double loss = loss(weights, gradient);
        Deque<double[][]> steps = new ArrayDeque<>();
        for (int iteration = 0; iteration < ITERATIONS && norm(gradient) > ENOUGH; iteration++) {
            double[] direction = direction(gradient, steps);
            double slope = dot(direction, gradient);
            if (slope >= 0) {
                steps.clear();
                direction = scaled(gradient, -1);
                slope = -dot(gradient, gradient);
            }
            double rate = steps.isEmpty() ? Math.min(1, 1 / norm(gradient)) : 1;
            double[] next = new double[weights.length];
            double[] nextGradient = new double[weights.length];
            double nextLoss = Double.POSITIVE_INFINITY;
            for (int tries = 0; tries < 30 && !(nextLoss <= loss + 1e-4 * rate * slope); tries++) {
                rate *= tries == 0 ? 1 : 0.5;
                for (int i = 0; i < next.length; i++) {
                    next[i] = weights[i] + rate * direction[i];
                }
                nextLoss = loss(next, nextGradient);
            }
            if (!(nextLoss < loss)) {
                return;
            }
            double[] step = difference(next, weights);
            double[] change = difference(nextGradient, gradient);
            if (dot(step, change) > 1e-12) {
                steps.addFirst(new double[][] {step, change});
                if (steps.size() > MEMORY) {
                    steps.removeLast();
                }
            }
            weights = next;
            gradient = nextGradient;
            loss = nextLoss;
        }
    }

    /** The two loops over the last steps. */
    private static double[] direction(double[] gradient, Deque<double[][]> steps) {
        double[] q = gradient.clone();
        double[] alphas = new double[steps.size()];
        int at = 0;
        for (double[][] pair : steps) {
            alphas[at] = dot(pair[0], q) / dot(pair[0], pair[1]);
            add(q, pair[1], -alphas[at++]);
        }
        double[] direction = q;
        if (!steps.isEmpty()) {
            double[][] last = steps.getFirst();
            direction = scaled(q, dot(last[0], last[1]) / dot(last[1], last[1]));
        }
        for (Iterator<double[][]> backwards = steps.descendingIterator(); backwards.hasNext(); ) {
            double[][] pair = backwards.next();
            double beta = dot(pair[1], direction) / dot(pair[0], pair[1]);
            add(direction, pair[0], alphas[--at] - beta);
        }
        return scaled(direction, -1);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double norm(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    private static void add(double[] to, double[] what, double times) {
        for (int i = 0; i < to.length; i++) {
            to[i] += times * what[i];
        }
    }

    private static double[] scaled(double[] a, double by) {
        double[] result = new double[a.length];
        Arrays.setAll(result, i -> a[i] * by);
        return result;
    }

    private static double[] difference(double[] a, double[] b) {
        double[] result = new double[a.length];
        Arrays.setAll(result, i -> a[i] - b[i]);
        return result;
    }
}
