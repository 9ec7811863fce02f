package io.lanista.cli;

import io.lanista.api.model.Model;
import io.lanista.api.space.Choices;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.RunSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where plug-ins are looked for: the distribution's folder, {@code LANISTA_PLUGINS}, and what the command line names. */
final class PluginFolders {
    @Option(
            names = "--plugins",
            paramLabel = "FOLDER",
            description = "A further folder of plug-ins, beside the distribution's own and LANISTA_PLUGINS.")
    private List<Path> folders = new ArrayList<>();

    List<Path> all() {
        List<Path> all = new ArrayList<>();
        Optional.ofNullable(System.getProperty("lanista.home")).ifPresent(home -> all.add(Path.of(home, "plugins")));
        Optional.ofNullable(System.getenv("LANISTA_PLUGINS")).ifPresent(folder -> all.add(Path.of(folder)));
        all.addAll(folders);
        return all;
    }

    /** How the field writes an architecture of a run's space, if it has a notation for it. */
    Optional<String> notation(Path run, Choices choices) {
        Model base = RunSetup.read(run).space();
        try (NasRuntime runtime = PluginsCommand.open(all())) {
            return runtime.notation(base, choices);
        }
    }

    /** The jars in {@code --plugins} folders only, which a checked plug-in may need. */
    List<Path> jars() {
        List<Path> jars = new ArrayList<>();
        for (Path folder : folders) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
                files.forEach(jars::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return jars;
    }
}
