package io.lanista.runtime.runs;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.lanista.runtime.experiment.ExperimentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Folders with all that is in them. */
public final class FileTrees {
    private FileTrees() {}

    /** Deletes a folder and all in it, if it is there; fails where that can't be looked at. */
    public static void delete(Path folder) throws IOException {
        if (!Files.notExists(folder)) {
            MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }

    /** Deletes a folder if it is there and nothing is in it. */
    public static void deleteIfEmpty(Path folder) throws IOException {
        if (Files.isDirectory(folder) && isEmpty(folder)) {
            Files.deleteIfExists(folder);
        }
    }

    /** Whether nothing is in a folder. */
    public static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /**
     * Refuses a place where something is already.
     *
     * @throws ExperimentException unless it is an empty folder, or nothing
     */
    public static void requireVacant(Path to) throws IOException {
        if (!Files.exists(to)) {
            return;
        }
        if (!Files.isDirectory(to)) {
            throw new ExperimentException("There is a file where a folder is to be (" + to
                    + "). Maybe name a folder that doesn't exist yet.");
        }
        if (!isEmpty(to)) {
            throw new ExperimentException(
                    "The folder (" + to + ") is not empty. Maybe name one that doesn't exist yet.");
        }
    }

    /** Copies the files of a folder, if it is there, into another one. */
    public static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(from)) {
            all = walk.toList();
        }
        for (Path path : all) {
            Path target = to.resolve(from.relativize(path).toString());
            if (Files.isDirectory(path)) {
                Files.createDirectories(target);
            } else {
                Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
