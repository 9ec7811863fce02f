package io.lanista.djl.train;

/**
 * How long a network takes on this machine.
 *
 * @param millis for one pass over a batch: the lowest median of several rounds
 * @param spread how far the medians of the rounds lie apart, as a share of the lowest
 * @param ratio to the reference network, which takes its turns with this one: what can be compared between machines and hours
 */
public record Latency(double millis, double spread, double ratio) {
    /** Measures a pass of any runtime on this machine, beside the reference network. Takes about a second. */
    public static Latency of(Runnable pass) {
        return new LatencyMeter(1, DeviceMeasures.ROUNDS_UNLESS_SET).measure(pass, () -> {});
    }
}
