package io.lanista.cli;

import io.lanista.install.InstalledPlugin;
import io.lanista.install.Installer;
import io.lanista.install.Installer.Outdated;
import io.lanista.install.PluginStore;
import io.lanista.install.fetch.FetchException;
import io.lanista.runtime.plugin.PluginException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Installs newer versions. */
@Command(
        name = "update",
        description = "Installs the newest releases that this host can run, in the place of those that are there.",
        sortOptions = false)
final class UpdateCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Parameters(paramLabel = "PLUGIN", arity = "0..*", description = "Which ones; all unless given.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--json", description = "As JSON: a line per plug-in.")
    private boolean json;

    @Mixin
    private PluginSources sources = new PluginSources();

    @Override
    public Integer call() {
        Installer installer = sources.installer();
        PrintWriter err = spec.commandLine().getErr();
        names.forEach(name -> installed(name, sources.store()));
        InstallCommand.installing(installer, sources.store(), json, spec, () -> {
            for (Outdated outdated : installer.outdated()) {
                if (names.isEmpty() || names.stream().anyMatch(outdated.plugin()::isCalled)) {
                    try {
                        installer.update(outdated);
                    } catch (PluginException | FetchException e) {
                        err.println("Note: " + outdated.plugin() + " stays: " + e.getMessage());
                    }
                }
            }
        });
        return ExitCode.OK;
    }

    private static void installed(String name, PluginStore store) {
        List<InstalledPlugin> there = store.installed();
        if (there.stream().noneMatch(plugin -> plugin.isCalled(name))) {
            throw new UserMistake("No plug-in '" + name + "' was installed into " + store.folder() + ". Installed: "
                    + (there.isEmpty()
                            ? "none"
                            : String.join(
                                    ", ",
                                    there.stream()
                                            .map(InstalledPlugin::toString)
                                            .toList()))
                    + ".");
        }
    }
}
