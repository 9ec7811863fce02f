package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands that only read load, seen from the classes: no plug-in framework, no tensor engine, no YAML. */
class ReadingCommandsIT {
    private static final Path DISTRIBUTION = Path.of("target", "lanista").toAbsolutePath();

    @TempDir
    private static Path folder;

    @BeforeAll
    static void aRunAndWhatPluginsThereAre() throws Exception {
        assertThat(loaded("run", DISTRIBUTION.resolve("warm-up.yaml").toString(), "--no-baselines"))
                .anyMatch(name -> name.startsWith("ai.djl.pytorch.engine."))
                .anyMatch(name -> name.startsWith("org.snakeyaml."));
        assertThat(loaded("plugins", "list", "--verbose")).anyMatch(name -> name.startsWith("org.apache.felix."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--version",
                "ls",
                "best runs/warm-up-1",
                "best runs/warm-up-1 --json",
                "show runs/warm-up-1",
                "show runs/warm-up-1 --csv",
                "space show nasbench201",
                "plugins list"
            })
    void aCommandThatOnlyReadsStartsNoFrameworkAndNoEngine(String command) throws Exception {
        assertThat(loaded(command.split(" ")))
                .contains("io.lanista.cli.Main")
                .noneMatch(name -> name.startsWith("org.apache.felix."))
                .noneMatch(name -> name.startsWith("ai.djl.pytorch."))
                .noneMatch(name -> name.startsWith("ai.djl.engine."))
                .noneMatch(name -> name.startsWith("org.snakeyaml."));
    }

    @Test
    void aRunThatHasLongEndedIsBroughtToATrackerWithoutAnEngine() throws Exception {
        assertThat(loaded("track", "runs/warm-up-1", "--to", "tensorboard", "--set", "folder=boards"))
                .noneMatch(name -> name.startsWith("ai.djl.pytorch.engine."));
        assertThat(folder.resolve("boards/warm-up-1"))
                .isDirectoryContaining("glob:**events.out.tfevents*")
                .isDirectoryContaining("glob:**trial-0000");
    }

    /** The names of the classes that a command loads. */
    private static List<String> loaded(String... arguments) throws Exception {
        Path log = folder.resolve("classes");
        List<String> command = new ArrayList<>(
                List.of("/bin/sh", DISTRIBUTION.resolve("bin/nas").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME", System.getProperty("java.home"),
                        "LANISTA_USER", folder.resolve("user").toString(),
                        "LANISTA_JAVA_OPTIONS", "-Xlog:class+load:file=" + log + ":none"));
        assertThat(builder.start().waitFor())
                .as(Files.readString(folder.resolve("output")))
                .isZero();
        try (Stream<String> lines = Files.lines(log)) {
            return lines.map(line -> line.split(" ")[0]).toList();
        }
    }
}
