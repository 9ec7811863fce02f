package io.lanista.tracker.tensorboard;

import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.feed.JournalReceiver;
import io.lanista.runtime.journal.JournalLine;
import io.lanista.runtime.journal.JournalRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a journal says as event files: one in the folder itself for the run, and one in a folder for each trial. Files of an
 * earlier session are written anew, since the journal holds all that was in them.
 */
final class EventFiles implements JournalReceiver {
    private final Path folder;
    private final Map<Integer, EventFile> trials = new HashMap<>();
    private final Map<Integer, Integer> lastSteps = new HashMap<>();
    private @Nullable EventFile run;
    private Instant begun = Instant.EPOCH;
    private List<Objective> objectives = List.of();
    private double best = Double.NaN;
    private int finished;
    private boolean cleared;

    EventFiles(Path folder) {
        this.folder = folder;
    }

    @Override
    public void take(JournalLine line) {
        JournalRecord record = line.record();
        if (record instanceof JournalRecord.Header header) {
            begun = line.at();
            objectives = header.objectives();
            run = new EventFile(folder, begun);
        } else if (record instanceof JournalRecord.Asked asked && asked.answer() instanceof Answer.Try candidate) {
            asked(asked.trial(), candidate, line.at());
        } else if (record instanceof JournalRecord.Reported reported) {
            lastSteps.put(reported.trial(), reported.step());
            scalars(trial(reported.trial()), "", reported.step(), reported.metrics(), line.at());
        } else if (record instanceof JournalRecord.Ended ended) {
            ended(ended, line.at());
        } else if (record instanceof JournalRecord.Rejected rejected) {
            trial(rejected.trial()).plugin(Session.END_TAG, Session.PLUGIN, Session.end(false, line.at()), line.at());
        } else if (record instanceof JournalRecord.Tested tested) {
            scalars(trial(tested.trial()), "test/", 0, tested.metrics(), line.at());
        } else if (record instanceof JournalRecord.Epoch epoch) {
            scalars(ofRun(), "supernet/", epoch.epoch(), epoch.metrics(), line.at());
            epoch.weights()
                    .forEach((label, weights) -> weights.forEach((candidate, weight) ->
                            ofRun().scalar("weights/" + label + "/" + candidate, epoch.epoch(), weight, line.at())));
        }
    }

    private void asked(int number, Answer.Try candidate, Instant at) {
        Map<String, Object> values = new LinkedHashMap<>();
        candidate.choices().values().forEach((label, value) -> values.put(label.value(), value));
        EventFile file = trial(number);
        file.plugin(Session.START_TAG, Session.PLUGIN, Session.start(name(number), values, at), at);
    }

    private void ended(JournalRecord.Ended ended, Instant at) {
        EventFile file = trial(ended.trial());
        Outcome outcome = ended.outcome();
        scalars(file, "final/", lastSteps.getOrDefault(ended.trial(), 0), outcome.metrics(), at);
        boolean failed = outcome instanceof Outcome.Failed;
        file.plugin(Session.END_TAG, Session.PLUGIN, Session.end(!failed, at), at);
        finished++;
        if (outcome instanceof Outcome.Scored) {
            Objective objective = objectives.get(0);
            double score = outcome.metrics().values().getOrDefault(objective.metric(), Double.NaN);
            boolean isBest = Double.isNaN(best) || objective.score(score).isBetterThan(objective.score(best));
            if (Double.isFinite(score) && isBest) {
                best = score;
                ofRun().scalar("best/" + objective.metric(), finished, best, at);
            }
        }
    }

    private static void scalars(EventFile file, String prefix, long step, Metrics metrics, Instant at) {
        metrics.values().forEach((name, value) -> file.scalar(prefix + name, step, value, at));
    }

    private EventFile ofRun() {
        if (run == null) {
            throw new IllegalStateException("A journal begins with its header.");
        }
        return run;
    }

    private EventFile trial(int number) {
        return trials.computeIfAbsent(number, unseen -> new EventFile(folder.resolve(name(number)), begun));
    }

    private static String name(int trial) {
        return String.format(Locale.ROOT, "trial-%04d", trial);
    }

    @Override
    public void deliver() throws IOException {
        try {
            if (!cleared) {
                clear();
                cleared = true;
            }
            if (run != null) {
                run.write();
            }
            for (EventFile file : trials.values()) {
                file.write();
            }
        } catch (IOException e) {
            throw new IOException(
                    "TensorBoard's files in (" + folder + ") can't be written: " + e.getMessage() + ".", e);
        }
    }

    /** Deletes what an earlier session wrote, and nothing else. */
    private void clear() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> old;
        try (Stream<Path> files = Files.walk(folder, 2)) {
            old = files.filter(
                            file -> file.getFileName().toString().matches("events\\.out\\.tfevents\\.\\d+\\.lanista"))
                    .toList();
        }
        for (Path file : old) {
            Files.delete(file);
        }
    }
}
