package io.lanista.cli;

import io.lanista.api.failure.Blame;
import io.lanista.djl.file.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Writes a result beside its place and moves it there: what stands there is whole, whatever happens. */
final class WholeFile {
    private WholeFile() {}

    /** Writes a file's content. */
    interface Content {
        /** Writes it into a file that has the same ending. */
        void write(Path file) throws IOException;
    }

    /**
     * Writes a file. What is no file, such as a pipe or a device, is written as it is.
     *
     * @throws CommandFailure if that fails, which names the file; what stood there stays
     */
    static void write(Path file, Content content) {
        boolean direct = Files.exists(file) && !Files.isRegularFile(file);
        Path part = direct ? file : file.resolveSibling("." + UUID.randomUUID() + "." + file.getFileName());
        try {
            content.write(part);
            if (!direct) {
                Files.move(part, Files.exists(file) ? file.toRealPath() : file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            if (!direct) {
                part.toFile().delete(); // What it is about is said anyway.
            }
            throw new CommandFailure(
                    Blame.of(e) == Blame.RESOURCES ? ExitCode.FAILED : ExitCode.USAGE,
                    "The file (" + file + ") can't be written: " + reason(file, part, e)
                            + ". Maybe name another place.");
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
