package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code nas init} proposes, with the strategies of the distribution: it times an epoch to propose a budget. */
class ProposalIT {
    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();

    private int nas(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(new StringWriter()));
        line.setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    @Test
    void anExperimentIsProposedWithItsReasons() throws Exception {
        Path people = Files.writeString(folder.resolve("people.csv"), WinnerInUseTest.people(400, 1));
        Path to = folder.resolve("proposed");
        assertThat(nas(
                        "init",
                        people.toString(),
                        "--label",
                        "buys",
                        "--plugins",
                        "target/lanista/plugins",
                        "--time",
                        "1m",
                        "--to",
                        to.toString()))
                .as(err.toString())
                .isEqualTo(ExitCode.OK);

        String text = Files.readString(to.resolve("experiment.yaml"));
        assertThat(text)
                .startsWith("# yaml-language-server: $schema=experiment.schema.json")
                .contains("space: {hub: table", "label: buys", "validation: {folds: 5}", "objective: {minimize: loss}")
                .contains("budget: {time: 1m}", "left out: id");
        assertThat(Files.readString(to.resolve("experiment.schema.json")))
                .contains("\"class_weights\"", "\"column_embedding\"");
        assertThat(nas("init", people.toString(), "--plugins", "target/lanista/plugins", "--to", to.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("exists already");
    }
}
