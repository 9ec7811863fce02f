package io.lanista.djl.data;

/** Turns images around their centre, interpolating linearly between four pixels; what was outside is 0. */
final class Rotation {
    private Rotation() {}

    /**
     * An image, turned.
     *
     * @param image {@code (channels, height, width)}
     * @param degrees against the clock
     */
    static float[] of(float[] image, long[] shape, double degrees) {
        int height = (int) shape[1];
        int width = (int) shape[2];
        double cosine = Math.cos(Math.toRadians(degrees));
        double sine = Math.sin(Math.toRadians(degrees));
        float[] turned = new float[image.length];
        for (int y = 0; y < height; y++) {
            double fromCentreY = y - (height - 1) / 2.0;
            for (int x = 0; x < width; x++) {
                double fromCentreX = x - (width - 1) / 2.0;
                double oldX = cosine * fromCentreX - sine * fromCentreY + (width - 1) / 2.0;
                double oldY = sine * fromCentreX + cosine * fromCentreY + (height - 1) / 2.0;
                for (int channel = 0; channel < shape[0]; channel++) {
                    int start = channel * height * width;
                    turned[start + y * width + x] = between(image, start, height, width, oldY, oldX);
                }
            }
        }
        return turned;
    }

    private static float between(float[] image, int start, int height, int width, double y, double x) {
        int top = (int) Math.floor(y);
        int left = (int) Math.floor(x);
        double down = y - top;
        double right = x - left;
        return (float) ((1 - down) * (1 - right) * pixel(image, start, height, width, top, left)
                + (1 - down) * right * pixel(image, start, height, width, top, left + 1)
                + down * (1 - right) * pixel(image, start, height, width, top + 1, left)
                + down * right * pixel(image, start, height, width, top + 1, left + 1));
    }

    private static float pixel(float[] image, int start, int height, int width, int y, int x) {
        return y < 0 || y >= height || x < 0 || x >= width ? 0 : image[start + y * width + x];
    }
}
