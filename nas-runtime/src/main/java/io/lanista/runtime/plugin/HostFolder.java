package io.lanista.runtime.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The temporary folder of one host. It goes when the host is closed, and otherwise as the JVM ends; if that is killed, the next
 * host that is closed clears it away.
 */
final class HostFolder implements AutoCloseable {
    private static final String PREFIX = "lanista-plugins-";

    /** Locked for as long as the folder's host lives: the operating system takes the lock from a process that dies. */
    private static final String LOCK = "host.lock";

    /** A host makes the file, and then locks it: a younger one without a lock is not a dead host's. */
    private static final Duration AGE = Duration.ofMinutes(1);

    private final Path root;
    private final @Nullable FileChannel lock;
    private final Thread atExit;

    private HostFolder(Path root) {
        this.root = root;
        this.lock = locked(root.resolve(LOCK));
        this.atExit = new Thread(this::delete, PREFIX + "clean");
    }

    /** The file, locked, or null on a disk without locks: a folder there is cleared by nobody but its own host. */
    private static @Nullable FileChannel locked(Path file) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.lock();
            return channel;
        } catch (IOException e) {
            close(channel);
            return null;
        }
    }

    private static void close(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // The lock is the process's, and goes with it at the latest.
            return;
        }
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
        for (int number = 1; ; number++) {
            try {
                return Files.createDirectory(parent.resolve(own() + number), onlyForItsOwner(parent));
            } catch (FileAlreadyExistsException e) {
                // Another host of this process, or what a process with the same number has left: take the next.
                continue;
            }
        }
    }

    /** What the names of this process's folders begin with. */
    private static String own() {
        return PREFIX + ProcessHandle.current().pid() + "-";
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
        clearLeftovers();
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook runs or has run: nothing is left to do.
            return;
        }
    }

    private void delete() {
        close(lock);
        delete(root);
    }

    private static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new Deletion());
        } catch (IOException e) {
            // It is a temporary folder: what can't be deleted now is left to the system.
            return;
        }
    }

    /** What killed hosts of the same user have left. */
    private void clearLeftovers() {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root.resolveSibling(""), PREFIX + "*")) {
            UserPrincipal owner = Files.getOwner(root);
            for (Path folder : folders) {
                // To look at a lock of this process's own, by opening and closing its file, would give it up.
                if (!folder.getFileName().toString().startsWith(own()) && isLeftover(folder, owner)) {
                    delete(folder);
                }
            }
        } catch (IOException | DirectoryIteratorException | UnsupportedOperationException e) {
            // It is for tidiness only: the next host may see to it.
            return;
        }
    }

    private static boolean isLeftover(Path folder, UserPrincipal owner) {
        Path file = folder.resolve(LOCK);
        try {
            if (!Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(owner)
                    || Files.getLastModifiedTime(file)
                            .toInstant()
                            .isAfter(Instant.now().minus(AGE))) {
                return false;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                    FileLock free = channel.tryLock()) {
                return free != null;
            }
        } catch (IOException e) {
            return false; // Being made or deleted by its own host, or on a disk without locks.
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
