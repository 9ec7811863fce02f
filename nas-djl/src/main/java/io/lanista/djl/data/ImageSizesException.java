package io.lanista.djl.data;

import io.lanista.djl.file.DataException;

/** Images differ in their sizes, and nobody said which one they are to get. */
public final class ImageSizesException extends DataException {
    private static final long serialVersionUID = 1;

    private final int shortestSide;

    ImageSizesException(String sentence, int shortestSide) {
        super(sentence);
        this.shortestSide = shortestSide;
    }

    /** The shortest side of those that were seen, in pixels. */
    public int shortestSide() {
        return shortestSide;
    }
}
