package io.lanista.runtime.runs;

import io.lanista.runtime.artifact.PluginLock;
import java.nio.file.Path;

/**
 * The folder of one run: {@code journal.jsonl}, {@code experiment.yaml}, {@code plugins.lock}, and {@code trials/<n>/{checkpoint,artifact}}.
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

    /** Which plug-ins it uses, with the digests of their bytes. */
    public Path lock() {
        return path.resolve(PluginLock.FILE);
    }

    /** What the evaluator of a trial keeps to go on from. */
    public Path checkpoint(int trial) {
        return path.resolve(checkpointName(trial));
    }

    /** What the evaluator of a trial keeps for later; there for the best trials only. */
    public Path artifact(int trial) {
        return path.resolve(artifactName(trial));
    }

    /** Where a checkpoint lies from the run's folder, with slashes: another machine may have that elsewhere, and other separators. */
    public static String checkpointName(int trial) {
        return name(trial) + "/checkpoint";
    }

    /** Where an artifact lies from the run's folder, with slashes. */
    public static String artifactName(int trial) {
        return name(trial) + "/artifact";
    }

    private static String name(int trial) {
        return "trials/" + trial;
    }

    /** What belongs to trials; there once one keeps something. */
    public Path trials() {
        return path.resolve("trials");
    }

    /** What belongs to one trial. */
    public Path trial(int trial) {
        return path.resolve(name(trial));
    }
}
