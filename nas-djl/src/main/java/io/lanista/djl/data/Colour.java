package io.lanista.djl.data;

import io.lanista.djl.file.DataException;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Random changes of an image's colours. They work on standardised pixels, of mean 0 and deviation 1 in each channel, so the mean stays where
 * contrast changes.
 *
 * @param brightness at most so many deviations are added to all pixels, or taken away; 0 for none
 * @param contrast pixels are multiplied by 1 plus or minus at most this; 0 for none
 * @param saturation each pixel's distance from the mean of its channels is multiplied by 1 plus or minus at most this; 0 for none, and
 *     nothing to change in grey
 */
public record Colour(double brightness, double contrast, double saturation) {
    /** Leaves colours as they are. */
    public static final Colour NONE = new Colour(0, 0, 0);

    /** Checks. */
    public Colour {
        if (brightness < 0 || contrast < 0 || contrast > 1 || saturation < 0 || saturation > 1) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "Augmentation needs (brightness) %s to be at least 0, and (contrast) %s and (saturation) %s from 0 to 1.",
                    brightness,
                    contrast,
                    saturation));
        }
    }

    boolean isNone() {
        return brightness == 0 && contrast == 0 && saturation == 0;
    }

    /** Changes the image, {@code (channels, height, width)}, that begins at a place. */
    void apply(float[] image, int at, long[] shape, RandomGenerator random) {
        int channels = (int) shape[0];
        int pixels = (int) (shape[1] * shape[2]);
        float added = (float) (brightness * (2 * random.nextDouble() - 1));
        float times = (float) (1 + contrast * (2 * random.nextDouble() - 1));
        float stronger = channels == 1 ? 1 : (float) (1 + saturation * (2 * random.nextDouble() - 1));
        for (int pixel = 0; pixel < pixels; pixel++) {
            float grey = 0;
            for (int channel = 0; channel < channels; channel++) {
                grey += image[at + channel * pixels + pixel] / channels;
            }
            for (int channel = 0; channel < channels; channel++) {
                int place = at + channel * pixels + pixel;
                image[place] = (grey + stronger * (image[place] - grey)) * times + added;
            }
        }
    }
}
