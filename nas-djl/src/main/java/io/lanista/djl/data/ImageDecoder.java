package io.lanista.djl.data;

import io.lanista.djl.file.DataException;
import io.lanista.djl.table.Listing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads images of one size and number of channels, which the first part decides. */
final class ImageDecoder {
    private final int channels;
    private final int size;
    private final ImageFit fit;
    private final boolean skipping;
    private final int height;
    private final int width;
    private final List<String> skipped = new ArrayList<>();

    /**
     * @param size the side of what comes out; 0 if it is that of the first image
     * @param fit how images of other sizes get that one
     * @param wanted auto, rgb or grey
     * @param skipping whether damaged images are left out
     * @param train the images that decide
     */
    ImageDecoder(int size, ImageFit fit, String wanted, boolean skipping, List<LabelledImage> train) {
        this.size = size;
        this.fit = fit;
        this.skipping = skipping;
        @Nullable RasterImage first = null;
        int wantedChannels = wanted.equals("rgb") ? 3 : 1;
        for (int i = 0; i < train.size() && (first == null || (wanted.equals("auto") && wantedChannels == 1)); i++) {
            RasterImage image = read(train.get(i));
            if (image != null) {
                first = first == null ? image : first;
                wantedChannels = wanted.equals("auto") ? Math.max(wantedChannels, image.channels()) : wantedChannels;
            }
        }
        if (first == null) {
            throw new DataException("No image can be read: " + skipped.get(0));
        }
        channels = wantedChannels;
        height = size > 0 ? size : first.height();
        width = size > 0 ? size : first.width();
        skipped.clear();
    }

    /** An image; null if it is left out. */
    private @Nullable RasterImage read(LabelledImage image) {
        try {
            return RasterImage.read(image.file());
        } catch (DataException damaged) {
            if (!skipping) {
                throw damaged;
            }
            skipped.add(String.valueOf(damaged.getMessage()));
            return null;
        }
    }

    DataSet decode(List<LabelledImage> images, List<String> classes) {
        int values = channels * height * width;
        byte[] pixels = new byte[Rows.capacity(images.size(), values, 1)];
        int[] labels = new int[images.size()];
        int count = 0;
        for (LabelledImage file : images) {
            RasterImage image = read(file);
            if (image == null) {
                continue;
            }
            if (size == 0 && (image.height() != height || image.width() != width)) {
                String sentence = String.format(
                        Locale.ROOT,
                        "The image (%s) is (%d) by (%d) pixels, but others are (%d) by (%d)."
                                + " Maybe give the option (size), such as 32.",
                        file.file(),
                        image.width(),
                        image.height(),
                        width,
                        height);
                int shortest = Math.min(Math.min(height, width), Math.min(image.height(), image.width()));
                throw new ImageSizesException(sentence, shortest);
            }
            fit.apply(image.withChannels(channels), height, width).copyTo(pixels, count * values);
            labels[count++] = file.label();
        }
        refuseEmptied(images, classes, Arrays.copyOf(labels, count));
        return DataSet.ofBytes(
                new long[] {channels, height, width},
                classes,
                Arrays.copyOf(pixels, count * values),
                Arrays.copyOf(labels, count));
    }

    /** A class that had images, and has none that can be read, isn't there to learn. */
    private static void refuseEmptied(List<LabelledImage> images, List<String> classes, int... labels) {
        Set<Integer> read = Arrays.stream(labels).boxed().collect(Collectors.toSet());
        for (LabelledImage image : images) {
            if (!read.contains(image.label())) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "No image of the class (%s) can be read, such as (%s). Maybe copy them again, or remove the class.",
                        Listing.shortened(classes.get(image.label())),
                        image.file()));
            }
        }
    }

    int skipped() {
        return skipped.size();
    }

    List<String> notes() {
        return skipped.isEmpty()
                ? List.of()
                : List.of(skipped.size() + " damaged images are left out. The first: " + skipped.get(0));
    }
}
