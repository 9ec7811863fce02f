package io.lanista.cli;

import io.lanista.install.InstallRequest;
import io.lanista.install.InstalledPlugin;
import io.lanista.install.Installer;
import io.lanista.install.PluginStore;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.artifact.Artifact;
import io.lanista.runtime.artifact.JarIdentity;
import io.lanista.runtime.artifact.PluginLock;
import io.lanista.runtime.plugin.PluginInfo;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Installs plug-ins. */
@Command(
        name = "install",
        description = {
            "Installs plug-ins into the user's folder. Nothing of them is run for it; checksums are compared.",
            "A newest version that this host can't run is passed over, which is said."
        },
        sortOptions = false)
final class InstallCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Parameters(
            paramLabel = "PLUGIN",
            arity = "0..*",
            description = "GROUP:ARTIFACT[:VERSION or RANGE], a NAME of an index, a FILE, or a URL.")
    private List<String> wanted = new ArrayList<>();

    @Option(
            names = "--locked",
            arity = "0..1",
            fallbackValue = PluginLock.FILE,
            paramLabel = "FILE",
            description =
                    "What a lock names, in the very bytes: ${FALLBACK-VALUE} unless given, or the folder of a run.")
    private @Nullable Path lock;

    @Option(names = "--json", description = "As JSON: a line per plug-in.")
    private boolean json;

    @Mixin
    private PluginSources sources = new PluginSources();

    @Override
    public Integer call() {
        Installer installer = sources.installer();
        Path given = lock;
        if (given == null && wanted.isEmpty()) {
            throw new UserMistake(
                    "What is to be installed? Maybe com.acme:annealing, or --locked for what a lock names.");
        }
        installing(installer, sources.store(), json, spec, () -> {
            if (given != null) {
                installer.install(lock(given), there(sources.store()));
            }
            wanted.forEach(plugin -> installer.install(InstallRequest.parse(plugin)));
        });
        return ExitCode.OK;
    }

    /** Says what was installed, and what is to be known of it; also if something fails: what came before that is there. */
    static void installing(Installer installer, PluginStore store, boolean json, CommandSpec spec, Runnable work) {
        try {
            noting(installer, spec, work);
            if (installer.installed().isEmpty() && !json) {
                spec.commandLine().getOut().println("Nothing was to be done.");
            }
        } finally {
            print(installer, store, json, spec);
        }
    }

    static PluginLock lock(Path place) {
        return PluginLock.read(Files.isDirectory(place) ? place.resolve(PluginLock.FILE) : place);
    }

    /** The jars that a host finds now, from all its folders. */
    private static List<JarIdentity> there(PluginStore store) {
        List<Path> folders = new PluginFolders().all();
        folders.add(store.folder());
        try (NasRuntime runtime = PluginsCommand.open(folders)) {
            return there(runtime);
        }
    }

    /** The jars in use. */
    static List<JarIdentity> there(NasRuntime runtime) {
        return runtime.plugins().stream()
                .filter(plugin -> plugin.state() == PluginInfo.State.ACTIVE)
                .flatMap(plugin -> plugin.jar().stream()
                        .map(jar -> new JarIdentity(
                                String.valueOf(plugin.bundle()),
                                String.valueOf(plugin.version()),
                                jar.artifact().map(Artifact::toString).orElse(""),
                                jar.sha256())))
                .toList();
    }

    /** Says what is to be known of what was done, also if that fails; what the failure itself tells isn't said twice. */
    static void noting(Installer installer, CommandSpec spec, Runnable work) {
        String told = "";
        try {
            work.run();
        } catch (RuntimeException e) {
            told = String.valueOf(e.getMessage());
            throw e;
        } finally {
            PrintWriter err = spec.commandLine().getErr();
            for (String note : installer.notes()) {
                if (!told.contains(note)) {
                    err.println("Note: " + CommandWords.in(note));
                }
            }
            err.flush();
        }
    }

    private static void print(Installer installer, PluginStore store, boolean json, CommandSpec spec) {
        PrintWriter out = spec.commandLine().getOut();
        for (InstalledPlugin plugin : installer.installed()) {
            out.println(
                    json
                            ? ResultJson.write(PluginStore.tree(plugin))
                            : "Installed " + plugin + " from " + plugin.from() + " into "
                                    + store.folder().resolve(plugin.file()) + ".");
        }
        out.flush();
    }

    /** The lock beside an experiment file, if there is one. */
    static Optional<Path> beside(Path experiment) {
        Path file = Optional.ofNullable(experiment.toAbsolutePath().getParent())
                .orElse(Path.of(""))
                .resolve(PluginLock.FILE);
        return Optional.of(file).filter(Files::exists);
    }
}
