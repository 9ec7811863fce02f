package io.lanista.djl.data;

import io.lanista.djl.file.DataException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads images of one size and number of channels, which the first part decides. */
final class ImageDecoder {
    /** Tells those who wait how far it is. */
    static final Logger PROGRESS = LoggerFactory.getLogger("io.lanista.progress");

    private static final long TELL_NANOS = 5_000_000_000L;

    /** The share of the heap that images may take while they are decoded, all threads together. */
    private static final double SHARE = 0.25;

    private final int channels;
    private final int size;
    private final ImageFit fit;
    private final boolean skipping;
    private final int height;
    private final int width;
    private final int threads;
    private final List<String> skipped = new ArrayList<>();

    /** Takes the pixels of one image after the other. */
    @FunctionalInterface
    interface PixelSink {
        void add(byte[] pixels) throws IOException;
    }

    /** An image as it is kept, or why there is none. */
    private record Decoded(byte @Nullable [] pixels, String damage) {}

    /**
     * Looks at as many images as it takes to find out what all become.
     *
     * @param train the images that decide
     */
    ImageDecoder(ImageForm form, List<LabelledImage> train) {
        this.size = form.size();
        this.fit = form.fit();
        this.skipping = form.skipping();
        boolean auto = form.channels().equals("auto");
        @Nullable RasterImage first = null;
        int wanted = form.channels().equals("rgb") ? 3 : 1;
        for (int i = 0; i < train.size() && (first == null || (auto && wanted == 1)); i++) {
            RasterImage image = read(train.get(i));
            if (image != null) {
                first = first == null ? image : first;
                wanted = auto ? Math.max(wanted, image.channels()) : wanted;
            }
        }
        if (first == null) {
            throw new DataException("No image can be read: " + skipped.get(0));
        }
        channels = wanted;
        height = size > 0 ? size : first.height();
        width = size > 0 ? size : first.width();
        threads = threads((long) first.height() * first.width());
        skipped.clear();
    }

    /** As many as there are cores, if memory holds so many images of so many pixels at once. */
    private static int threads(long pixels) {
        long fit = (long) (SHARE * Runtime.getRuntime().maxMemory() / (RasterImage.BYTES_OF_A_PIXEL * pixels));
        return (int) Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), fit));
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

    /** How many pixels an image has in the end. */
    long pixels() {
        return (long) height * width;
    }

    /** The shape of what images become: {@code (channels, height, width)}. */
    long[] shape() {
        return new long[] {channels, height, width};
    }

    /**
     * Decodes images on several threads, and hands them on in their order, on this one.
     *
     * @return the labels of those that were handed on; the others are left out
     */
    int[] decode(List<LabelledImage> images, PixelSink sink) throws IOException {
        int[] labels = new int[images.size()];
        int count = 0;
        long told = System.nanoTime();
        try (InOrder<Decoded> decoding = new InOrder<>("decode", threads)) {
            int next = 0;
            for (int taken = 0; taken < images.size(); taken++) {
                for (; next < images.size() && decoding.hasRoom(); next++) {
                    LabelledImage image = images.get(next);
                    decoding.submit(() -> decoded(image));
                }
                Decoded decoded = decoding.take();
                if (decoded.pixels() == null) {
                    skipped.add(decoded.damage());
                } else {
                    sink.add(decoded.pixels());
                    labels[count++] = images.get(taken).label();
                }
                if (System.nanoTime() - told > TELL_NANOS) {
                    told = System.nanoTime();
                    PROGRESS.info("Decoding images: {} of {}.", taken + 1, images.size());
                }
            }
        }
        return Arrays.copyOf(labels, count);
    }

    private Decoded decoded(LabelledImage file) {
        RasterImage image;
        try {
            image = RasterImage.read(file.file());
        } catch (DataException damaged) {
            if (skipping) {
                return new Decoded(null, String.valueOf(damaged.getMessage()));
            }
            throw damaged;
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
        byte[] pixels = new byte[channels * height * width];
        fit.apply(image.withChannels(channels), height, width).copyTo(pixels, 0);
        return new Decoded(pixels, "");
    }

    /** Why images were left out, a sentence for each. */
    List<String> skipped() {
        return skipped;
    }
}
