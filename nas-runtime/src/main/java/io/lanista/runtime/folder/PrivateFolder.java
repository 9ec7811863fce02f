package io.lanista.runtime.folder;

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
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A temporary folder of this process that no other user can look into. It goes when it is closed, and otherwise as the JVM ends; if
 * that is killed, the next one that is closed clears it away.
 */
public final class PrivateFolder implements AutoCloseable {
    /** {@code lanista-<kind>-<process>-<number>}. */
    private static final Pattern NAME = Pattern.compile("lanista-[a-z]+-(\\d+)-\\d+");

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    /** Locked for as long as the folder's process lives: the operating system takes the lock from a process that dies. */
    private static final String LOCK = "host.lock";

    /** A process makes the file, and then locks it: a younger one without a lock is not a dead process's. */
    private static final Duration AGE = Duration.ofMinutes(1);

    private final Path root;
    private final @Nullable FileChannel lock;
    private final Thread atExit;

    private PrivateFolder(Path root) {
        this.root = root;
        this.lock = locked(root.resolve(LOCK));
        this.atExit = new Thread(this::delete, "lanista-clean");
    }

    /** The file, locked, or null on a disk without locks: a folder there is cleared by nobody but its own process. */
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

    /**
     * Makes a new one in a folder that others may share. It is never one that was there before.
     *
     * @param kind a word in lower case for what is kept there
     */
    public static PrivateFolder create(Path parent, String kind) throws IOException {
        PrivateFolder folder = new PrivateFolder(createUnder(parent, kind));
        Runtime.getRuntime().addShutdownHook(folder.atExit);
        return folder;
    }

    /** Named after the process that it belongs to; the JDK's random names would cost a tenth of a host's start. */
    private static Path createUnder(Path parent, String kind) throws IOException {
        String prefix = "lanista-" + kind + "-" + ProcessHandle.current().pid() + "-";
        for (int number = 1; ; number++) {
            try {
                return Files.createDirectory(parent.resolve(prefix + number), onlyForItsOwner(parent));
            } catch (FileAlreadyExistsException e) {
                // Another one of this process, or what a process with the same number has left: take the next.
                continue;
            }
        }
    }

    private static FileAttribute<?>[] onlyForItsOwner(Path parent) {
        boolean posix = parent.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    /** Where it is. */
    public Path path() {
        return root;
    }

    /**
     * Whether the system keeps other users out: it is what was made, belongs to this process's user, and has the mode 0700. Not every
     * disk has owners and modes.
     */
    public boolean isPrivate() {
        try {
            Path own = Files.createTempFile(root, "owner", null);
            UserPrincipal user = Files.getOwner(own);
            Files.delete(own);
            PosixFileAttributes attributes =
                    Files.readAttributes(root, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isDirectory()
                    && attributes.owner().equals(user)
                    && attributes.permissions().equals(OWNER_ONLY);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** A folder inside, made if it isn't there. */
    public Path folder(String name) {
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

    /** What killed processes of the same user have left. */
    private void clearLeftovers() {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root.resolveSibling(""), "lanista-*")) {
            UserPrincipal owner = Files.getOwner(root);
            for (Path folder : folders) {
                if (isOfAnotherProcess(folder) && isLeftover(folder, owner)) {
                    delete(folder);
                }
            }
        } catch (IOException | DirectoryIteratorException | UnsupportedOperationException e) {
            // It is for tidiness only: the next one may see to it.
            return;
        }
    }

    /** To look at a lock of this process's own, by opening and closing its file, would give it up. */
    private static boolean isOfAnotherProcess(Path folder) {
        Matcher name = NAME.matcher(folder.getFileName().toString());
        return name.matches()
                && !name.group(1).equals(Long.toString(ProcessHandle.current().pid()));
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
            return false; // Being made or deleted by its own process, or on a disk without locks.
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
