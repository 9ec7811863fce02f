package io.lanista.djl.metric;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Percentile intervals of metrics over samples of the examples drawn with replacement (Efron and Tibshirani, "An Introduction to
 * the Bootstrap", 1993, chapter 13). The samples are always the same ones, so equal predictions have equal intervals.
 */
final class Bootstrap {
    private static final int SAMPLES = 200;
    private static final int LOW = SAMPLES * 25 / 1000;
    private static final int HIGH = SAMPLES - 1 - LOW;

    private Bootstrap() {}

    /**
     * The interval of each metric.
     *
     * @param examples how many there are
     * @param metrics measures examples of which each counts so many times
     */
    static Map<String, Interval> intervals(int examples, Function<int[], Map<String, Double>> metrics) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        Map<String, double[]> values = new LinkedHashMap<>();
        for (int sample = 0; sample < SAMPLES; sample++) {
            int[] times = new int[examples];
            for (int drawn = 0; drawn < examples; drawn++) {
                times[random.nextInt(examples)]++;
            }
            int place = sample;
            metrics.apply(times)
                    .forEach((name, value) -> values.computeIfAbsent(name, key -> new double[SAMPLES])[place] = value);
        }
        Map<String, Interval> intervals = new LinkedHashMap<>();
        values.forEach((name, all) -> {
            Arrays.sort(all);
            intervals.put(name, new Interval(all[LOW], all[HIGH]));
        });
        return intervals;
    }
}
