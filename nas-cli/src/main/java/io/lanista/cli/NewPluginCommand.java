package io.lanista.cli;

import io.lanista.cli.scaffold.Coordinates;
import io.lanista.cli.scaffold.PluginKind;
import io.lanista.cli.scaffold.PluginProject;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a project for a plug-in of one's own. */
@Command(
        name = "new",
        description = "Writes a project for a plug-in: a build, a class that works, its contract test, an experiment.",
        sortOptions = false)
final class NewPluginCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Parameters(
            paramLabel = "GROUP:NAME",
            description = "Whose it is, which is also the Java package, and how it is called: com.acme:annealing.")
    private String coordinates = "";

    @Option(names = "--kind", required = true, paramLabel = "KIND", description = "${COMPLETION-CANDIDATES}.")
    private PluginKind kind = PluginKind.STRATEGY;

    @Option(names = "--gradle", description = "Built by Gradle instead of Maven.")
    private boolean gradle;

    @Option(names = "--to", paramLabel = "FOLDER", description = "Where; a folder called NAME unless given.")
    private @Nullable Path folder;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Coordinates parsed = Coordinates.parse(coordinates);
        Path to = Optional.ofNullable(folder).orElse(Path.of(parsed.artifact()));
        PluginProject project = new PluginProject(parsed, kind, gradle, repository());
        project.write(to).forEach(file -> out.println("  " + to.resolve(file)));
        out.println("Next:");
        out.println("  cd " + to + " && " + project.build());
        out.println("  nas plugins check --contract " + project.jar());
        out.println("  nas run experiment.yaml --plugins " + project.jarFolder());
        out.flush();
        return ExitCode.OK;
    }

    /** The one that the distribution carries. */
    static URI repository() {
        String home = System.getProperty("lanista.home");
        Path repository = home == null ? null : Path.of(home, "sdk", "repository");
        return repository != null && Files.isDirectory(repository)
                ? repository.toUri()
                : URI.create("https://repo.maven.apache.org/maven2");
    }
}
