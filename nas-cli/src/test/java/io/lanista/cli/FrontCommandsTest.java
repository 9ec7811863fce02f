package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A search after two objectives in the command line, on a table of nine architectures of which four are on the front. */
class FrontCommandsTest {
    private static final String TABLE = """
            a,b,accuracy,millis
            1,1,0.5,1
            1,2,0.6,3
            1,3,0.4,2
            2,1,0.7,2
            2,2,0.7,4
            2,3,0.8,6
            3,1,0.85,6
            3,2,0.9,9
            3,3,0.2,9
            """;

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void write() throws IOException {
        shell = new Shell(folder);
        shell.write("table.csv", TABLE);
    }

    private void run(String objective) throws IOException {
        shell.write("experiment.yaml", """
                name: front
                space:
                  input: {x: [1]}
                  settings: {a: {choice: a, of: [1, 2, 3]}, b: {choice: b, of: [1, 2, 3]}}
                  layers: [identity]
                strategy: in-order
                evaluator: {name: tabular, table: table.csv, objective: accuracy, outputs: 1}
                objective: %s
                """.formatted(objective));
        int code = shell.run();
        assertThat(code).as(shell.err()).isEqualTo(ExitCode.OK);
    }

    private String theRun() {
        return folder.resolve("runs/front-1").toString();
    }

    @Test
    void theFrontIsShownAndATrialIsPickedFromIt() throws IOException {
        run("[{maximize: accuracy}, {minimize: millis}]");
        assertThat(shell.out())
                .contains("score accuracy 0.5000, millis 1")
                .contains("Front: 4 trials that no other one beats.")
                .contains("TRIAL  ACCURACY  MILLIS")
                .contains("Picked: trial 3, score accuracy 0.7000, millis 2");
        assertThat(shell.nas("best", theRun(), "--pick", "accuracy")).isEqualTo(ExitCode.OK);
        assertThat(shell.out()).contains("Picked: trial 7, score accuracy 0.9000, millis 9");
        assertThat(shell.nas("best", theRun(), "--pick", "0", "--json")).isEqualTo(ExitCode.OK);
        JsonNode best = JsonMapper.builder().build().readTree(shell.out());
        assertThat(best.get("trial").asInt()).isZero();
        assertThat(best.get("score").get(1).asDouble()).isEqualTo(1);
        assertThat(best.get("front")).hasSize(4);
        assertThat(shell.nas("best", theRun(), "--pick", "speed")).isEqualTo(ExitCode.USAGE);
        assertThat(shell.err()).contains("Available: knee, accuracy, millis, and the trials [7, 6, 3, 0]");
        assertThat(shell.nas("show", theRun())).isEqualTo(ExitCode.OK);
        assertThat(shell.out()).contains("Front: 4 trials");
        assertThat(shell.nas("ls", folder.resolve("runs").toString())).isEqualTo(ExitCode.OK);
    }

    @Test
    void whatBreaksABoundStandsBehind() throws IOException {
        run("[{maximize: accuracy, at_least: 0.75}, {minimize: millis}]");
        assertThat(shell.out()).contains("Front: 2 trials").doesNotContain("breaks a bound");
    }

    @Test
    void withOneObjectiveAllReadsAsBefore() throws IOException {
        run("{maximize: accuracy}");
        assertThat(shell.out()).contains("Best: trial 7, score 0.9000").doesNotContain("Front");
        assertThat(shell.nas("best", theRun(), "--json")).isEqualTo(ExitCode.OK);
        assertThat(shell.out()).contains("\"score\":0.9").doesNotContain("front");
    }
}
