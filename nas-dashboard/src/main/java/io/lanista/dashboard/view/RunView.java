package io.lanista.dashboard.view;

import io.lanista.api.failure.LanistaException;
import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Model;
import io.lanista.api.space.Choices;
import io.lanista.api.space.InfeasibleException;
import io.lanista.api.space.SearchSpace;
import io.lanista.djl.train.TestAnswers;
import io.lanista.layer.LayerCatalogue;
import io.lanista.layer.ModelAnalysis;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.journal.JournalException;
import io.lanista.runtime.journal.JournalLine;
import io.lanista.runtime.journal.JournalRecord;
import io.lanista.runtime.runs.RunFolder;
import io.lanista.runtime.runs.RunFollower;
import io.lanista.runtime.runs.RunSetup;
import io.lanista.runtime.runs.RunSignals;
import io.lanista.runtime.watch.BestTrial;
import io.lanista.runtime.watch.SupernetExport;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a page shows of a run, as JSON: read from the run's journal, also while that grows, without touching its lock. What the
 * members mean is described in {@code docs/seeing.md}. Safe for use by several threads.
 */
public final class RunView {
    private static final int MOST_LOGS = 20;
    private static final int LOG_BYTES = 16_000;

    private final String id;
    private final RunFolder folder;
    private final Vocabulary vocabulary;
    private final RunFollower follower;
    private Optional<SearchSpace> space = Optional.empty();
    private @Nullable RunBooks books;
    private String problem = "";
    private String state = "";
    private int beginnings;

    private RunView(String id, RunFolder folder, Vocabulary vocabulary) {
        this.id = id;
        this.folder = folder;
        this.vocabulary = vocabulary;
        this.follower = RunFollower.of(folder);
    }

    /**
     * Reads a run as far as it is.
     *
     * @param id what the page calls it
     * @param folder the folder of the run
     * @throws ExperimentException if the folder holds no run
     */
    public static RunView of(String id, Path folder, Vocabulary vocabulary) {
        RunView view = new RunView(id, new RunFolder(folder), vocabulary);
        view.refresh();
        return view;
    }

    /** Reads what was written since the last call, and returns whether that was anything. */
    public synchronized boolean refresh() {
        boolean news = false;
        try {
            List<JournalLine> lines = follower.next();
            while (!lines.isEmpty()) {
                enter(lines);
                news = true;
                lines = follower.next();
            }
            news |= !problem.isEmpty();
            problem = "";
        } catch (JournalException e) {
            news |= !problem.equals(e.getMessage());
            problem = String.valueOf(e.getMessage());
        }
        String before = state;
        state = state();
        return news || !state.equals(before);
    }

    /** What the run does: {@code running}, {@code paused}, {@code interrupted} or {@code ended}. */
    private String state() {
        if (books != null && !books.ending().isEmpty()) {
            return "ended";
        }
        return switch (RunSignals.of(folder.path()).life()) {
            case RUNNING -> "running";
            case PAUSED -> "paused";
            case NONE -> "interrupted";
        };
    }

    private void enter(List<JournalLine> lines) {
        List<JournalLine> rest = lines;
        RunBooks known = follower.isAfresh() ? null : books;
        if (known == null) {
            space = readSpace((JournalRecord.Header) lines.get(0).record());
            known = new RunBooks(lines.get(0), space.map(DecisionColumns::of).orElseGet(DecisionColumns::new));
            rest = lines.subList(1, lines.size());
            books = known;
            beginnings++;
        }
        for (JournalLine line : rest) {
            known.enter(line, follower.offset());
        }
    }

