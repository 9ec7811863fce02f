package io.lanista.cli;

import io.lanista.install.index.IndexKeys;
import io.lanista.install.index.PinnedIndex;
import io.lanista.install.index.PinnedIndexes;
import io.lanista.install.maven.RemoteRepository;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The indexes of plug-ins that the user trusts. */
@Command(
        name = "index",
        description = "The indexes of plug-ins that you trust, each by its key.",
        synopsisSubcommandLabel = "COMMAND")
final class IndexCommand {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Command(name = "add", description = "Trusts an index from now on.")
    int add(
            @Mixin PluginSources sources,
            @Parameters(paramLabel = "PLACE", description = "https://…, or a folder.") String place,
            @Option(
                            names = "--key",
                            required = true,
                            paramLabel = "KEY",
                            description = "Its key, as its owner announces it.")
                    String key) {
        PinnedIndex index = new PinnedIndex(RemoteRepository.address(place), key, 0);
        UserFolders.need();
        int plugins = PluginSources.indexes()
                .add(index, sources.fetcher())
                .index()
                .entries()
                .size();
        say("Added " + index.address() + ", which lists " + plugins + (plugins == 1 ? " plug-in." : " plug-ins."));
        return ExitCode.OK;
    }

    @Command(name = "remove", description = "Trusts an index no more.")
    int remove(@Parameters(paramLabel = "PLACE", description = "As 'nas plugins index list' shows it.") String place) {
        PinnedIndexes indexes = PluginSources.indexes();
        if (!indexes.remove(RemoteRepository.address(place))) {
            throw new UserMistake("There is no index (" + place + "). There are: " + addresses(indexes) + ".");
        }
        say("Removed " + place + ".");
        return ExitCode.OK;
    }

    private static String addresses(PinnedIndexes indexes) {
        List<String> all =
                indexes.all().stream().map(index -> index.address().toString()).toList();
        return all.isEmpty() ? "none" : String.join(", ", all);
    }

    @Command(name = "list", description = "Shows the indexes, with their keys.")
    int list() {
        Table table = new Table("INDEX", "LIST", "KEY");
        PluginSources.indexes()
                .all()
                .forEach(index -> table.row(index.address().toString(), Long.toString(index.serial()), index.key()));
        PrintWriter out = spec.commandLine().getOut();
        table.print(out);
        out.flush();
        return ExitCode.OK;
    }

    @Command(
            name = "key",
            description = "Makes the secret key of an index of one's own, and prints the one for its users.")
    int key(@Parameters(paramLabel = "FILE", description = "A file that isn't there yet.") Path file) {
        say(IndexKeys.create(file));
        return ExitCode.OK;
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
