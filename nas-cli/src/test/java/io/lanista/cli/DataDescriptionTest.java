package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/** What {@code nas run} says of the data before anything trains. */
class DataDescriptionTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int nas(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    private Path experiment(String data) throws IOException {
        StringBuilder table = new StringBuilder("kind,b,id,weekday\n");
        for (int row = 0; row < 60; row++) {
            table.append(row % 2)
                    .append(',')
                    .append(row % 2 * 3 + row * 0.01)
                    .append(',')
                    .append(row)
                    .append(',');
            table.append(row % 7).append('\n');
        }
        Files.writeString(folder.resolve("data.csv"), table);
        Files.writeString(folder.resolve("more.csv"), table.toString().replace(",0.", ",1."));
        return Files.writeString(folder.resolve("e.yaml"), """
                name: told
                space: {layers: [{linear: {units: {choice: width, of: [4, 8]}}}, relu, {linear: {units: outputs}}]}
                strategy: in-order
                evaluator: {name: classification, data: %s, epochs: 1}
                objective: {maximize: accuracy}
                budget: {trials: 1}
                executor: inline
                """.formatted(data));
    }

    @Test
    void isPrintedAndPartOfTheJson() throws IOException {
        Path file = experiment("{path: data.csv, label: kind}");

        int code = nas("run", file.toString(), "--out", folder.resolve("runs").toString(), "--json");

        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("Data (csv): 60 examples of 2 numbers, 2 classes with 30 examples each: 0, 1.")
                .contains(
                        "data.csv, with a header, separator comma, UTF-8; label (kind); 2 numbers; left out: id (id: counts up by one).")
                .contains("36 to train, 12 to validate, 12 to test.");
        String last =
                out.toString().strip().lines().reduce((first, second) -> second).orElseThrow();
        Map<?, ?> data = (Map<?, ?>)
                JsonMapper.builder().build().readValue(last, Map.class).get("data");
        assertThat(data.get("examples")).isEqualTo(60);
        assertThat(data.get("classes")).isEqualTo(Map.of("0", 30, "1", 30));
        assertThat(data.get("header")).isEqualTo(true);
        assertThat((String) data.get("fingerprint")).hasSize(32);
    }

    @Test
    void otherDataKeepTheOptionsOfTheFileThatTheirSourceHas() throws IOException {
        Path file = experiment("{source: csv, path: data.csv, label: kind, validation: 0.25}");

        int code = nas(
                "run",
                file.toString(),
                "--out",
                folder.resolve("runs").toString(),
                "--data",
                folder.resolve("more.csv").toString());

        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString()).contains("more.csv", "label (kind)", "32 to train, 16 to validate, 12 to test");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void optionsThatNoLongerCountAreTold() throws IOException {
        Path file = experiment("{source: glyphs, per_class: 10, size: 8, test: 0.25}");

        int code = nas(
                "run",
                file.toString(),
                "--out",
                folder.resolve("runs").toString(),
                "--data",
                folder.resolve("data.csv").toString());

        assertThat(code).as(err.toString()).isZero();
        assertThat(err.toString()).contains("don't apply to (", "per_class, size");
        assertThat(out.toString()).contains("to validate, 14 to test");
    }

    @Test
    void withoutDataIsOneSentence() throws IOException {
        Path file = experiment("{}");

        assertThat(nas("run", file.toString(), "--out", folder.resolve("runs").toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .startsWith("nas: The experiment has no data to train on")
                .doesNotContain("\tat ");
    }
}
