package io.lanista.djl.data;

import io.lanista.djl.file.DataException;
import io.lanista.djl.file.DataFile;
import io.lanista.djl.file.DataMemory;
import io.lanista.djl.table.Listing;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * An image's values, {@code (channels, height, width)}, 0 to 255. Transparency is ignored. Nothing here needs a screen.
 *
 * @param channels 1 for grey, or 3 for red, green and blue
 */
record RasterImage(int channels, int height, int width, float[] values) {
    /** What a camera makes, and no more: a file of a few bytes may announce a picture that no memory holds. */
    private static final long MOST_PIXELS = 1L << 27;

    /** How much memory a pixel takes while it is read. */
    static final long BYTES_OF_A_PIXEL = 20;

    private static final Set<String> ENDINGS = Set.of(ImageIO.getReaderFileSuffixes());
    private static final Set<String> UNREADABLE = Set.of("webp", "heic", "heif", "avif", "svg", "jp2", "jxl", "psd");

    /** Whether a file's name looks like that of an image which Java reads. */
    static boolean isNamedLikeOne(Path file) {
        return ENDINGS.contains(ending(file));
    }

    /** Whether it looks like that of an image which Java doesn't read. */
    static boolean isNamedLikeAnother(Path file) {
        return UNREADABLE.contains(ending(file));
    }

    /** The endings of names that are read, in words. */
    static String endings() {
        return String.join(
                ", ",
                new TreeSet<>(ENDINGS.stream()
                        .map(ending -> ending.toLowerCase(Locale.ROOT))
                        .toList()));
    }

    private static String ending(Path file) {
        String name = DataFile.name(file).toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /**
     * Reads an image, upright however the camera was held.
     *
     * @throws DataException if it is none, is damaged or cut short, or announces more pixels than fit into memory
     */
    static RasterImage read(Path file) {
        byte[] bytes = DataFile.bytes(file);
        BufferedImage image;
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            image = decode(file, in);
        } catch (IOException | RuntimeException e) {
            if (e instanceof DataException known) {
                throw known;
            }
            // Some damaged files make the decoder throw unchecked exceptions.
            throw damaged(file, Objects.requireNonNullElse(e.getMessage(), "it ends too early, or is damaged"));
        }
        return Orientation.upright(of(image), Orientation.of(bytes));
    }

    /** An image that was decoded already. */
    static RasterImage of(BufferedImage image) {
        int height = image.getHeight();
        int width = image.getWidth();
        boolean grey = image.getRaster().getNumBands() <= 2 && !(image.getColorModel() instanceof IndexColorModel);
        return grey
                ? new RasterImage(1, height, width, grey(image.getRaster()))
                : colours(image, height, width).withoutNeedlessColour();
    }

    private static BufferedImage decode(Path file, ImageInputStream in) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
        if (!readers.hasNext()) {
            throw new DataException("The file (" + file + ") is no image of a format that Java reads (" + endings()
                    + "). Maybe remove or convert it.");
        }
        ImageReader reader = readers.next();
        try {
            reader.setInput(in, true, true);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > MOST_PIXELS) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "The image (%s) says that it has (%d) by (%d) pixels, and at most (%d) altogether are read. Maybe make it"
                                + " smaller.",
                        file,
                        reader.getWidth(0),
                        reader.getHeight(0),
                        MOST_PIXELS));
            }
            DataMemory.require(BYTES_OF_A_PIXEL * pixels, "The image (" + file + ")");
            List<String> complaints = new ArrayList<>();
            reader.addIIOReadWarningListener((source, warning) -> complaints.add(warning));
            BufferedImage image = reader.read(0);
            complaints.stream().filter(RasterImage::isLoss).findFirst().ifPresent(complaint -> {
                throw damaged(file, complaint);
            });
            return image;
        } finally {
            reader.dispose();
        }
    }

    /** Whether a decoder's warning says that pixels are missing, which it has made up. */
    private static boolean isLoss(String warning) {
        String lower = warning.toLowerCase(Locale.ROOT);
        return Stream.of("premature", "truncated", "corrupt", "unexpected end", "eof", "end of")
                .anyMatch(lower::contains);
    }

    private static DataException damaged(Path file, String reason) {
        return new DataException("The image (" + file + ") can't be read: "
                + Listing.shortened(reason.replaceFirst("[.!\\s]+$", ""))
                + ". Maybe copy it again, convert it, or leave out such images (option damaged: skip).");
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
        int pixels = height * width;
        float[] values = new float[3 * pixels];
        if (image.getType() == BufferedImage.TYPE_3BYTE_BGR) {
            // What a JPEG is decoded to: its samples are the values already, and asking for colours takes longer than
            // decoding.
            byte[] row = new byte[3 * width];
            for (int i = 0; i < pixels; i++) {
                int x = i % width;
                if (x == 0) {
                    image.getRaster().getDataElements(0, i / width, width, 1, row);
                }
                for (int channel = 0; channel < 3; channel++) {
                    values[channel * pixels + i] = row[3 * x + channel] & 0xFF;
                }
            }
            return new RasterImage(3, height, width, values);
        }
        int[] colours = image.getRGB(0, 0, width, height, null, 0, width);
        for (int i = 0; i < pixels; i++) {
            for (int channel = 0; channel < 3; channel++) {
                values[channel * pixels + i] = (colours[i] >> (16 - 8 * channel)) & 0xFF;
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
        Taps[] across = Taps.all(newWidth, width);
        for (int row = 0; row < channels * height; row++) {
            for (int x = 0; x < newWidth; x++) {
                wide[row * newWidth + x] = across[x].sum(values, row * width);
            }
        }
        float[] resized = new float[channels * newHeight * newWidth];
        Taps[] down = Taps.all(newHeight, height);
        for (int row = 0; row < channels * newHeight; row++) {
            int channel = row / newHeight;
            down[row % newHeight].addRows(wide, channel * height * newWidth, resized, row * newWidth, newWidth);
        }
        return new RasterImage(channels, newHeight, newWidth, resized);
    }

    /** The middle of the image; where it is smaller, black is around it. */
    RasterImage centred(int newHeight, int newWidth) {
        if (newHeight == height && newWidth == width) {
            return this;
        }
        int down = Math.floorDiv(height - newHeight, 2);
        int right = Math.floorDiv(width - newWidth, 2);
        float[] centred = new float[channels * newHeight * newWidth];
        for (int channel = 0; channel < channels; channel++) {
            for (int y = Math.max(0, -down); y < Math.min(newHeight, height - down); y++) {
                for (int x = Math.max(0, -right); x < Math.min(newWidth, width - right); x++) {
                    centred[(channel * newHeight + y) * newWidth + x] =
                            values[(channel * height + y + down) * width + x + right];
                }
            }
        }
        return new RasterImage(channels, newHeight, newWidth, centred);
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

        static Taps[] all(int newSize, int oldSize) {
            Taps[] all = new Taps[newSize];
            Arrays.setAll(all, place -> of(place, newSize, oldSize));
            return all;
        }

        /** The new pixel of old ones that begin at a place. */
        float sum(float[] values, int start) {
            float sum = 0;
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * values[start + first + i];
            }
            return sum;
        }

        /** Adds what old rows, the first of which begins at a place, give to a new one. */
        void addRows(float[] from, int start, float[] to, int at, int width) {
            for (int i = 0; i < weights.length; i++) {
                float weight = weights[i];
                int row = start + (first + i) * width;
                for (int x = 0; x < width; x++) {
                    to[at + x] += weight * from[row + x];
                }
            }
        }
    }
}
