package io.lanista.cli;

import io.lanista.install.index.PinnedIndexes;
import io.lanista.install.index.PluginIndex;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks for plug-ins in indexes. */
@Command(name = "search", description = "Looks for plug-ins in the indexes that you trust.", sortOptions = false)
final class SearchPluginsCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Parameters(paramLabel = "WORD", arity = "0..*", description = "Words that all occur; all plug-ins unless given.")
    private List<String> words = new ArrayList<>();

    @Option(names = "--json", description = "As JSON: a line per plug-in.")
    private boolean json;

    @Mixin
    private PluginSources sources = new PluginSources();

    @Override
    public Integer call() {
        List<PinnedIndexes.Listed> listed = usable(sources, spec);
        if (listed.isEmpty()) {
            throw new UserMistake("There are no indexes yet. Maybe add one: nas plugins index add URL --key KEY.");
        }
        PrintWriter out = spec.commandLine().getOut();
        Table table = new Table("PLUGIN", "NEWEST", "PROVIDES", "DESCRIPTION");
        int found = 0;
        for (PinnedIndexes.Listed one : listed) {
            for (PluginIndex.Entry entry : one.index().entries()) {
                if (entry.matches(String.join(" ", words)) && !entry.versions().isEmpty()) {
                    found++;
                    if (json) {
                        out.println(ResultJson.write(tree(one.pin().address().toString(), entry)));
                    } else {
                        PluginIndex.Version newest = entry.versions().get(0);
                        table.row(
                                entry.id().toString(),
                                newest.version().text(),
                                String.join(", ", newest.provides()),
                                entry.description());
                    }
                }
            }
        }
        if (!json && found == 0) {
            out.println("Nothing was found.");
        } else if (!json) {
            table.print(out);
        }
        out.flush();
        return ExitCode.OK;
    }

    /** What the indexes list that can be used; why others can't is said. */
    static List<PinnedIndexes.Listed> usable(PluginSources sources, CommandSpec spec) {
        PinnedIndexes.Lists lists = PluginSources.indexes().fetch(sources.fetcher());
        PrintWriter err = spec.commandLine().getErr();
        lists.failures().forEach(failure -> err.println("Note: " + failure.getMessage()));
        err.flush();
        return lists.usable();
    }

    static Map<String, Object> tree(String index, PluginIndex.Entry entry) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("plugin", entry.id().toString());
        tree.put("index", index);
        tree.put("description", entry.description());
        List<Map<String, Object>> versions = new ArrayList<>();
        entry.versions().forEach(version -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("version", version.version().text());
            one.put("sha256", version.sha256());
            one.put("provides", version.provides());
            versions.add(one);
        });
        tree.put("versions", versions);
        return tree;
    }
}
