package io.lanista.dashboard;

import io.lanista.dashboard.view.RunView;
import io.lanista.dashboard.view.Vocabulary;
import io.lanista.runtime.watch.RunReporter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Writes a {@link Report} for those who watch a run, with the standard layer types. */
public final class PageReporter implements RunReporter {
    @Override
    public void write(Path run, Path file) throws IOException {
        String name = String.valueOf(run.toAbsolutePath().getFileName());
        new Report(List.of(RunView.of(name, run, Vocabulary.standard()))).write(file, Instant.now());
    }
}
