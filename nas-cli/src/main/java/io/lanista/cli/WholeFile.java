package io.lanista.cli;

import io.lanista.api.failure.Blame;
import io.lanista.djl.file.DataFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.UUID;

/**
 * Writes a result beside its place and moves it there at once: what stands there is the former file or the new one, whole. Links, pipes
 * and devices, and files in folders where nothing can be made, are written as they are.
 */
final class WholeFile {
    private WholeFile() {}

    /** Writes a file's content. */
    interface Content {
        /** Writes it into a file that has the same ending. */
        void write(Path file) throws IOException;
    }

    /**
     * Writes a file.
     *
     * @throws CommandFailure if that fails, which names the file
     * @throws IllegalArgumentException if the content refuses the file
     */
    static void write(Path file, Content content) {
        Path part = isReplaced(file) ? file.resolveSibling("." + UUID.randomUUID() + "." + file.getFileName()) : file;
        try {
            content.write(part);
            if (!part.equals(file)) {
                replace(file, part);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    String.valueOf(e.getMessage()).replace(part.toString(), file.toString()), e);
        } catch (IOException e) {
            throw new CommandFailure(
                    Blame.of(e) == Blame.RESOURCES ? ExitCode.FAILED : ExitCode.USAGE,
                    "The file (" + file + ") can't be written: " + reason(file, part, e)
                            + ". Maybe name another place.");
        } finally {
            if (!part.equals(file)) {
                part.toFile().delete(); // It isn't there if all went well.
            }
        }
    }

    private static boolean isReplaced(Path file) {
        if (Files.isSymbolicLink(file)) {
            return false;
        }
        return !Files.exists(file)
                || Files.isRegularFile(file)
                        && Files.isWritable(file)
                        && Files.isWritable(file.toAbsolutePath().getParent());
    }

    /** Gives the part the file's place and permissions. */
    private static void replace(Path file, Path part) throws IOException {
        PosixFileAttributeView former = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (former != null && Files.exists(file)) {
            Files.setPosixFilePermissions(part, former.readAttributes().permissions());
        }
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (FileSystemException fixed) { // Such as a file that is mounted alone.
            try (OutputStream out = Files.newOutputStream(file)) {
                Files.copy(part, out);
            }
        }
    }

    private static String reason(Path file, Path part, IOException e) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        return folder != null && !Files.isDirectory(folder)
                ? "there is no folder (" + folder + ")"
                : DataFile.reason(e).replace(part.toString(), file.toString());
    }

    /** Writes a text. */
    static void write(Path file, String text) {
        write(file, part -> Files.writeString(part, text));
    }
}
