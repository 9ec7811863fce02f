package io.lanista.djl.backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where libtorch is unpacked.
 *
 * <p>DJL unpacks it into the user's home folder. Where that can't be written, DJL takes a folder of a fixed name among the temporary
 * files, and loads what it finds there, whoever has put it there. So this makes a folder that belongs to this user alone, before the
 * engine starts: {@code lanista-natives-<user>} among the temporary files, which all processes of the user share. If something else
 * has that name, the folder is a new one of this process and goes with it.
 */
final class NativeCache {
    private static final Logger LOG = LoggerFactory.getLogger(NativeCache.class);

    /**
     * What DJL looks at: the folder of the engines, else that of everything which it keeps. It reads a property of the system only
     * where the environment has no variable of that name, an empty one included, and counts an empty value as none.
     */
    private static final String ENGINES = "ENGINE_CACHE_DIR";

    private static final String FOLDER = "DJL_CACHE_DIR";

    private static final String PREFIX = "lanista-natives-";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private NativeCache() {}

    /** Settles the folder, unless the user has done so or DJL's own choice is good. */
    static void settle() {
        settle(System.getenv());
    }

    static void settle(Map<String, String> environment) {
        Path home = Path.of(System.getProperty("user.home"));
        if (isSet(FOLDER, environment) || isSet(ENGINES, environment) || isOwn(home)) {
            return;
        }
        String property = environment.containsKey(FOLDER) ? ENGINES : FOLDER;
        if (environment.containsKey(property)) {
            throw new IllegalStateException("The home folder " + home
                    + " can't be written, and libtorch must be unpacked somewhere, but " + FOLDER + " and " + ENGINES
                    + " are set to nothing; set one of them to a folder of your own, or unset one");
        }
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            System.setProperty(property, folder(temporary).toString());
        } catch (IOException e) {
            throw new IllegalStateException("Neither the home folder " + home + " nor the folder for temporary files "
                    + temporary + " can be written (" + e + "), and libtorch must be unpacked somewhere; maybe set "
                    + FOLDER + " to a folder of your own");
        }
    }

    private static boolean isSet(String name, Map<String, String> environment) {
        String property = System.getProperty(name, "");
        return !environment.getOrDefault(name, property).isEmpty();
    }

    /** Whether this user can write into it, and not everybody, and DJL's folder is there or can be made. */
    static boolean isOwn(Path home) {
        Path folder = home.resolve(".djl.ai");
        try {
            if (!Files.isWritable(home)
                    || isPosix(home)
                            && Files.getPosixFilePermissions(home).contains(PosixFilePermission.OTHERS_WRITE)) {
                return false;
            }
            Files.createDirectories(folder); // What the system says it may be is not always so.
            return Files.isWritable(folder) || Files.isDirectory(folder.resolve("pytorch"));
        } catch (IOException e) {
            return false;
        }
    }

    /** The folder of this user in a folder that others can write, too. */
    static Path folder(Path parent) throws IOException {
        Path probe = Files.createTempFile(parent, PREFIX, null); // The system says by it who this user is.
        Path folder;
        try {
            Object user = isPosix(parent) ? Files.getAttribute(probe, "unix:uid") : System.getProperty("user.name");
            folder = parent.resolve(PREFIX + user);
            if (isMade(folder) || isPrivate(folder, probe)) {
                return folder;
            }
        } finally {
            Files.delete(probe);
        }
        Path other = Files.createTempDirectory(parent, PREFIX);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(other), "natives"));
        LOG.warn(
                "{} doesn't belong to this user alone, so libtorch is unpacked into {}, which goes with this process."
                        + " Maybe set {} to a folder of your own.",
                folder,
                other,
                FOLDER);
        return other;
    }

    private static boolean isMade(Path folder) throws IOException {
        FileAttribute<?>[] mode = isPosix(folder)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        try {
            Files.createDirectory(folder, mode);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** Whether it is a folder, no link to one, of whoever has made the probe, and nobody else may do anything there. */
    private static boolean isPrivate(Path folder, Path probe) throws IOException {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(probe))
                && (!isPosix(folder)
                        || Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS)
                                .equals(OWNER_ONLY));
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    private static void delete(Path folder) {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        } catch (IOException | UncheckedIOException e) {
            return; // It lies among temporary files.
        }
        files.forEach(file -> file.toFile().delete());
    }
}
