package io.lanista.cli;

import io.lanista.runtime.journal.JournalDamage;
import io.lanista.runtime.journal.JournalReader;
import io.lanista.runtime.journal.JournalRepair;
import io.lanista.runtime.runs.RunFolder;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks after the journals of runs. */
@Command(
        name = "journal",
        description = "Checks the journal of a run, or repairs it.",
        synopsisSubcommandLabel = "COMMAND")
final class JournalCommand {
    private static final String RUN = "The folder of a run, or its journal.";

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Command(name = "check", description = "Says whether every line of a journal is as it was written.")
    int check(@Parameters(paramLabel = "RUN", description = RUN) Path run) {
        PrintWriter out = spec.commandLine().getOut();
        Optional<JournalDamage> damage = JournalReader.check(journal(run));
        out.println(damage.map(found -> "Damaged in " + found
                        + (found.line() > 1
                                ? ". Maybe 'nas journal repair " + run + "'."
                                : ", so nothing of it can be used. Maybe it is no journal, or else start a new run."))
                .orElse("The journal is good."));
        out.flush();
        return damage.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    @Command(
            name = "repair",
            description = "Keeps the good lines before the first damaged one, and a copy of the rest.")
    int repair(@Parameters(paramLabel = "RUN", description = RUN) Path run) {
        PrintWriter out = spec.commandLine().getOut();
        JournalRepair repair = JournalRepair.repair(journal(run));
        out.println(repair.backup()
                .map(backup -> "Kept " + repair.kept() + (repair.kept() == 1 ? " line" : " lines") + ", and took out "
                        + repair.lostBytes() + " bytes; the damaged journal lies in " + backup + ".")
                .orElse("The journal is good; nothing was changed."));
        if (repair.backup().isPresent() && repair.kept() == 1) {
            out.println(
                    "! What is left is the header, without any trial. If that is of another run, the right one belongs into the"
                            + " first line of that copy instead.");
        }
        out.flush();
        return ExitCode.OK;
    }

    private static Path journal(Path run) {
        return Files.isDirectory(run) ? new RunFolder(run).journal() : run;
    }
}
