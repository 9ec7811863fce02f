package io.lanista.runtime.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** The temporary folder of one host. It goes when the host is closed, and otherwise as the JVM ends. */
final class HostFolder implements AutoCloseable {
    private final Path root;
    private final Thread atExit;

    private HostFolder(Path root) {
        this.root = root;
        this.atExit = new Thread(this::delete, "lanista-plugins-clean");
    }

    static HostFolder create() {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            HostFolder folder = new HostFolder(createUnder(parent));
            Runtime.getRuntime().addShutdownHook(folder.atExit);
            return folder;
        } catch (IOException e) {
            throw new PluginException(
                    "The plug-in host can't make its folder in " + parent + ": " + e.getMessage()
                            + ". Maybe the disk is full, or set -Djava.io.tmpdir.",
                    e);
        }
    }

    /** Named after the process that it belongs to; the JDK's random names would cost a tenth of the host's start. */
    private static Path createUnder(Path parent) throws IOException {
        String name = "lanista-plugins-" + ProcessHandle.current().pid() + "-";
        for (int number = 1; ; number++) {
            try {
                return Files.createDirectory(parent.resolve(name + number), onlyForItsOwner(parent));
            } catch (FileAlreadyExistsException e) {
                // Another host of this process, or what a process with the same number has left: take the next.
                continue;
            }
        }
    }

    private static FileAttribute<?>[] onlyForItsOwner(Path parent) {
        boolean posix = parent.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    /** A folder inside, made if it isn't there. */
    Path folder(String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook runs or has run: nothing is left to do.
            return;
        }
    }

    private void delete() {
        try {
            Files.walkFileTree(root, new Deletion());
        } catch (IOException e) {
            // It is a temporary folder: what can't be deleted now is left to the system.
            return;
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
