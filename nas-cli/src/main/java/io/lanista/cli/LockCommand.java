package io.lanista.cli;

import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.artifact.JarIdentity;
import io.lanista.runtime.artifact.PluginLock;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes down which plug-ins an experiment uses now. */
@Command(
        name = "lock",
        description = {
            "Writes the plug-ins that an experiment uses now, by their bytes, into plugins.lock beside it.",
            "'nas run --locked' then refuses others, and 'nas plugins install --locked' gets them elsewhere."
        },
        sortOptions = false)
final class LockCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The experiment file (YAML).")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path file;

    @Option(names = "--json", description = "As JSON: a line per plug-in.")
    private boolean json;

    @Mixin
    private PluginFolders plugins = new PluginFolders();

    @Override
    public Integer call() throws IOException {
        try (NasRuntime runtime = PluginsCommand.open(plugins.beside(file))) {
            PluginLock lock = runtime.lock(runtime.experiment(file).build());
            Path target = Optional.ofNullable(file.toAbsolutePath().getParent())
                    .orElse(Path.of(""))
                    .resolve(PluginLock.FILE);
            lock.write(target);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                lock.jars().forEach(jar -> out.println(ResultJson.write(tree(jar))));
            } else {
                lock.jars().forEach(jar -> out.println(jar.origin() + "  " + jar.sha256()));
                out.println("Locked " + file + " to these plug-ins, in " + target + ".");
            }
            out.flush();
            return ExitCode.OK;
        }
    }

    private static Map<String, Object> tree(JarIdentity jar) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("bundle", jar.bundle());
        tree.put("version", jar.version());
        tree.put("artifact", jar.artifact());
        tree.put("sha256", jar.sha256());
        return tree;
    }
}
