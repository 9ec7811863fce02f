package io.lanista.runtime.runs;

import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.journal.JournalContents;
import io.lanista.runtime.journal.JournalRecord;
import io.lanista.runtime.watch.BestTrial;
import io.lanista.runtime.watch.EndReason;
import io.lanista.runtime.watch.SupernetEpoch;
import io.lanista.runtime.watch.SupernetExport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The books of a run: how many trials were begun, ended and refused, which is the best, what is still open. A pure function of the
 * journal's records, which are entered in their order; the driver and whoever reads a journal later come to the same books. Confined
 * to one thread.
 */
public final class Ledger {
    private final List<Objective> objectives;
    private final List<Trial> trials = new ArrayList<>();

    /** The first trial of each architecture. */
    private final Map<Choices, Trial> firsts = new HashMap<>();

    private final List<Trial> ended = new ArrayList<>();
    private final List<Trial> cutShort = new ArrayList<>();
    private final Map<Integer, Metrics> tests = new HashMap<>();
    private int next;
    private int begun;
    private int scored;
    private int stopped;
    private int failed;
    private int rejected;
    private int rejectsInARow;
    private int failuresInARow;
    private String firstFailure = "";
    private String lastReject = "";
    private boolean waiting;
    private boolean done;
    private String closing = "";
    private final Standing standing;
    private @Nullable SupernetEpoch lastEpoch;
    private JournalRecord.@Nullable Exported exported;
    private final List<String> notes = new ArrayList<>();

    /** Empty books of a search after these objectives. */
    public Ledger(List<Objective> objectives) {
        this.objectives = List.copyOf(objectives);
        this.standing = new Standing(this.objectives);
    }

    /** The books that a journal comes to. */
    public static Ledger of(JournalContents journal) {
        Ledger ledger = new Ledger(journal.header().objectives());
        journal.lines().forEach(line -> ledger.enter(line.record()));
        return ledger;
    }

    /** Enters what happened. */
    public void enter(JournalRecord record) {
        closing = record instanceof JournalRecord.Closed closed ? closed.reason() : "";
        if (record instanceof JournalRecord.Asked asked) {
            asked(asked);
        } else if (record instanceof JournalRecord.Rejected reject) {
            rejected(reject);
        } else if (record instanceof JournalRecord.Reported report) {
            trial(report.trial()).reported(report);
        } else if (record instanceof JournalRecord.Ended end) {
            ended(end);
        } else if (record instanceof JournalRecord.CutShort cut) {
            Trial trial = trial(cut.trial());
            trial.cutShort(cut.seconds());
            cutShort.add(trial);
        } else if (record instanceof JournalRecord.Epoch epoch) {
            lastEpoch = epoch(epoch);
            notes.addAll(epoch.notes());
        } else if (record instanceof JournalRecord.Exported export) {
            exported = export;
            notes.addAll(export.notes());
        } else if (record instanceof JournalRecord.Tested tested) {
            tests.put(tested.trial(), tested.metrics());
        } else if (record instanceof JournalRecord.Resumed) {
            resumed();
        }
    }

    private void asked(JournalRecord.Asked asked) {
        if (asked.answer() instanceof Answer.Try candidate) {
            begun(new Trial(asked.trial(), candidate, objectives));
            next = asked.trial() + 1;
            begun++;
        } else {
            waiting = true;
            done = asked.answer() == Answer.DONE;
        }
    }

    private void begun(Trial trial) {
        if (trial.number() != trials.size()) {
            throw new ExperimentException("The journal begins the trial (" + trial.number() + ") where the trial ("
                    + trials.size() + ") was to follow. Maybe it was damaged: check it.");
        }
        trials.add(trial);
        Trial first = firsts.putIfAbsent(trial.candidate().choices(), trial);
        if (first != null) {
            trial.isLike(first);
        }
    }

    private void rejected(JournalRecord.Rejected reject) {
        trial(reject.trial()).refused();
        begun--;
        rejected++;
        rejectsInARow++;
        lastReject = reject.reason();
        waiting = false;
    }

    private void ended(JournalRecord.Ended end) {
        Trial trial = trial(end.trial());
        trial.ended(end);
        ended.add(trial);
        waiting = false;
        rejectsInARow = 0;
        if (end.outcome() instanceof Outcome.Failed failure) {
            failed++;
            firstFailure = failuresInARow == 0 ? failure.reason() : firstFailure;
            failuresInARow++;
            return;
        }
        failuresInARow = 0;
        if (end.outcome() instanceof Outcome.Scored) {
            scored++;
            standing.scored(trial, end.outcome());
        } else {
            stopped++;
        }
    }

    /** Whoever goes on with a run has done something about failures; and trials that were cut short go on. */
    private void resumed() {
        failuresInARow = 0;
        rejectsInARow = 0;
        for (Trial trial : cutShort) {
            trial.goesOn();
            tests.remove(trial.number());
        }
        cutShort.clear();
    }

    /** A trial that was begun. */
    public Trial trial(int number) {
        if (number < 0 || number >= trials.size()) {
            throw new ExperimentException("The journal speaks of the trial (" + number
                    + "), which it never began. Maybe it was damaged: check it.");
        }
        return trials.get(number);
    }

