package io.lanista.djl.data;

/**
 * What becomes of image files.
 *
 * @param size the side of what comes out; 0 if it is that of the first image
 * @param fit how images of other sizes get that one
 * @param channels auto, rgb or grey
 * @param skipping whether damaged images are left out
 */
record ImageForm(int size, ImageFit fit, String channels, boolean skipping) {}
