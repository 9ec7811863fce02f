package io.lanista.djl.data;

/**
 * The numbers that the pixels of some images have.
 *
 * @param min the smallest
 * @param max the largest
 */
public record PixelRange(double min, double max) {
    private static final double BYTE = 255;
    private static final double SURELY_BYTES = 128;

    /** Looks at all images of a part. */
    public static PixelRange of(DataSet images) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        DataSet raw = images.raw();
        float[] pixels = new float[raw.featureSize()];
        for (int example = 0; example < raw.size(); example++) {
            raw.copyFeatures(example, pixels, 0);
            for (float pixel : pixels) {
                min = Math.min(min, pixel);
                max = Math.max(max, pixel);
            }
        }
        return new PixelRange(min, max);
    }

    /** Which number white is: 1 if no pixel is larger, 255 if pixels look like bytes, else the largest pixel. */
    public double white() {
        if (max <= 1) {
            return 1;
        }
        return max > SURELY_BYTES && max <= BYTE ? BYTE : max;
    }

    /** Whether pixels are what image files have, as shares (0 to 1) or as bytes (0 to 255); others may have any range. */
    public boolean isUsual() {
        return min >= 0 && (white() == 1 || white() == BYTE);
    }

    @Override
    public String toString() {
        return min + " to " + max;
    }
}
