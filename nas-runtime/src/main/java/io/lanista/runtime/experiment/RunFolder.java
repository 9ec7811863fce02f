package io.lanista.runtime.experiment;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of one run: {@code journal.jsonl}, {@code experiment.yaml}, and {@code trials/<n>/{checkpoint,artifact}}.
 *
 * @param path the folder
 */
public record RunFolder(Path path) {
    /** The journal. */
    public Path journal() {
        return path.resolve("journal.jsonl");
    }

    /** The text that the experiment was read from, if it was read from a file. */
    public Path source() {
        return path.resolve("experiment.yaml");
    }

    /** What the evaluator of a trial keeps to go on from. */
    public Path checkpoint(int trial) {
        return trial(trial).resolve("checkpoint");
    }

    /** What the evaluator of a trial keeps for later; there for the best trial only. */
    public Path artifact(int trial) {
        return trial(trial).resolve("artifact");
    }

    private Path trial(int trial) {
        return path.resolve("trials").resolve(Integer.toString(trial));
    }

    /** Deletes a folder and all in it, if it is there. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }

    /** Deletes the folder of a trial, if nothing is left in it. */
    void tidy(int trial) throws IOException {
        Path folder = trial(trial);
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> left = Files.list(folder)) {
            if (left.findAny().isPresent()) {
                return;
            }
        }
        Files.deleteIfExists(folder);
    }

    /** Copies the files of a folder into another one. */
    static void copy(Path from, Path to) throws IOException {
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