    /** The space, if it is all described beside the journal; a program's own mutators aren't. */
    private Optional<SearchSpace> readSpace(JournalRecord.Header header) {
        try {
            SearchSpace read = SearchSpace.of(RunSetup.read(folder.path()).space());
            return read.hash().equals(header.spaceHash()) ? Optional.of(read) : Optional.empty();
        } catch (LanistaException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What the page calls the run. */
    public String id() {
        return id;
    }

    /** How many bytes of the journal were read; a number that {@link #changes} takes. */
    public synchronized long offset() {
        return follower.offset();
    }

    /** What is wrong with the journal, in one sentence; empty if nothing is. */
    public synchronized String problem() {
        return problem;
    }

    /** All that is known of the run. */
    public synchronized String json() {
        return Json.text(json -> {
            frame(json);
            if (books != null) {
                RunJson run = new RunJson(books, json, 0);
                run.header(space, source());
                changing(run);
            }
        });
    }

    /**
     * News of a run.
     *
     * @param offset up to where they tell what is in the journal
     * @param sign of the state that they tell, see {@link #sign}
     * @param json the members of {@link #json()} that may change, with the trials, reports and epochs that did
     */
    public record Changes(long offset, String sign, String json) {}

    /** What changed since the journal had this length. */
    public synchronized Changes changes(long since) {
        String text = Json.text(json -> {
            frame(json);
            json.put("since", since);
            if (books != null) {
                changing(new RunJson(books, json, since));
            }
        });
        return new Changes(follower.offset(), sign(), text);
    }

    /** A text that is another one if the run's state changed, or what is wrong with its journal, which may be without a new line. */
    public synchronized String sign() {
        return beginnings + state + problem;
    }

    private void frame(Json json) {
        json.put("format", (long) RunJson.FORMAT);
        json.put("id", id);
        json.put("offset", follower.offset());
        json.put("beginnings", (long) beginnings);
        json.put("problem", problem);
    }

    private void changing(RunJson run) {
        run.status(state, follower.best());
        run.decisions();
        run.trials();
        run.reports();
        run.supernet(follower.export());
    }

    private String source() {
        try {
            return Files.exists(folder.source()) ? Files.readString(folder.source()) : "";
        } catch (IOException e) {
            return "# " + e; // The page shows it in the place of the file.
        }
    }

    /** What the finished trials teach: the importance of decisions with its uncertainty, and which architectures are alike. */
    public synchronized String analysis() {
        RunBooks known = books;
        return Json.text(json -> {
            json.put("offset", follower.offset());
            if (known != null) {
                new TrialAnalysis(known).write(json);
            }
        });
    }

    /** The best network as a drawing: its skeleton and its cells; or, before there is one, what a supernet exported. */
    public synchronized String network() {
        Optional<Choices> choices = follower.best()
                .map(best -> best.choices())
                .or(() -> follower.export().map(SupernetExport::choices));
        return choices.map(this::network)
                .orElseGet(() -> Json.text(json -> json.put("problem", "No trial was scored yet.")));
    }

    /** What the winner answers for test data, or a sentence that says what is missing. */
    public synchronized String quality() {
        Optional<BestTrial> best = follower.best();
        if (best.isEmpty()) {
            return Json.text(json -> json.put("problem", "No trial was scored yet."));
        }
        try {
            Optional<TestAnswers> answers =
                    TestAnswers.read(folder.artifact(best.get().trial()));
            return Json.text(json -> answers.ifPresentOrElse(
                    known -> new QualityJson(known).write(json), () -> json.put("problem", noAnswers())));
        } catch (IOException e) {
            return Json.text(json -> json.put("problem", String.valueOf(e.getMessage())));
        }
    }

    private String noAnswers() {
        return state.equals("ended")
                ? "No winner was tested: the run has none, was cut short, or its evaluator doesn't train on data."
                : "The winner is measured on test data when the search is over.";
    }

    /** The ends of the logs of trials that failed, by their numbers: those of the first ones, at most twenty. */
    public synchronized String logs() {
        return Json.text(json -> {
            if (books != null) {
                books.trials().stream()
                        .filter(row -> row.log != null)
                        .limit(MOST_LOGS)
                        .forEach(row -> json.put(String.valueOf(row.number), log(row)));
            }
        });
    }

    /** The end of the log of a trial that failed; empty if it has none. */
    public synchronized Optional<String> log(int trial) {
        return Optional.ofNullable(books)
                .map(known -> known.find(trial))
                .filter(row -> row.log != null)
                .map(this::log);
    }

    private String log(TrialRow row) {
        Path file = folder.path().resolve(String.valueOf(row.log)).normalize();
        if (!file.startsWith(folder.path().normalize())) {
            return "The log lies outside of the run's folder, in " + file + ".";
        }
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, log.length() - LOG_BYTES);
            byte[] end = new byte[(int) (log.length() - from)];
            log.seek(from);
            log.readFully(end);
            return (from > 0 ? "…" : "") + new String(end, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "The log can't be read: " + e.getMessage() + ".";
        }
    }

    /** The run in a line; empty before it began. */
    public synchronized Optional<RunSummary> summary() {
        return Optional.ofNullable(books)
                .map(known -> new RunSummary(
                        id,
                        state,
                        known.finished(),
                        known.count(TrialRow.State.FAILED),
                        known.trialBudget(),
                        known.header().objectives().get(0).metric(),
                        follower.best()
                                .map(best -> RunBrief.scores(known.header().objectives(), best))
                                .orElse(Map.of()),
                        known.last(),
                        problem));
    }

    /** What a list of runs shows, and what a comparison draws. */
    public synchronized String brief() {
        return Json.text(json -> {
            json.put("id", id);
            json.put("problem", problem);
            if (books != null) {
                new RunBrief(books, state, follower.best()).write(json);
            }
        });
    }

    /** The standard layer types where those are enough: to find all others can take a second. */
    private LayerCatalogue layers(Model model) {
        LayerCatalogue standard = LayerCatalogue.standard();
        try {
            ModelAnalysis.of(model, standard);
            return standard;
        } catch (IllegalArgumentException | InvalidArchitectureException e) {
            return vocabulary.layers();
        }
    }

    /** Only spaces that a plug-in provides have a notation. */
    private Optional<String> notation(Choices choices) {
        boolean provided = books != null
                && books.header().plugins().stream()
                        .anyMatch(plugin -> plugin.kind().equals("space"));
        return provided ? space.flatMap(known -> vocabulary.notation(known.base(), choices)) : Optional.empty();
    }

    private String network(Choices choices) {
        Consumer<Json> unknown = json -> json.put(
                "problem",
                "The space of the run isn't described in its folder, since a program's own mutators made a part of it.");
        if (space.isEmpty()) {
            return Json.text(unknown);
        }
        try {
            Model model = space.get().freeze(choices);
            NetworkDrawing drawing = new NetworkDrawing(model, layers(model));
            return Json.text(json -> {
                notation(choices).ifPresent(text -> json.put("notation", text));
                drawing.write(json);
            });
        } catch (InfeasibleException | InvalidArchitectureException e) {
            return Json.text(json -> json.put("problem", String.valueOf(e.getMessage())));
        }
    }
}
