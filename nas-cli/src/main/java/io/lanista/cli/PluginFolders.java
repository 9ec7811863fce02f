package io.lanista.cli;

import io.lanista.api.model.Model;
import io.lanista.api.space.Choices;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.plugin.PluginInfo;
import io.lanista.runtime.runs.RunSetup;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/**
 * Where plug-ins are looked for: the distribution's folder, the user's, {@code LANISTA_PLUGINS}, {@code plugins} beside an experiment, and
 * what the command line names.
 */
final class PluginFolders {
    @Option(
            names = "--plugins",
            paramLabel = "FOLDER",
            description = "A further folder of plug-ins, beside the distribution's, the user's and LANISTA_PLUGINS.")
    private List<Path> folders = new ArrayList<>();

    List<Path> all() {
        List<Path> all = new ArrayList<>();
        Optional.ofNullable(System.getProperty("lanista.home")).ifPresent(home -> all.add(Path.of(home, "plugins")));
        UserFolders.plugins().ifPresent(all::add);
        for (String folder : System.getenv().getOrDefault("LANISTA_PLUGINS", "").split(File.pathSeparator)) {
            if (!folder.isBlank()) {
                all.add(Path.of(folder));
            }
        }
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                throw new UserMistake(
                        "The option (--plugins) is (" + folder + "), which is no folder. Maybe check its path.");
            }
        }
        all.addAll(folders);
        return withoutRepetitions(all);
    }

    /** The same, and the folder {@code plugins} beside an experiment file. */
    List<Path> beside(Path experiment) {
        List<Path> all = new ArrayList<>(all());
        Optional.ofNullable(experiment.toAbsolutePath().getParent())
                .ifPresent(parent -> all.add(parent.resolve("plugins")));
        return withoutRepetitions(all);
    }

    /** A folder that is named twice is one. */
    private static List<Path> withoutRepetitions(List<Path> folders) {
        Map<Path, Path> once = new LinkedHashMap<>();
        for (Path folder : folders) {
            Path key = folder.toAbsolutePath().normalize();
            try {
                key = folder.toRealPath();
            } catch (IOException e) {
                // It doesn't exist yet, and has no plug-ins then.
            }
            once.putIfAbsent(key, folder);
        }
        return new ArrayList<>(once.values());
    }

    /** How the field writes an architecture of a run's space, if it has a notation for it. */
    Optional<String> notation(Path run, Choices choices) {
        Model base = RunSetup.read(run).space();
        try (NasRuntime runtime = reading((ours, others) -> provide(others, "space", base.name()))) {
            return runtime.notation(base, choices);
        }
    }

    /** Whether one of these plug-ins provides this. */
    static boolean provide(List<PluginInfo> plugins, String noun, String name) {
        return plugins.stream()
                .flatMap(plugin -> plugin.provides().stream())
                .anyMatch(provided ->
                        provided.noun().equals(noun) && provided.name().equals(name));
    }

    /** Whether one of these plug-ins provides something of this kind. */
    static boolean provide(List<PluginInfo> plugins, String noun) {
        return plugins.stream()
                .flatMap(plugin -> plugin.provides().stream())
                .anyMatch(provided -> provided.noun().equals(noun));
    }

    /**
     * A runtime for a command that only looks something up: without plug-ins, and so without their framework, where it is known that
     * none of them provides what is looked for.
     *
     * @param needed whether the command needs plug-ins, given those on the class path and all others
     */
    NasRuntime reading(BiPredicate<List<PluginInfo>, List<PluginInfo>> needed) {
        KnownPlugins known = KnownPlugins.in(all());
        Optional<List<PluginInfo>> infos = known.read();
        if (infos.isPresent()) {
            Map<Boolean, List<PluginInfo>> ours =
                    infos.get().stream().collect(Collectors.partitioningBy(PluginInfo::isOnClassPath));
            if (!needed.test(ours.getOrDefault(true, List.of()), ours.getOrDefault(false, List.of()))) {
                return NasRuntime.builder().build();
            }
        }
        NasRuntime runtime = PluginsCommand.open(all());
        if (infos.isEmpty()) {
            known.write(runtime.plugins());
        }
        return runtime;
    }

    /** All that there are, as {@link NasRuntime#plugins()} tells it, but for which bytes they are of. */
    List<PluginInfo> infos() {
        return KnownPlugins.in(all()).read().orElseGet(() -> {
            try (NasRuntime runtime = reading((ours, others) -> true)) {
                return runtime.plugins();
            }
        });
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
