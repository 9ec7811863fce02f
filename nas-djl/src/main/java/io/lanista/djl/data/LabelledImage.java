package io.lanista.djl.data;

import java.nio.file.Path;

/**
 * An image's place.
 *
 * @param file where it lies
 * @param label its class number
 */
record LabelledImage(Path file, int label) {}
