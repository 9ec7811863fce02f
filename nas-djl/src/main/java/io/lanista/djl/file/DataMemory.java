package io.lanista.djl.file;

import java.util.Locale;

/** Refuses data that take more memory than there is, before it is gone. Safe for use by several threads. */
public final class DataMemory {
    /** The share of the heap that one piece of data may take: what is trained with it needs some, too. */
    private static final double SHARE = 0.75;

    private static final double MEGABYTE = 1 << 20;

    private DataMemory() {}

    /**
     * Checks that something fits.
     *
     * @param bytes that it takes
     * @param what it is, as the subject of a sentence, such as {@code The file (a.csv)}
     * @throws DataException if it takes more than three quarters of the heap
     */
    public static void require(long bytes, String what) {
        long heap = Runtime.getRuntime().maxMemory();
        if (bytes > SHARE * heap) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s takes %,.0f MB of memory or more, and this program has %,.0f MB in all. %s",
                    what,
                    bytes / MEGABYTE,
                    heap / MEGABYTE,
                    wayOut()));
        }
    }

    /**
     * What to say if memory ended all the same.
     *
     * @param what took it, as the subject of a sentence
     */
    public static DataException exhausted(String what, OutOfMemoryError cause) {
        return new DataException(
                String.format(
                        Locale.ROOT,
                        "%s takes more memory than the %,.0f MB that this program has. %s",
                        what,
                        Runtime.getRuntime().maxMemory() / MEGABYTE,
                        wayOut()),
                cause);
    }

    private static String wayOut() {
        return "Maybe give it more (-Xmx in LANISTA_JAVA_OPTIONS; for workers the option heap of the executor), or use"
                + " fewer or smaller examples.";
    }
}