    /** How many epochs a supernet was trained. */
    public int epochs() {
        return lastEpoch == null ? 0 : lastEpoch.epoch();
    }

    /** An epoch as others are told of it. */
    public static SupernetEpoch epoch(JournalRecord.Epoch epoch) {
        return new SupernetEpoch(epoch.epoch(), epoch.epochs(), epoch.metrics(), epoch.weights(), epoch.notes());
    }

    /** What a one-shot trainer exported, the last time that it did. */
    public Optional<SupernetExport> export() {
        Optional<SupernetEpoch> last = Optional.ofNullable(lastEpoch);
        return Optional.ofNullable(exported)
                .map(export -> new SupernetExport(
                        export.choices(),
                        last.map(SupernetEpoch::epoch).orElse(0),
                        last.map(SupernetEpoch::epochs).orElse(0),
                        SupernetExport.Cut.valueOf(export.cut().name()),
                        last.map(SupernetEpoch::metrics).orElse(Metrics.NONE),
                        notes,
                        reached(trial -> trial.candidate().choices().equals(export.choices()))
                                .findFirst(),
                        reached(trial -> !trial.candidate().choices().equals(export.choices()))
                                .toList()));
    }

    private Stream<BestTrial> reached(Predicate<Trial> kind) {
        return trials.stream()
                .filter(kind)
                .filter(trial -> trial.outcome().flatMap(Outcome::reached).isPresent())
                .map(this::told);
    }

    /** All trials, also those that were refused, by number. */
    public Collection<Trial> all() {
        return Collections.unmodifiableList(trials);
    }

    /** The trials that have not ended, by number. */
    public List<Trial> open() {
        return trials.stream().filter(Trial::isOpen).toList();
    }

    /** The trials that ended, in the order in which they did; last those that the end of the time cut short. */
    public List<Trial> ended() {
        return Stream.concat(ended.stream(), cutShort.stream()).toList();
    }

    /** The trials that the end of the time cut short; they go on in a later session. */
    public List<Trial> cutShort() {
        return List.copyOf(cutShort);
    }

    /** The number of the next question. */
    public int next() {
        return next;
    }

    /** How many trials were begun and not refused: what a budget of trials counts. */
    public int begun() {
        return begun;
    }

    /** How many trials were evaluated to their end. */
    public int scored() {
        return scored;
    }

    /** How many trials were stopped early, or cut short by the end of the time. */
    public int stopped() {
        return stopped + cutShort.size();
    }

    /** How many trials failed. */
    public int failed() {
        return failed;
    }

    /** How many proposals were refused. */
    public int rejected() {
        return rejected;
    }

    /** How many proposals were refused since a trial last ended. */
    public int rejectsInARow() {
        return rejectsInARow;
    }

    /** Why the last proposal was refused. */
    public String lastReject() {
        return lastReject;
    }

    /** How many trials failed since one last ended otherwise. */
    public int failuresInARow() {
        return failuresInARow;
    }

    /** Why the first of them failed. */
    public String firstFailure() {
        return firstFailure;
    }

    /** Whether the strategy wants to hear of a trial's end before it is asked again. */
    public boolean isWaiting() {
        return waiting;
    }

    /** Whether the strategy has nothing more to try. */
    public boolean isDone() {
        return done;
    }

    /** Why the last session ended; empty if it still runs or was killed. */
    public Optional<EndReason.Kind> closing() {
        return EndReason.Kind.ofWord(closing);
    }

    /**
     * The trials that no other one beats, among those that were evaluated to their end and those that the end of the time cut short:
     * the best one, or, where there are several objectives, the front, with the best of the first objective first.
     */
    public List<Trial> frontTrials() {
        return standing.front(cutShort);
    }

    /** Those, and, where evaluations of one architecture differ, so many that stand for the best architectures: any of them may win yet. */
    public List<Trial> contenders(int count) {
        List<Trial> contenders = standing.contenders(count);
        return contenders.isEmpty()
                ? frontTrials()
                : Stream.concat(frontTrials().stream(), contenders.stream())
                        .distinct()
                        .toList();
    }

    /** The best trial so far; where there are several objectives, the one at the front's knee. */
    public Optional<Trial> bestTrial() {
        return standing.best(cutShort);
    }

    /** What this trial measured on data that the search never saw; empty if it was not tested. */
    public Optional<Metrics> test(int trial) {
        return Optional.ofNullable(tests.get(trial));
    }

    /** The best trial so far, as others are told of it. */
    public Optional<BestTrial> best() {
        return bestTrial().map(this::told);
    }

    /** The {@linkplain #frontTrials front}, as others are told of it. */
    public List<BestTrial> front() {
        return frontTrials().stream().map(this::told).toList();
    }

    /** The architectures that were evaluated several times, with results that differ, the best first. */
    public List<BestTrial> repeated() {
        return standing.repeated().stream().map(this::told).toList();
    }

    private BestTrial told(Trial trial) {
        Outcome outcome = trial.outcome().orElseThrow();
        return new BestTrial(
                trial.number(),
                standing.scores(trial),
                outcome.metrics(),
                trial.candidate().choices(),
                test(trial.number()).filter(metrics -> !metrics.values().isEmpty()),
                standing.repeats(trial));
    }
}
