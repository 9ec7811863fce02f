package io.lanista.strategy.graph;

import java.util.Map;
import java.util.SortedMap;

/**
 * How often each of some labels occurs.
 *
 * @param labels rising
 * @param counts one for each label
 */
record Histogram(int[] labels, double[] counts) {
    static Histogram of(SortedMap<Integer, Integer> counted) {
        int[] labels = new int[counted.size()];
        double[] counts = new double[labels.length];
        int i = 0;
        for (Map.Entry<Integer, Integer> entry : counted.entrySet()) {
            labels[i] = entry.getKey();
            counts[i++] = entry.getValue();
        }
        return new Histogram(labels, counts);
    }

    double dot(Histogram other) {
        double sum = 0;
        int j = 0;
        for (int i = 0; i < labels.length; i++) {
            while (j < other.labels.length && other.labels[j] < labels[i]) {
                j++;
            }
            if (j < other.labels.length && other.labels[j] == labels[i]) {
                sum += counts[i] * other.counts[j];
            }
        }
        return sum;
    }
}
