package io.lanista.dashboard.plot;

import io.lanista.dashboard.view.RunView;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A figure of a run, or of several, in a file. */
public final class Plot {
    /** What a figure shows. */
    public enum Kind {
        /** All trials and the best so far. */
        HISTORY,
        /** What trials reported while they ran. */
        CURVES,
        /** Which decisions matter. */
        IMPORTANCE,
        /** Trials that were trained on, by their numbers of steps. */
        RUNGS,
        /** The metrics of a supernet's training over its epochs. */
        SUPERNET,
        /** Trials by two objectives, with the front. */
        FRONT,
        /** The best so far of several runs, with bands over seeds. */
        COMPARE;

        /** As people write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Kind kind;
    private final List<RunView> runs;
    private final int width;
    private final int height;

    /**
     * A figure.
     *
     * @param runs one, or at least one for {@link Kind#COMPARE}
     * @param width in pixels
     * @param height in pixels
     */
    public Plot(Kind kind, List<RunView> runs, int width, int height) {
        this.kind = kind;
        this.runs = List.copyOf(runs);
        this.width = width;
        this.height = height;
        if (this.runs.isEmpty() || (this.runs.size() > 1 && kind != Kind.COMPARE)) {
            throw new IllegalArgumentException("A figure of the kind (" + kind.word() + ") shows one run, and ("
                    + this.runs.size() + ") were given. Maybe the kind 'compare'.");
        }
    }

    /**
     * Draws it into a file: SVG or PNG, as its name says.
     *
     * @throws IllegalArgumentException if the name says something else, or the run has nothing to show of this kind
     * @throws IOException if the file can't be written
     */
    public void write(Path file) throws IOException {
        String name = file.toString().toLowerCase(Locale.ROOT);
        Sheet sheet;
        if (name.endsWith(".svg")) {
            sheet = new SvgSheet(width, height);
        } else if (name.endsWith(".png")) {
            sheet = new PngSheet(width, height);
        } else {
            throw new IllegalArgumentException(
                    "The file (" + file + ") is no figure that can be written. Available: .svg, .png.");
        }
        draw(sheet);
        try (OutputStream out = Files.newOutputStream(file)) {
            sheet.write(out);
        }
    }

    private void draw(Sheet sheet) {
        if (kind == Kind.COMPARE) {
            new CompareFigure(sheet, width, height).draw(runs);
            return;
        }
        RunView run = runs.get(0);
        RunData data = new RunData(run);
        RunFigure figure = new RunFigure(sheet, width, height, data);
        switch (kind) {
            case HISTORY -> figure.history();
            case CURVES -> new CurvesFigure(sheet, width, height, data).draw();
            case RUNGS -> figure.rungs();
            case SUPERNET -> figure.supernet();
            case FRONT -> figure.front();
            case IMPORTANCE -> new ImportanceFigure(sheet, width, height).draw(run);
            default -> throw new IllegalStateException("The kind (" + kind + ") was drawn before.");
        }
    }
}
