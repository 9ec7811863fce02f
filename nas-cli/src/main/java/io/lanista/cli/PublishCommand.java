package io.lanista.cli;

import io.lanista.install.index.IndexPublisher;
import io.lanista.runtime.artifact.Artifact;
import io.lanista.runtime.artifact.ArtifactRequest;
import io.lanista.runtime.plugin.PluginCheck;
import io.lanista.runtime.plugin.PluginInfo;
import io.lanista.runtime.plugin.PluginKinds;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds a plug-in to an index of one's own. */
@Command(
        name = "publish",
        description = {
            "Adds a plug-in to an index: a folder that any web server or Git repository can hand out.",
            "The plug-in is checked first, which runs its static initialisers and constructors."
        },
        sortOptions = false)
final class PublishCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Parameters(paramLabel = "JAR", description = "The plug-in.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path jar;

    @Option(names = "--index", required = true, paramLabel = "FOLDER", description = "The folder of the index.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path index;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "The secret key of the index, made with 'nas plugins index key'.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path key;

    @Option(
            names = "--as",
            paramLabel = "NAME",
            description = "GROUP:ARTIFACT:VERSION; what the jar says unless given.")
    private @Nullable String as;

    @Option(names = "--description", paramLabel = "TEXT", description = "What it is for, in one sentence.")
    private String description = "";

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Override
    public Integer call() {
        if (!Files.isRegularFile(jar)) {
            throw new UserMistake("The file (" + jar + ") doesn't exist. Maybe check its path.");
        }
        PluginCheck.Report report = new PluginCheck(PluginKinds.all()).check(jar);
        if (!report.isClean()) {
            throw new UserMistake("The plug-in isn't published as it is: "
                    + String.join(" ", report.info().problems()) + String.join(" ", report.warnings()));
        }
        List<String> provides =
                report.info().provides().stream().map(PublishCommand::inWords).toList();
        Artifact published = new IndexPublisher(index, key)
                .publish(jar, Optional.ofNullable(as).map(PublishCommand::artifact), description, provides);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("plugin", published.toString());
            tree.put("provides", provides);
            tree.put("index", index.toString());
            out.println(ResultJson.write(tree));
        } else {
            out.println("Published " + published + " (" + String.join(", ", provides) + ") in " + index + ".");
        }
        out.flush();
        return ExitCode.OK;
    }

    private static String inWords(PluginInfo.Provided provided) {
        return provided.noun() + " " + provided.name();
    }

    private static Artifact artifact(String text) {
        ArtifactRequest request = ArtifactRequest.parse(text);
        return new Artifact(
                request.id(),
                request.version()
                        .only()
                        .orElseThrow(
                                () -> new UserMistake("'" + text + "' has no version. Write group:artifact:version.")));
    }
}
