package io.lanista.dashboard;

import io.lanista.dashboard.view.RunView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Runs as one page in one file, which opens from the disk and can be sent: data, scripts and styles are all in it. */
public final class Report {
    private final List<RunView> runs;

    /**
     * A report of these runs, as far as they are.
     *
     * @param runs at least one
     */
    public Report(List<RunView> runs) {
        this.runs = List.copyOf(runs);
        if (this.runs.isEmpty()) {
            throw new IllegalArgumentException("A report needs at least one run, and none was given.");
        }
    }

    /**
     * Writes the page.
     *
     * @param made when, as the page says
     * @throws IOException if the file can't be written
     */
    public void write(Path file, Instant made) throws IOException {
        Files.writeString(file, html(made));
    }

    /** The page. */
    String html(Instant made) {
        String names = runs.stream().map(RunView::id).collect(Collectors.joining(", "));
        String data = "{\"mode\":\"report\",\"runs\":["
                + runs.stream().map(Report::entry).collect(Collectors.joining(",")) + "],\"comparison\":["
                + runs.stream().map(RunView::brief).collect(Collectors.joining(",")) + "]}";
        String footer = "Made by Lanista from the journals of " + names + ", "
                + made.toString().substring(0, 16) + "Z.";
        return Page.selfContained(names + " · Lanista", footer, data);
    }

    private static String entry(RunView run) {
        return "{\"run\":" + run.json() + ",\"analysis\":" + run.analysis() + ",\"network\":" + run.network()
                + ",\"quality\":" + run.quality() + ",\"logs\":" + run.logs() + "}";
    }
}
