package io.lanista.djl.data;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * An image's values, {@code (channels, height, width)}, 0 to 255. Transparency is ignored. Nothing here needs a screen.
 *
 * @param channels 1 for grey, or 3 for red, green and blue
 */
record RasterImage(int channels, int height, int width, float[] values) {
    private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg");

    /** Whether a file's name looks like an image's. */
    static boolean isNamedLikeOne(Path file) {
        String name = DataFile.name(file).toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(name::endsWith);
    }

    static RasterImage read(Path file) {
        BufferedImage image = DataFile.read(file, in -> decode(file, in));
        int height = image.getHeight();
        int width = image.getWidth();
        boolean grey = image.getRaster().getNumBands() <= 2 && !(image.getColorModel() instanceof IndexColorModel);
        return grey
                ? new RasterImage(1, height, width, grey(image.getRaster()))
                : colours(image, height, width).withoutNeedlessColour();
    }

    private static BufferedImage decode(Path file, InputStream in) throws IOException {
        @Nullable BufferedImage image;
        try {
            image = ImageIO.read(new MemoryCacheImageInputStream(in));
        } catch (IOException | RuntimeException e) {
            // Some damaged files make the decoder throw unchecked exceptions.
            throw new DataException(
                    "The image (" + file + ") can't be read: " + e.getMessage()
                            + ". Maybe copy it again, or convert it.",
                    e);
        }
        if (image == null) {
            throw new DataException("The file (" + file + ") is no PNG or JPEG image. Maybe remove or convert it.");
        }
        return image;
    }

    /** The samples as they are: the colour model would convert them to another grey scale. */
    private static float[] grey(Raster raster) {
        int bits = raster.getSampleModel().getSampleSize(0);
        float[] values = raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, (float[]) null);
        for (int i = 0; i < values.length; i++) {
            values[i] *= 255f / ((1 << bits) - 1);
        }
        return values;
    }

    private static RasterImage colours(BufferedImage image, int height, int width) {
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        float[] values = new float[3 * pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            for (int channel = 0; channel < 3; channel++) {
                values[channel * pixels.length + i] = (pixels[i] >> (16 - 8 * channel)) & 0xFF;
            }
        }
        return new RasterImage(3, height, width, values);
    }

    /** One channel if red, green and blue are the same everywhere. */
    private RasterImage withoutNeedlessColour() {
        int pixels = height * width;
        for (int i = 0; i < pixels; i++) {
            if (values[i] != values[pixels + i] || values[i] != values[2 * pixels + i]) {
                return this;
            }
        }
        return withChannels(1);
    }

    /** The image in grey (weights of ITU-R BT.601) or colour. */
    RasterImage withChannels(int wanted) {
        if (wanted == channels) {
            return this;
        }
        int pixels = height * width;
        float[] converted = new float[wanted * pixels];
        for (int i = 0; i < pixels; i++) {
            if (wanted == 1) {
                converted[i] = 0.299f * values[i] + 0.587f * values[pixels + i] + 0.114f * values[2 * pixels + i];
            } else {
                converted[i] = values[i];
                converted[pixels + i] = values[i];
                converted[2 * pixels + i] = values[i];
            }
        }
        return new RasterImage(wanted, height, width, converted);
    }

    /** The image in another size: interpolated linearly, averaged over what a pixel covers where it shrinks. */
    RasterImage resized(int newHeight, int newWidth) {
        if (newHeight == height && newWidth == width) {
            return this;
        }
        float[] wide = new float[channels * height * newWidth];
        for (int x = 0; x < newWidth; x++) {
            Taps taps = Taps.of(x, newWidth, width);
            for (int row = 0; row < channels * height; row++) {
                wide[row * newWidth + x] = taps.sum(values, row * width, 1);
            }
        }
        float[] resized = new float[channels * newHeight * newWidth];
        for (int y = 0; y < newHeight; y++) {
            Taps taps = Taps.of(y, newHeight, height);
            for (int channel = 0; channel < channels; channel++) {
                for (int x = 0; x < newWidth; x++) {
                    resized[(channel * newHeight + y) * newWidth + x] =
                            taps.sum(wide, channel * height * newWidth + x, newWidth);
                }
            }
        }
        return new RasterImage(channels, newHeight, newWidth, resized);
    }

    /** Rounds the values to bytes. */
    void copyTo(byte[] to, int at) {
        for (int i = 0; i < values.length; i++) {
            to[at + i] = (byte) Math.round(Math.min(255, Math.max(0, values[i])));
        }
    }

    /**
     * Which old pixels a new one is made of: a triangle as wide as the new pixel, at least as the old one.
     *
     * @param first the first old pixel
     * @param weights of that and the next ones; they sum to 1
     */
    private record Taps(int first, float[] weights) {
        static Taps of(int place, int newSize, int oldSize) {
            double scale = (double) oldSize / newSize;
            double reach = Math.max(1, scale);
            double centre = (place + 0.5) * scale - 0.5;
            int first = Math.max(0, (int) Math.ceil(centre - reach));
            int last = Math.min(oldSize - 1, (int) Math.floor(centre + reach));
            float[] weights = new float[last - first + 1];
            float sum = 0;
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (float) Math.max(0, 1 - Math.abs(first + i - centre) / reach);
                sum += weights[i];
            }
            for (int i = 0; i < weights.length; i++) {
                weights[i] /= sum;
            }
            return new Taps(first, weights);
        }

        float sum(float[] values, int start, int stride) {
            float sum = 0;
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * values[start + (first + i) * stride];
            }
            return sum;
        }
    }
}
