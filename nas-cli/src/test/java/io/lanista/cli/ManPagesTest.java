package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

class ManPagesTest {
    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        ManPages.write(Main.commandLine(), folder);
    }

    @Test
    void everyCommandHasAPage() {
        Path pages = folder.resolve("man/man1");
        for (String page :
                new String[] {"nas.1", "nas-run.1", "nas-report.1", "nas-dashboard.1", "nas-ls.1", "nas-space-draw.1"
                }) {
            assertThat(pages.resolve(page)).isNotEmptyFile();
        }
    }

    /** A sign of percent must be written twice; otherwise each call of the help begins with a warning. */
    @Test
    void everyDescriptionIsAFormat() {
        descriptions(Main.commandLine().getCommandSpec())
                .forEach(text ->
                        assertThatCode(() -> String.format(text)).as(text).doesNotThrowAnyException());
    }

    private static Stream<String> descriptions(CommandSpec command) {
        Stream<String[]> own = Stream.concat(
                Stream.of(
                        command.usageMessage().header(),
                        command.usageMessage().description(),
                        command.usageMessage().footer()),
                command.args().stream().map(ArgSpec::description));
        return Stream.concat(
                own.flatMap(Stream::of),
                command.subcommands().values().stream().flatMap(sub -> descriptions(sub.getCommandSpec())));
    }

    @Test
    void aPageSaysWhatHelpSays() throws IOException {
        assertThat(Files.readString(folder.resolve("man/man1/nas-plot.1")))
                .contains(".SH SYNOPSIS", "\\-\\-kind KIND", "history, curves", "history unless given")
                .doesNotContain("${");
        assertThat(Files.readString(folder.resolve("man/man1/nas.1")))
                .contains(".SH COMMANDS", "nas\\-run", ".SH EXIT STATUS", "130");
    }

    @Test
    void theShellCompletesCommandsAndOptions() throws IOException {
        assertThat(Files.readString(folder.resolve("completion/nas.bash")))
                .contains("dashboard", "--control", "complete -F _complete_nas");
    }
}
