package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tables in Parquet's format, which only the bundle of the distribution reads. */
@Tag("slow")
@DisabledOnOs(OS.WINDOWS)
class ParquetIT {
    @TempDir
    private Path folder;

    private static Path file(String name) throws Exception {
        return Path.of(Objects.requireNonNull(ParquetIT.class.getResource(name)).toURI());
    }

    /** In a JVM of its own, whose class path doesn't have the bundle. */
    private String nas(String... arguments) throws Exception {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        List<String> command = Stream.concat(
                        Stream.of(Path.of("target/lanista/bin/nas")
                                .toAbsolutePath()
                                .toString()),
                        Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        assertThat(process.waitFor()).as(Files.readString(err)).isEqualTo(ExitCode.OK);
        return Files.readString(out);
    }

    @Test
    void newRowsNeedNoLabelWhereverItStoodInTraining() throws Exception {
        Files.copy(file("people.parquet"), folder.resolve("people.parquet"));
        Path experiment = Files.writeString(folder.resolve("people.yaml"), """
                name: people
                space: {hub: table, size: small}
                strategy: random
                evaluator: {name: classification, data: {source: parquet, path: people.parquet, label: buys}, epochs: 1}
                objective: {minimize: loss}
                budget: {trials: 1}
                executor: inline
                """);
        Path runs = folder.resolve("runs");
        Path winner = folder.resolve("winner");
        nas("run", experiment.toString(), "--out", runs.toString(), "--quiet");
        nas("export", runs.resolve("people-1").toString(), "--to", winner.toString());

        List<String> lines = nas(
                        "predict", winner.toString(), file("new-people.parquet").toString())
                .lines()
                .toList();

        assertThat(lines).hasSize(31);
        assertThat(lines.get(0)).isEqualTo("prediction,p:never,p:often");
    }
}
