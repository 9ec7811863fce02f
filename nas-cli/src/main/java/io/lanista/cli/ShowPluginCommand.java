package io.lanista.cli;

import io.lanista.install.InstalledPlugin;
import io.lanista.install.PluginStore;
import io.lanista.install.index.PluginIndex;
import io.lanista.runtime.artifact.ArtifactRequest;
import io.lanista.runtime.artifact.ArtifactVersion;
import io.lanista.runtime.artifact.VersionRequirement;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells all that is known of one plug-in. */
@Command(
        name = "show",
        description = "Tells of a plug-in what was installed, and which versions there are.",
        sortOptions = false)
final class ShowPluginCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Parameters(paramLabel = "PLUGIN", description = "A name, or GROUP:ARTIFACT.")
    private String name = "";

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Mixin
    private PluginSources sources = new PluginSources();

    /** A plug-in that an index lists. */
    private record Offer(URI index, PluginIndex.Entry entry) {}

    @Override
    public Integer call() {
        List<InstalledPlugin> installed = sources.store().installed().stream()
                .filter(plugin -> plugin.isCalled(name))
                .toList();
        List<Offer> listed = SearchPluginsCommand.usable(sources, spec).stream()
                .flatMap(one -> one.index().entries().stream()
                        .filter(entry -> entry.isCalled(name))
                        .map(entry -> new Offer(one.pin().address(), entry)))
                .toList();
        List<String> published = name.contains(":") ? published() : List.of();
        if (installed.isEmpty() && listed.isEmpty() && published.isEmpty()) {
            throw new UserMistake(
                    "No plug-in '" + name + "' is installed, in an index, or in a repository. Maybe write it as"
                            + " group:artifact, or name a repository with --repository.");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("installed", installed.stream().map(PluginStore::tree).toList());
            tree.put(
                    "listed",
                    listed.stream()
                            .map(offer ->
                                    SearchPluginsCommand.tree(offer.index().toString(), offer.entry()))
                            .toList());
            tree.put("published", published);
            out.println(ResultJson.write(tree));
        } else {
            installed.forEach(plugin -> out.println("installed  " + plugin + "\n  bundle   " + plugin.bundle() + " "
                    + plugin.version() + "\n  from     " + plugin.from() + "\n  sha256   " + plugin.sha256()));
            listed.forEach(offer -> {
                out.println("listed     " + offer.entry().id() + ": "
                        + offer.entry().description() + "\n  index    " + offer.index());
                offer.entry()
                        .versions()
                        .forEach(version ->
                                out.println("  " + version.version() + "  " + String.join(", ", version.provides())));
            });
            if (!published.isEmpty()) {
                out.println("published  " + String.join(", ", published));
            }
        }
        out.flush();
        return ExitCode.OK;
    }

    private List<String> published() {
        ArtifactRequest request = ArtifactRequest.parse(name);
        List<String> versions = new ArrayList<>();
        sources.repositories().versions(request.id(), new VersionRequirement("[0-alpha,)")).keySet().stream()
                .map(ArtifactVersion::text)
                .forEach(versions::add);
        return versions;
    }
}
