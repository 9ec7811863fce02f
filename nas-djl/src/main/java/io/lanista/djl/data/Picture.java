package io.lanista.djl.data;

import io.lanista.api.model.Shape;
import io.lanista.djl.file.DataException;
import java.awt.image.BufferedImage;
import java.nio.file.Path;

/**
 * Pictures as a network takes them that was trained on images: as many channels, resized, values from 0 to 1, not standardised. As in
 * training, what a camera held sideways is turned, and colours become grey by the weights of ITU-R BT.601.
 */
public final class Picture {
    private static final int IMAGE = 3;
    private static final float BYTE = 255;

    private Picture() {}

    /** Whether a file's name looks like that of a picture that is read here. */
    public static boolean isNamedLikeOne(Path file) {
        return RasterImage.isNamedLikeOne(file);
    }

    /**
     * Reads a file.
     *
     * @param shape {@code (channels, height, width)} of what the network takes
     * @param fit how it gets that size
     * @throws DataException if it is no picture, or damaged, or the network takes no images
     */
    public static float[] read(Path file, Shape shape, ImageFit fit) {
        return values(RasterImage.read(file), shape, fit);
    }

    /**
     * Takes a picture that a program holds.
     *
     * @param shape {@code (channels, height, width)} of what the network takes
     * @param fit how it gets that size
     */
    public static float[] of(BufferedImage picture, Shape shape, ImageFit fit) {
        return values(RasterImage.of(picture), shape, fit);
    }

    private static float[] values(RasterImage picture, Shape shape, ImageFit fit) {
        if (shape.rank() != IMAGE) {
            throw new DataException("The network takes examples of the shape " + shape
                    + ", and a picture is none. Maybe give it a table.");
        }
        int channels = Math.toIntExact(shape.get(0));
        if (channels != 1 && channels != IMAGE) {
            throw new DataException(
                    "The network takes images of (" + channels + ") channels, and pictures have 1 or 3.");
        }
        byte[] bytes = new byte[Math.toIntExact(shape.count())];
        fit.apply(picture.withChannels(channels), Math.toIntExact(shape.get(1)), Math.toIntExact(shape.get(2)))
                .copyTo(bytes, 0);
        float[] values = new float[bytes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (bytes[i] & 0xFF) / BYTE;
        }
        return values;
    }
}
