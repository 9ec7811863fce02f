package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.dashboard.view.RunView;
import io.lanista.dashboard.view.Vocabulary;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The numbers that pages show are those that {@code nas show --json} prints. */
class PageNumbersTest {
    @TempDir
    private Path folder;

    private String nas(String... arguments) {
        CommandLine line = Main.commandLine();
        StringWriter printed = new StringWriter();
        line.setOut(new PrintWriter(printed));
        assertThat(line.execute(arguments)).isEqualTo(ExitCode.OK);
        return printed.toString();
    }

    @Test
    void everyTrialHasTheSameNumbers() throws IOException {
        Path file = Files.writeString(folder.resolve("experiment.yaml"), """
                name: same
                space:
                  name: deeds
                  input: {x: [4]}
                  settings: {does: {choice: deed, of: [one, two, three, four]}, rate: {choice: rate, of: [0.1, 0.30000000000000004]}}
                  layers: [identity]
                strategy: in-order
                evaluator: troublesome
                objective: {maximize: score}
                budget: {trials: 4}
                """);
        nas("run", file.toString(), "--out", folder.toString(), "-q");
        Path run = folder.resolve("same-1");

        List<JsonNode> shown = nas("show", run.toString(), "--json")
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
        JsonNode page = JsonMapper.shared()
                .readTree(RunView.of("same-1", run, Vocabulary.standard()).json());

        assertThat(shown).hasSize(4);
        for (JsonNode trial : shown) {
            int number = trial.path("trial").asInt();
            JsonNode columns = page.path("trials");
            assertThat(columns.path("trial").path(number).asInt()).isEqualTo(number);
            assertThat(columns.path("state").path(number).asString())
                    .isEqualTo(trial.path("outcome").asString());
            assertThat(columns.path("seconds").path(number).asDouble())
                    .isEqualTo(trial.path("seconds").asDouble());
            trial.path("metrics")
                    .properties()
                    .forEach(metric -> assertThat(columns.path("metrics")
                                    .path(metric.getKey())
                                    .path(number)
                                    .asDouble())
                            .isEqualTo(metric.getValue().asDouble()));
            assertThat(choices(page, number)).isEqualTo(texts(trial.path("choices")));
        }
    }

    private static Map<String, String> texts(JsonNode table) {
        Map<String, String> texts = new HashMap<>();
        table.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString()));
        return texts;
    }

    /** A trial's choices as the page reads them: places in the lists of values. */
    private static Map<String, String> choices(JsonNode page, int trial) {
        Map<String, String> choices = new HashMap<>();
        page.path("decisions").forEach(decision -> {
            String label = decision.path("label").asString();
            int place =
                    page.path("trials").path("choices").path(label).path(trial).asInt();
            choices.put(label, decision.path("values").path(place).asString());
        });
        return choices;
    }
}
