package io.lanista.runtime.execute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders that are made when they are first needed. */
final class Folders {
    private Folders() {}

    static Path existing(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " can't be made: " + e.getMessage(), e);
        }
    }
}
