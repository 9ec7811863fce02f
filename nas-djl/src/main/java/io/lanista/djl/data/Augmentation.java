package io.lanista.djl.data;

import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import io.lanista.djl.file.DataException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Random changes to training images, different in every epoch. What a shift, a turn or a cutout leaves empty becomes 0, which is
 * the mean once images are standardised.
 *
 * @param crop how many pixels an image is shifted at most in each direction: the same as cropping after padding by as
 *     many (He et al., 2016, section 4.2); 0 for none
 * @param flip whether every other image is mirrored left to right
 * @param cutout side of a square that is blanked around a random centre, in pixels (DeVries and Taylor, 2017); 0 for none
 * @param rotate by how many degrees an image is turned at most, either way, around its centre; 0 for none
 * @param colour how brightness, contrast and, in colours, saturation change, see {@link Colour}
 * @param mixup α of the Beta(α, α) distribution that the share of a second image, and of its label, is drawn from (Zhang et al., "mixup:
 *     Beyond Empirical Risk Minimization", 2018); 0 for none
 */
public record Augmentation(int crop, boolean flip, int cutout, double rotate, Colour colour, double mixup) {
    private static final Option<Long> CROP =
            Option.integer("crop", 0, 0, 1024, "pixels by which an image is shifted at most, each way");
    private static final Option<Boolean> FLIP = Option.flag("flip", false, "whether images are mirrored at random");
    private static final Option<Long> CUTOUT =
            Option.integer("cutout", 0, 0, 1024, "side of the square that is blanked, in pixels");
    private static final Option<Double> ROTATE =
            Option.real("rotate", 0, 0, 180, "degrees by which an image is turned at most, either way");
    private static final Option<Double> BRIGHTNESS = Option.real(
            "brightness", 0, 0, 10, "how much lighter or darker an image gets at most, in standard deviations");
    private static final Option<Double> CONTRAST =
            Option.real("contrast", 0, 0, 1, "by which share the contrast changes at most");
    private static final Option<Double> SATURATION =
            Option.real("saturation", 0, 0, 1, "by which share colours get stronger or weaker at most");
    private static final Option<Double> MIXUP = Option.real(
            "mixup",
            0,
            0,
            1,
            "α of Beta(α, α), from which the share of a second image and its label is drawn; 0 for none");

    /** Checks. */
    public Augmentation {
        if (crop < 0 || cutout < 0 || rotate < 0 || mixup < 0 || mixup > 1) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "Augmentation needs (crop) %d, (cutout) %d and (rotate) %s to be at least 0, and (mixup) %s to be from 0 to 1.",
                    crop,
                    cutout,
                    rotate,
                    mixup));
        }
    }

    /** Only these changes. */
    public Augmentation(int crop, boolean flip, int cutout) {
        this(crop, flip, cutout, 0, Colour.NONE, 0);
    }

    /** Leaves images as they are. */
    public static Augmentation none() {
        return new Augmentation(0, false, 0);
    }

    /** What {@link #parse} understands. */
    public static List<Option<?>> options() {
        return List.of(CROP, FLIP, CUTOUT, ROTATE, BRIGHTNESS, CONTRAST, SATURATION, MIXUP);
    }

    /**
     * Reads an experiment file's table, such as {@code {crop: 4, flip: true}}.
     *
     * @throws io.lanista.api.option.OptionException if a name or value isn't allowed
     */
    public static Augmentation parse(Map<String, ?> given) {
        Options options = Options.parse("augmentation", options(), given);
        return new Augmentation(
                options.get(CROP).intValue(),
                options.get(FLIP),
                options.get(CUTOUT).intValue(),
                options.get(ROTATE),
                new Colour(options.get(BRIGHTNESS), options.get(CONTRAST), options.get(SATURATION)),
                options.get(MIXUP));
    }

    /** Whether it changes nothing. */
    public boolean isNone() {
        return leavesSingle() && mixup == 0;
    }

    /** Whether it changes nothing of a single image. */
    boolean leavesSingle() {
        return crop == 0 && !flip && cutout == 0 && rotate == 0 && colour.isNone();
    }

    /**
     * Changes one image, but for {@code mixup}, which takes two.
     *
     * @param from the image, {@code (channels, height, width)}
     * @param to where the changed image goes, from {@code at} on; another array
     * @param shape {@code (channels, height, width)}
     */
    void apply(float[] from, float[] to, int at, long[] shape, RandomGenerator random) {
        float[] turned = rotate == 0 ? from : Rotation.of(from, shape, rotate * (2 * random.nextDouble() - 1));
        move(turned, to, at, shape, random);
        if (!colour.isNone()) {
            colour.apply(to, at, shape, random);
        }
        if (cutout > 0) {
            blank(to, at, shape, random);
        }
    }

    private void move(float[] from, float[] to, int at, long[] shape, RandomGenerator random) {
        int height = (int) shape[1];
        int width = (int) shape[2];
        int down = crop == 0 ? 0 : random.nextInt(2 * crop + 1) - crop;
        int right = crop == 0 ? 0 : random.nextInt(2 * crop + 1) - crop;
        boolean mirrored = flip && random.nextBoolean();
        int place = at;
        for (int channel = 0; channel < shape[0]; channel++) {
            for (int y = 0; y < height; y++) {
                int row = (channel * height + y + down) * width;
                boolean outside = y + down < 0 || y + down >= height;
                for (int x = 0; x < width; x++) {
                    int column = (mirrored ? width - 1 - x : x) + right;
                    to[place++] = outside || column < 0 || column >= width ? 0 : from[row + column];
                }
            }
        }
    }

    private void blank(float[] image, int at, long[] shape, RandomGenerator random) {
        int height = (int) shape[1];
        int width = (int) shape[2];
        // A square that lies outside blanks nothing.
        int top = random.nextInt(height) - cutout / 2;
        int left = random.nextInt(width) - cutout / 2;
        for (int channel = 0; channel < shape[0]; channel++) {
            for (int y = Math.max(0, top); y < Math.min(height, top + cutout); y++) {
                for (int x = Math.max(0, left); x < Math.min(width, left + cutout); x++) {
                    image[at + (channel * height + y) * width + x] = 0;
                }
            }
        }
    }

    /**
     * How much the first of two images counts; 1 without {@code mixup}. A draw from Beta(α, α), α at most 1, by Jöhnk's method (Jöhnk,
     * "Erzeugung von betaverteilten und gammaverteilten Zufallszahlen", 1964), of which the larger share is the first one's.
     */
    double share(RandomGenerator random) {
        if (mixup == 0) {
            return 1;
        }
        while (true) {
            double one = Math.pow(random.nextDouble(), 1 / mixup);
            double other = Math.pow(random.nextDouble(), 1 / mixup);
            if (one + other <= 1 && one + other > 0) {
                return Math.max(one, other) / (one + other);
            }
        }
    }
}
