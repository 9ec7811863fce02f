package io.lanista.djl.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where a user's programs keep what they can make anew: {@code LANISTA_CACHE}, or {@code lanista} in {@code XDG_CACHE_HOME}, or {@code
 * .cache/lanista} in the home folder. Workers inherit all three.
 */
final class CacheFolder {
    private CacheFolder() {}

    /** The folder, which needn't be there yet. */
    static Path ofUser() {
        String given = System.getenv("LANISTA_CACHE");
        if (given != null && !given.isBlank()) {
            return Path.of(given);
        }
        String caches = System.getenv("XDG_CACHE_HOME");
        return caches != null && !caches.isBlank()
                ? Path.of(caches, "lanista")
                : Path.of(System.getProperty("user.home"), ".cache", "lanista");
    }

    /** Makes a folder, if it isn't there; only its owner can look into it where the disk knows owners. */
    static void create(Path folder) throws IOException {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        Files.createDirectories(
                folder,
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                        }
                        : new FileAttribute<?>[0]);
    }
}
