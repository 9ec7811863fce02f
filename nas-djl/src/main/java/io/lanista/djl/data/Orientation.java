package io.lanista.djl.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * How a camera was held: the orientation that a JPEG file tells beside its pixels (Exif 2.3, tag 0x0112), by which an image has to
 * be turned or mirrored before it is as the photographer saw it.
 */
final class Orientation {
    private static final int UPRIGHT = 1;
    private static final int LAST = 8;
    private static final int TURNED = 5;
    private static final int TAG = 0x0112;
    private static final int START_OF_IMAGE = 0xFFD8;
    private static final int EXIF_SEGMENT = 0xFFE1;
    private static final int START_OF_SCAN = 0xFFDA;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int ENTRY_BYTES = 12;

    private Orientation() {}

    /** The orientation that a file tells, from 1 to 8; 1, upright, if it tells none. */
    static int of(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        if (file.length < 4 || (bytes.getShort(0) & 0xFFFF) != START_OF_IMAGE) {
            return UPRIGHT;
        }
        int at = 2;
        while (at + 4 <= file.length) {
            int marker = bytes.getShort(at) & 0xFFFF;
            int length = bytes.getShort(at + 2) & 0xFFFF;
            if (marker == START_OF_SCAN || marker < 0xFF00 || length < 2) {
                return UPRIGHT;
            }
            if (marker == EXIF_SEGMENT && startsWithExif(file, at + 4)) {
                int start = at + 4 + EXIF.length;
                int end = Math.min(file.length, at + 2 + length);
                return start < end ? ofExif(bytes.slice(start, end - start)) : UPRIGHT;
            }
            at += 2 + length;
        }
        return UPRIGHT;
    }

    private static boolean startsWithExif(byte[] file, int at) {
        for (int i = 0; i < EXIF.length; i++) {
            if (at + i >= file.length || file[at + i] != EXIF[i]) {
                return false;
            }
        }
        return true;
    }

    /** The tag's value in the first directory of a TIFF structure. */
    private static int ofExif(ByteBuffer tiff) {
        if (tiff.limit() < 8) {
            return UPRIGHT;
        }
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        if (directory < 8 || directory > tiff.limit() - 2) {
            return UPRIGHT;
        }
        int entries = tiff.getShort(directory) & 0xFFFF;
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + i * ENTRY_BYTES;
            if (entry + ENTRY_BYTES > tiff.limit()) {
                return UPRIGHT;
            }
            if ((tiff.getShort(entry) & 0xFFFF) == TAG) {
                int value = tiff.getShort(entry + 8) & 0xFFFF;
                return value > LAST || value < UPRIGHT ? UPRIGHT : value;
            }
        }
        return UPRIGHT;
    }

    /** The image, turned and mirrored so that it is upright. */
    static RasterImage upright(RasterImage image, int orientation) {
        if (orientation == UPRIGHT) {
            return image;
        }
        boolean turned = orientation >= TURNED;
        int height = turned ? image.width() : image.height();
        int width = turned ? image.height() : image.width();
        float[] values = new float[image.values().length];
        int at = 0;
        for (int channel = 0; channel < image.channels(); channel++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    values[at++] = image.values()[source(image, channel, orientation, y, x)];
                }
            }
        }
        return new RasterImage(image.channels(), height, width, values);
    }

    /** Where the pixel comes from that stands at (y, x) of the upright image. */
    private static int source(RasterImage image, int channel, int orientation, int y, int x) {
        int bottom = image.height() - 1;
        int right = image.width() - 1;
        int row = orientation >= TURNED ? x : y;
        int column = orientation >= TURNED ? y : x;
        boolean upsideDown = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
        boolean mirrored = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
        row = upsideDown ? bottom - row : row;
        column = mirrored ? right - column : column;
        return (channel * image.height() + row) * image.width() + column;
    }
}
