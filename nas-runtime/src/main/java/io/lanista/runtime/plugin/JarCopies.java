package io.lanista.runtime.plugin;

import io.lanista.runtime.execute.PluginCopy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Private copies of plug-ins' jars, each called {@code <sha256>.jar}: what is checked is a copy, the same copy is installed and handed to
 * worker processes, and the file that it came from may be replaced at any time. Safe for use by several threads.
 */
final class JarCopies {
    private final Path folder;
    private final Map<String, Integer> uses = new HashMap<>();
    private int number;

    JarCopies(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    Path file(PluginCopy copy) {
        return folder.resolve(copy.sha256() + ".jar");
    }

    /** Copies a jar; {@link #drop} the copy when it is no longer needed. */
    synchronized PluginCopy take(Path jar) throws IOException {
        Path part = folder.resolve(++number + ".part");
        MessageDigest digest = sha256();
        if (Files.exists(jar) && !Files.isRegularFile(jar)) {
            throw new IOException("it is no file, but a folder, a pipe or a device"); // A pipe would never end.
        }
        try (InputStream in = Files.newInputStream(jar);
                OutputStream out = new DigestOutputStream(Files.newOutputStream(part), digest)) {
            in.transferTo(out);
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
        PluginCopy copy =
                new PluginCopy(String.valueOf(jar.getFileName()), HexFormat.of().formatHex(digest.digest()));
        Files.move(part, file(copy), StandardCopyOption.REPLACE_EXISTING);
        uses.merge(copy.sha256(), 1, Integer::sum);
        return copy;
    }

    /** Deletes a copy that was taken, unless the same bytes are in use under another name. */
    synchronized void drop(PluginCopy copy) {
        if (uses.merge(copy.sha256(), -1, Integer::sum) == 0) {
            uses.remove(copy.sha256());
            file(copy).toFile().delete(); // What can't be deleted goes with the folder.
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
