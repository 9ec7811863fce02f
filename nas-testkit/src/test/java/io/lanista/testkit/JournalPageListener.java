package io.lanista.testkit;

import io.lanista.api.option.Option;
import io.lanista.runtime.watch.RunInfo;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunListenerProvider;
import io.lanista.runtime.watch.RunListenerRequest;
import io.lanista.runtime.watch.RunResult;
import io.lanista.runtime.watch.RunStatus;
import io.lanista.runtime.watch.TrialReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Writes a line for each trial, as a tracker does. A mistake can be built into it. */
public class JournalPageListener implements RunListenerProvider {
    private static final Option<String> FILE = Option.text("file", "page.txt", "Where the lines go.");

    private final boolean needsScores;

    /** For the service loader. */
    public JournalPageListener() {
        this(false);
    }

    JournalPageListener(boolean needsScores) {
        this.needsScores = needsScores;
    }

    @Override
    public String name() {
        return "page";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(FILE);
    }

    @Override
    public RunListener open(RunListenerRequest request) {
        Path file = request.baseFolder().resolve(request.options().get(FILE));
        return new RunListener() {
            @Override
            public void started(RunInfo run, RunStatus status) {
                write("run " + run.experiment());
            }

            @Override
            public void trialEnded(TrialReport report, RunStatus status) {
                write(report.trial() + " "
                        + (needsScores
                                ? report.outcome().reached().orElseThrow().toString()
                                : report.outcome().toString()));
            }

            @Override
            public void ended(RunResult result) {
                write("end " + result.reason().kind());
            }

            private void write(String line) {
                try {
                    Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }
}
