package io.lanista.hub;

/** Numbers of channels as MobileNet rounds them. */
final class Widths {
    private static final long STEP = 8;

    private Widths() {}

    /** The nearest multiple of eight that is at least eight and no more than a tenth below. (Sandler et al., 2018.) */
    static long rounded(double channels) {
        long nearest = Math.max(STEP, (long) (channels + STEP / 2.0) / STEP * STEP);
        return nearest < 0.9 * channels ? nearest + STEP : nearest;
    }
}
