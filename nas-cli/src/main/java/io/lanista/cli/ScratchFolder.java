package io.lanista.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A new folder that is removed in the end, with what is in it.
 *
 * @param path where it is
 */
record ScratchFolder(Path path) implements AutoCloseable {
    /** A new one in a folder that exists, or among temporary files if its name is empty. */
    static ScratchFolder under(String parent) throws IOException {
        return new ScratchFolder(
                parent.isEmpty()
                        ? Files.createTempDirectory("lanista-")
                        : Files.createTempDirectory(Path.of(parent), "lanista-"));
    }

    @Override
    public void close() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(path)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
    }
}
