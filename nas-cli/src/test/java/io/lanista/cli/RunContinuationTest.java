package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** How {@code nas run} goes on with what was run before. */
class RunContinuationTest {
    @TempDir
    private Path folder;

    private String out = "";
    private String err = "";

    private int run(String deeds, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("experiment.yaml"), """
                name: again
                space:
                  name: deeds
                  input: {x: [4]}
                  settings: {does: {choice: deed, of: [%s]}}
                  layers: [identity]
                strategy: in-order
                evaluator: troublesome
                objective: {maximize: score}
                """.formatted(deeds));
        CommandLine line = Main.commandLine();
        StringWriter printed = new StringWriter();
        StringWriter told = new StringWriter();
        line.setOut(new PrintWriter(printed));
        line.setErr(new PrintWriter(told));
        List<String> arguments = new ArrayList<>(List.of("run", file.toString(), "--out"));
        arguments.add(folder.resolve("runs").toString());
        arguments.addAll(List.of(options));
        int code = line.execute(arguments.toArray(String[]::new));
        out = printed.toString();
        err = told.toString();
        return code;
    }

    @BeforeEach
    void runTwoTrials() throws IOException {
        assertThat(run("one, two, three, four", "--trials", "2")).isEqualTo(ExitCode.OK);
        assertThat(out).contains("again-1").contains("2 trials completed");
    }

    @Test
    void aRaisedBudgetGoesOnInTheSameRun() throws IOException {
        assertThat(run("one, two, three, four", "--trials", "3")).isEqualTo(ExitCode.OK);
        assertThat(out)
                .contains("Going on in")
                .contains("again-1")
                .contains("#2 ")
                .doesNotContain("#1 ");
        assertThat(out).contains("3 trials completed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"trials/0/artifact", "trials/17/artifact"})
    void aJournalThatWasCutOffToNothingIsNotBegunAgain(String saved) throws IOException {
        Path run = folder.resolve("runs/again-1");
        Files.write(run.resolve("journal.jsonl"), new byte[0]);
        Path kept =
                Files.writeString(Files.createDirectories(run.resolve(saved)).resolve("network.bin"), "weights");

        assertThat(run("one, two, three, four", "--trials", "3")).isEqualTo(ExitCode.USAGE);

        assertThat(err).contains("journal.jsonl) has no line", "it was cut off", "Maybe begin a new run");
        assertThat(kept).hasContent("weights");
        assertThat(run("one, two, three, four", "--trials", "2", "--new")).isEqualTo(ExitCode.OK);
        assertThat(out).contains("again-2");
    }

    @Test
    void aForkIsANewRunThatKnowsTheOldResults() throws IOException {
        assertThat(run("one, two, three, four", "--trials", "2", "--fork")).isEqualTo(ExitCode.OK);
        // The strategy begins after what it was told.
        assertThat(out).contains("again-2").contains("deed=three").doesNotContain("deed=one");
    }

    @Test
    void aSpaceThatGrewIsRefusedUntilItIsSaidToHaveGrown() throws IOException {
        assertThat(run("one, two, three, four, five", "--trials", "2", "--fork"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err)
                .contains("the decision (deed) was ([one, two, three, four])")
                .contains("--extend");

        assertThat(run("one, two, three, four, five", "--trials", "2", "--extend"))
                .isEqualTo(ExitCode.OK);
        assertThat(out).contains("again-2").contains("deed=three");
    }

    @Test
    void aSpaceThatLostWhatWasTriedIsNoExtension() throws IOException {
        assertThat(run("two, three", "--trials", "2", "--extend")).isEqualTo(ExitCode.USAGE);
        assertThat(err).contains("did not only grow").contains("deed");
    }

    @Test
    void anUnfinishedRunRefusesAnotherSpaceAndSaysWhatChanged() throws IOException {
        Path journal = folder.resolve("runs/again-1/journal.jsonl");
        List<String> lines = Files.readAllLines(journal);
        // As if it had been killed before it could say that it ended.
        Files.writeString(journal, String.join("\n", lines.subList(0, lines.size() - 1)) + "\n");

        assertThat(run("one, two, three", "--trials", "2")).isEqualTo(ExitCode.USAGE);
        assertThat(err)
                .contains("has not ended")
                .contains("the decision (deed) was ([one, two, three, four]), and is ([one, two, three])");
    }
}
