package io.lanista.cli;

import io.lanista.install.Installer;
import io.lanista.install.Installer.Outdated;
import io.lanista.install.PluginStore;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows which installed plug-ins have a newer version. */
@Command(name = "outdated", description = "Shows which installed plug-ins have a newer release.", sortOptions = false)
final class OutdatedCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Option(names = "--json", description = "As JSON: a line per plug-in.")
    private boolean json;

    @Mixin
    private PluginSources sources = new PluginSources();

    @Override
    public Integer call() {
        Installer installer = sources.installer();
        List<Outdated> outdated = new ArrayList<>();
        InstallCommand.noting(installer, spec, () -> outdated.addAll(installer.outdated()));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            outdated.forEach(one -> {
                Map<String, Object> tree = new LinkedHashMap<>();
                tree.put("plugin", PluginStore.tree(one.plugin()));
                tree.put("newest", one.newest().text());
                out.println(ResultJson.write(tree));
            });
        } else if (outdated.isEmpty()) {
            out.println("All that was installed is the newest release.");
        } else {
            Table table = new Table("PLUGIN", "NEWEST");
            outdated.forEach(
                    one -> table.row(one.plugin().toString(), one.newest().text()));
            table.print(out);
        }
        out.flush();
        return ExitCode.OK;
    }
}
