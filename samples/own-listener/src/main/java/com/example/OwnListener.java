package com.example;

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

/** Keeps a diary: a line for the beginning of a run, for each trial, and for the end, in a text file. */
public final class OwnListener implements RunListenerProvider {
    private static final Option<String> FILE =
            Option.text("file", "diary.txt", "The file that the lines are added to; a relative path starts in the run's folder.");

    @Override
    public String name() {
        return "own-diary";
    }

    @Override
    public String description() {
        return "Adds a line for each trial to a text file.";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(FILE);
    }

    @Override
    public RunListener open(RunListenerRequest request) {
        return new Diary(request.folder().resolve(request.options().get(FILE)));
    }

    private record Diary(Path file) implements RunListener {
        @Override
        public void started(RunInfo run, RunStatus status) {
            write(run.experiment() + " begins, searched by " + run.searcher());
        }

        @Override
        public void trialEnded(TrialReport report, RunStatus status) {
            write("trial " + report.trial() + ": "
                    + report.outcome().reached().map(Object::toString).orElse("no score"));
        }

        @Override
        public void ended(RunResult result) {
            write("the end: " + result.reason().message());
        }

        private void write(String line) {
            try {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, line + System.lineSeparator(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException("The diary (" + file + ") can't be written: " + e.getMessage(), e);
            }
        }
    }
}
