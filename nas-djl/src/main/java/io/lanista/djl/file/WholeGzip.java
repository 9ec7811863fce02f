package io.lanista.djl.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A compressed file, maybe of several parts one after the other, up to its last byte. The JDK's stream ends where it can't read the
 * beginning of a further part, as if the file ended there: what a damaged part holds would be missing without a word. Zeros at the end
 * are filling.
 */
final class WholeGzip extends GZIPInputStream {
    /** What stands behind the compressed bytes of a part: a checksum and a length. */
    private static final int TRAILER = 8;

    private boolean ended;

    WholeGzip(InputStream in, int buffer) throws IOException {
        super(in, buffer);
    }

    @Override
    public int read(byte[] to, int from, int count) throws IOException {
        int read = super.read(to, from, count);
        if (read < 0 && !ended) {
            requireEnd();
            ended = true;
        }
        return read;
    }

    private void requireEnd() throws IOException {
        for (int at = len - inf.getRemaining() + TRAILER; at < len; at++) {
            requireFilling(buf[at]);
        }
        for (int next = in.read(); next >= 0; next = in.read()) {
            requireFilling(next);
        }
    }

    private static void requireFilling(int next) throws ZipException {
        if (next != 0) {
            throw new ZipException("what follows its first compressed part can't be read");
        }
    }
}
