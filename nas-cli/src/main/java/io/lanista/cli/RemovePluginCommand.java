package io.lanista.cli;

import io.lanista.install.InstalledPlugin;
import io.lanista.install.Installer;
import io.lanista.install.PluginStore;
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

/** Takes installed plug-ins away. */
@Command(name = "remove", description = "Takes plug-ins away that were installed.", sortOptions = false)
final class RemovePluginCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Parameters(
            paramLabel = "PLUGIN",
            arity = "1..*",
            description = "ARTIFACT, GROUP:ARTIFACT[:VERSION], or the bundle's name.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--json", description = "As JSON: a line per plug-in.")
    private boolean json;

    @Mixin
    private PluginSources sources = new PluginSources();

    @Override
    public Integer call() {
        Installer installer = sources.installer();
        PrintWriter out = spec.commandLine().getOut();
        for (String name : names) {
            InstalledPlugin removed = installer.remove(name);
            out.println(json ? ResultJson.write(PluginStore.tree(removed)) : "Removed " + removed + ".");
        }
        out.flush();
        return ExitCode.OK;
    }
}
