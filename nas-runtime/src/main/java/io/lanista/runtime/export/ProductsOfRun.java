package io.lanista.runtime.export;

import io.lanista.runtime.runs.RunFolder;
import io.lanista.runtime.runs.RunHistory;
import io.lanista.runtime.watch.RunProducts;
import io.lanista.runtime.watch.RunReporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * What can be made of one run.
 *
 * @param folder the run's
 * @param exporter writes winners
 */
public record ProductsOfRun(RunFolder folder, WinnerExport exporter) implements RunProducts {
    @Override
    public void export(Path to) {
        exporter.export(RunHistory.read(folder.path()), to);
    }

    @Override
    public boolean report(Path file) throws IOException {
        Optional<RunReporter> reporter = ServiceLoader.load(RunReporter.class, RunReporter.class.getClassLoader())
                .findFirst();
        if (reporter.isPresent()) {
            reporter.get().write(folder.path(), file);
        }
        return reporter.isPresent();
    }
}
