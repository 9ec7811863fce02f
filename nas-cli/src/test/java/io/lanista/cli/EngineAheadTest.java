package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineAheadTest {
    @TempDir
    private Path folder;

    private boolean isNeeded(String name, String text) throws IOException {
        return EngineAhead.isNeeded(Files.writeString(folder.resolve(name), text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: a\nevaluator: classification\n",
                "evaluator: {name: regression, data: {source: csv}}",
                "evaluator:\n  name: classification\n  data: {source: glyphs}\n",
                "{\n  \"evaluator\": {\"name\": \"classification\"}\n}"
            })
    void aTrainingNeedsTheEngine(String experiment) throws IOException {
        assertThat(isNeeded("experiment.yaml", experiment)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evaluator: tabular\n",
                "# evaluator: classification\nevaluator: {name: mine}\n",
                "evaluator: classification_of_mine\n",
                "name: classification\n"
            })
    void whatComputesOtherwiseDoesNot(String experiment) throws IOException {
        assertThat(isNeeded("experiment.yaml", experiment)).isFalse();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    @Timeout(60)
    void aPipeIsNotWaitedForAndWhatIsTooLargeIsNotRead() throws Exception {
        Path pipe = folder.resolve("pipe.yaml");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        EngineAhead.start(pipe).close();
        assertThat(EngineAhead.isNeeded(pipe)).isFalse();
        assertThat(isNeeded("large.yaml", "evaluator: classification\n" + " ".repeat(3_000_000)))
                .isFalse();
    }

    @Test
    void dataNeedItIfTheyAreThere() throws IOException {
        assertThat(isNeeded("data.csv", "a,b\n1,2\n")).isTrue();
        assertThat(EngineAhead.isNeeded(folder.resolve("none.csv"))).isFalse();
    }
}
