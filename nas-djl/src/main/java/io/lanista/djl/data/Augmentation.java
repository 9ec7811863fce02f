package io.lanista.djl.data;

import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Random changes to training images, different in every epoch. What a shift or a cutout leaves empty becomes 0, which is
 * the mean once images are standardised.
 *
 * @param crop how many pixels an image is shifted at most in each direction: the same as cropping after padding by as
 *     many (He et al., 2016, section 4.2); 0 for none
 * @param flip whether every other image is mirrored left to right
 * @param cutout side of a square that is blanked around a random centre, in pixels (DeVries and Taylor, 2017); 0 for none
 */
public record Augmentation(int crop, boolean flip, int cutout) {
    private static final Option<Long> CROP =
            Option.integer("crop", 0, 0, 1024, "pixels by which an image is shifted at most, each way");
    private static final Option<Boolean> FLIP = Option.flag("flip", false, "whether images are mirrored at random");
    private static final Option<Long> CUTOUT =
            Option.integer("cutout", 0, 0, 1024, "side of the square that is blanked, in pixels");

    /** Checks. */
    public Augmentation {
        if (crop < 0 || cutout < 0) {
            throw new DataException(
                    String.format("Augmentation needs (crop) %d and (cutout) %d to be at least 0.", crop, cutout));
        }
    }

    /** Leaves images as they are. */
    public static Augmentation none() {
        return new Augmentation(0, false, 0);
    }

    /** What {@link #parse} understands. */
    public static List<Option<?>> options() {
        return List.of(CROP, FLIP, CUTOUT);
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
                options.get(CUTOUT).intValue());
    }

    /** Whether it changes nothing. */
    public boolean isNone() {
        return crop == 0 && !flip && cutout == 0;
    }

    /**
     * Changes one image.
     *
     * @param from the image, {@code (channels, height, width)}
     * @param to where the changed image goes, from {@code at} on; another array
     * @param shape {@code (channels, height, width)}
     */
    void apply(float[] from, float[] to, int at, long[] shape, RandomGenerator random) {
        int height = (int) shape[1];
        int width = (int) shape[2];
        int down = crop == 0 ? 0 : random.nextInt(2 * crop + 1) - crop;
        int right = crop == 0 ? 0 : random.nextInt(2 * crop + 1) - crop;
        boolean mirrored = flip && random.nextBoolean();
        // A square that lies outside blanks nothing.
        int top = cutout == 0 ? height : random.nextInt(height) - cutout / 2;
        int left = cutout == 0 ? width : random.nextInt(width) - cutout / 2;
        int place = at;
        for (int channel = 0; channel < shape[0]; channel++) {
            for (int y = 0; y < height; y++) {
                boolean blankRow = y >= top && y < top + cutout;
                int row = (channel * height + y + down) * width;
                boolean outside = y + down < 0 || y + down >= height;
                for (int x = 0; x < width; x++) {
                    int column = (mirrored ? width - 1 - x : x) + right;
                    boolean empty =
                            outside || column < 0 || column >= width || (blankRow && x >= left && x < left + cutout);
                    to[place++] = empty ? 0 : from[row + column];
                }
            }
        }
    }
}
