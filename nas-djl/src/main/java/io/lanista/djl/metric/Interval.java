package io.lanista.djl.metric;

/**
 * Where a metric would lie for 95 of 100 other samples of as many examples from the same source.
 *
 * @param low its lower end
 * @param high its upper end
 */
public record Interval(double low, double high) {
    private static final double NORMAL_975 = 1.959963984540054;

    /**
     * Wilson's score interval of a share (Wilson, "Probable inference, the law of succession, and statistical inference", 1927).
     *
     * @param hits how many of the examples count
     * @param examples how many there are, at least one
     */
    public static Interval ofShare(long hits, long examples) {
        double z = NORMAL_975;
        double share = (double) hits / examples;
        double spread = z * Math.sqrt(share * (1 - share) / examples + z * z / (4.0 * examples * examples));
        double middle = share + z * z / (2 * examples);
        double scale = 1 + z * z / examples;
        return new Interval(Math.max(0, (middle - spread) / scale), Math.min(1, (middle + spread) / scale));
    }
}
