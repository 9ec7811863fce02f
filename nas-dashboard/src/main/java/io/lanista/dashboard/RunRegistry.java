package io.lanista.dashboard;

import com.google.common.base.Suppliers;
import io.lanista.dashboard.view.RunListing;
import io.lanista.dashboard.view.RunView;
import io.lanista.dashboard.view.Vocabulary;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.runs.RunFolder;
import io.lanista.runtime.runs.RunSignals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs of a folder: found by their journals, known by their paths in the folder, and read when somebody looks at them. Nothing but
 * what was found can be asked for, so that a name never leads out of the folder. Safe for use by several threads.
 */
final class RunRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(RunRegistry.class);

    /** How many runs are kept in memory; others are read again when they are asked for. */
    private static final int KEPT = 24;

    private static final long PATIENCE_MILLIS = 400;

    private final Path folder;
    private final Vocabulary vocabulary;
    private final ExecutorService readers;
    private final Map<String, Supplier<RunView>> views = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Supplier<RunView>> eldest) {
            return size() > KEPT;
        }
    };
    private final Map<String, Brief> briefs = new ConcurrentHashMap<>();

    /**
     * A run in a line.
     *
     * @param of what it was when that was read; while it is this, the line is right
     * @param isRight whether all could be read; what was in the way may go without a trace in the journal
     */
    private record Brief(Sign of, String json, boolean isRight) {}

    /** What changes with whatever a line tells. */
    private record Sign(long size, FileTime changed, RunSignals.Life life) {
        static Sign of(Path run) throws IOException {
            BasicFileAttributes journal = Files.readAttributes(new RunFolder(run).journal(), BasicFileAttributes.class);
            return new Sign(
                    journal.size(),
                    journal.lastModifiedTime(),
                    RunSignals.of(run).life());
        }
    }

    /**
     * @param readers reads journals in the background
     */
    RunRegistry(Path folder, Vocabulary vocabulary, ExecutorService readers) {
        this.folder = folder;
        this.vocabulary = vocabulary;
        this.readers = readers;
    }

    /** Where a run lies; empty if there is none of this name. */
    Optional<Path> find(String id) {
        return Optional.ofNullable(RunListing.find(folder).get(id));
    }

    /** A run as far as it is; empty if there is none of this name. */
    Optional<RunView> view(String id) {
        return find(id).map(path -> supplier(id, path).get()).map(view -> {
            view.refresh();
            return view;
        });
    }

    private Supplier<RunView> supplier(String id, Path path) {
        synchronized (views) {
            return views.computeIfAbsent(id, unseen -> Suppliers.memoize(() -> RunView.of(id, path, vocabulary)));
        }
    }

    /** All runs in short, as a JSON list; those whose journals are still being read say so. */
    String list() {
        Map<String, Path> found = RunListing.find(folder);
        briefs.keySet().retainAll(found.keySet());
        List<Future<?>> reading = new ArrayList<>();
        found.forEach((id, path) -> reading.add(readers.submit(() -> read(id, path))));
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        for (Future<?> one : reading) {
            await(one, deadline - System.nanoTime());
        }
        List<String> lines = new ArrayList<>();
        for (String id : found.keySet()) {
            Brief known = briefs.get(id);
            lines.add(known == null ? RunListing.unread(id) : known.json());
        }
        return "[" + String.join(",", lines) + "]";
    }

    private void read(String id, Path path) {
        try {
            Sign now = Sign.of(path);
            Brief known = briefs.get(id);
            if (known == null || !known.isRight() || !known.of().equals(now)) {
                RunView view = supplier(id, path).get();
                view.refresh();
                briefs.put(id, new Brief(now, view.brief(), view.problem().isEmpty()));
            }
        } catch (ExperimentException | IOException e) {
            LOG.debug("The run {} went away while it was read: {}", path, e.getMessage());
        }
    }

    private static void await(Future<?> reading, long nanos) {
        try {
            reading.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return; // It goes on in the background, and the next list has it.
        } catch (ExecutionException e) {
            LOG.warn("A run could not be read: {}", String.valueOf(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
