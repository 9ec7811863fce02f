package io.lanista.runtime.execute;

import java.nio.file.Path;

/**
 * Where one machine has the files that {@link Work} and {@link TrialTask} speak of. A cluster gives each of its machines folders of its
 * own, shared or copied.
 *
 * @param base relative paths in the evaluator's options start here
 * @param run the run's folder, in which the folders of tasks lie
 * @param jars holds each plug-in as {@code <sha256>.jar}
 */
public record WorkFolders(Path base, Path run, Path jars) {
    /** Makes them absolute. */
    public WorkFolders {
        base = base.toAbsolutePath();
        run = run.toAbsolutePath();
        jars = jars.toAbsolutePath();
    }

    /** Where a plug-in lies. */
    public Path jar(PluginCopy plugin) {
        return jars.resolve(plugin.sha256() + ".jar");
    }
}
