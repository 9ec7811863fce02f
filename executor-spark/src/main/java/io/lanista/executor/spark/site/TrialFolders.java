package io.lanista.executor.spark.site;

import io.lanista.executor.spark.wire.Packed;
import io.lanista.executor.spark.wire.Setting;
import io.lanista.runtime.execute.TrialTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Where the folders of trials lie on this machine: in the run's folder, if the machine has the same one as the host; else in folders of its
 * own, whose files travel with the trial and its end.
 */
final class TrialFolders {
    private final Path hostRun;
    private final Path ownRun;
    private final String checkpoints;
    private final boolean shared;

    TrialFolders(Map<Setting, String> settings, Path ownRun) {
        this.hostRun = Path.of(settings.getOrDefault(Setting.RUN_FOLDER, ""));
        this.ownRun = ownRun;
        this.checkpoints = settings.getOrDefault(Setting.CHECKPOINTS, "");
        this.shared =
                isShared(settings.getOrDefault(Setting.PROBE, ""), settings.getOrDefault(Setting.PROBE_CONTENT, ""));
    }

    private static boolean isShared(String probe, String content) {
        try {
            return !probe.isEmpty()
                    && Files.isRegularFile(Path.of(probe))
                    && Files.readString(Path.of(probe)).equals(content);
        } catch (IOException e) {
            return false;
        }
    }

    /** The task with folders of this machine, which hold what travelled with it. */
    TrialTask place(TrialTask task, byte[] travelled) throws IOException {
        if (!shared) {
            Packed.unpack(travelled, ownRun);
            Path checkpoint = checkpoint(task);
            Path arrived = ownRun.resolve(task.checkpoint());
            if (!checkpoint.equals(arrived) && !Files.exists(checkpoint) && Files.exists(arrived)) {
                Files.createDirectories(checkpoint);
                Packed.unpack(new Packed().add(ownRun, task.checkpoint()).bytes(), checkpointsOfRun());
            }
        }
        return new TrialTask(
                task.trial(),
                task.kind(),
                task.model(),
                task.seed(),
                task.steps(),
                task.limit(),
                checkpoint(task).toString(),
                artifact(task).toString());
    }

    private Path artifact(TrialTask task) {
        return (shared ? hostRun : ownRun).resolve(task.artifact()).toAbsolutePath();
    }

    private Path checkpoint(TrialTask task) {
        return (shared ? hostRun : checkpointsOfRun())
                .resolve(task.checkpoint())
                .toAbsolutePath();
    }

    private Path checkpointsOfRun() {
        return checkpoints.isEmpty()
                ? ownRun
                : Path.of(checkpoints).resolve(Objects.requireNonNull(hostRun.getFileName()));
    }

    /** What travels back, packed; it is not kept here. */
    byte[] collect(TrialTask task, BroughtLog log) throws IOException {
        Packed packed = new Packed();
        if (!log.name().isEmpty()) {
            packed.add(log.name(), log.content());
        }
        if (!shared) {
            packed.add(ownRun, task.artifact()).add(checkpointsOfRun(), task.checkpoint());
        }
        byte[] bytes = packed.bytes();
        if (!shared) {
            delete(artifact(task));
            delete(checkpoint(task));
        }
        return bytes;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }
}
