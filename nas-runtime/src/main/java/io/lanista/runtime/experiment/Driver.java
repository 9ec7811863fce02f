package io.lanista.runtime.experiment;

import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Outcome;
import io.lanista.runtime.execute.TrialResult;
import io.lanista.runtime.experiment.RunStatus.State;
import io.lanista.runtime.journal.Journal;
import io.lanista.runtime.journal.JournalLine;
import io.lanista.runtime.journal.JournalRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs an experiment on one thread: replays the journal, then asks the strategy, writes its answer down, starts the trial, waits
 * for reports and outcomes, writes them down, and tells the strategy.
 */
final class Driver {
    private static final Logger LOG = LoggerFactory.getLogger(Driver.class);

    private final DriverParts parts;
    private final Journal journal;
    private final SearchHistory history;
    private final Ledger ledger;
    private final Controls controls;
    private final Dispatcher dispatcher;
    private final Finale finale;
    private Optional<Ending> ending = Optional.empty();

    Driver(DriverParts parts, Controls controls) {
        this.parts = parts;
        this.controls = controls;
        this.journal = parts.journal();
        this.history = parts.history();
        this.ledger = parts.history().ledger();
        this.dispatcher = new Dispatcher(
                parts.executors(), parts.files(), parts.seeds(), parts.info().experiment());
        this.finale = new Finale(parts, controls, dispatcher);
    }

    /** Runs to the end. What it was given is open afterwards, but for the executor. */
    RunResult run() throws InterruptedException {
        try (dispatcher) {
            replay();
            trainSupernet();
            checkLimits();
            while (!isOver()) {
                ask();
                start();
                if (!isOver()) {
                    settle(nextBatch());
                    checkLimits();
                }
            }
            publish(State.ENDING);
            finale.endRunningTrials();
            if (decided().isRegular()) {
                finale.testWinner();
            }
            return close();
        } finally {
            parts.inbox().close();
        }
    }

    // Replay.

    private void replay() {
        List<JournalLine> past = journal.past();
        if (past.isEmpty()) {
            journal.append(parts.header());
        } else {
            JournalRecord.Header then = (JournalRecord.Header) past.get(0).record();
            new Replay(history, then, parts.header(), parts.plugins().changes()).run(past);
            parts.record(new JournalRecord.Resumed(
                    parts.limits().budget().trials(),
                    experiment().parallelism(),
                    parts.plugins().unrecorded()));
            ledger.all().forEach(parts.admission()::replayed);
            ledger.all().forEach(trial -> parts.files().replayed(trial, ledger.bestTrial()));
        }
        journal.commit();
        journal.forgetPast();
        publish(State.RUNNING);
        parts.listeners().tell(listener -> listener.started(parts.info(), controls.status()));
        ledger.open().forEach(this::takeUp);
    }

    /** Goes on with a trial that had not ended when the last session did. */
    private void takeUp(Trial trial) {
        if (trial.toStop) {
            conclude(trial, Settlement.stopped(trial), 0, OptionalInt.empty());
        } else {
            admit(trial);
        }
    }

    /** One-shot search comes before the trial of what it exports, and is over once it has exported, unless it was cancelled. */
    private void trainSupernet() {
        parts.oneShot().ifPresent(run -> new OneShotPhase(parts, controls, run, () -> publish(State.RUNNING)).run());
    }

    // Ask, journal, start.

    private void ask() {
        while (ending.isEmpty() && !controls.isPaused() && !ledger.isWaiting() && freeSlots() > 0) {
            int free = freeSlots();
            int number = ledger.next();
            Answer answer = history.ask(free);
            parts.record(new JournalRecord.Asked(number, free, answer));
            if (answer instanceof Answer.Try) {
                admit(ledger.trial(number));
            } else if (answer == Answer.WAIT && dispatcher.isIdle()) {
                throw new StrategyFailedException(
                        "The strategy " + parts.header().searcher()
                                + " waits for a trial to end, and none is running. Maybe it should have answered DONE.");
            }
            checkLimits();
        }
    }

    private int freeSlots() {
        return Math.min(dispatcher.freeSlots(), parts.limits().trialsLeft(ledger));
    }

    private void admit(Trial trial) {
        Admission.Decision decision = parts.admission().decide(trial);
        if (decision instanceof Admission.Decision.Run run) {
            dispatcher.enqueue(trial, run.model());
        } else if (decision instanceof Admission.Decision.Refuse refuse) {
            parts.record(new JournalRecord.Rejected(trial.number, refuse.reason()));
            parts.listeners()
                    .tell(listener -> listener.rejected(trial.number, trial.candidate.choices(), refuse.reason()));
        } else if (decision instanceof Admission.Decision.Follow follow) {
            Outcome known = follow.first().outcome;
            if (known == null) {
                parts.admission().follow(trial, follow.first());
            } else {
                conclude(trial, new Settlement(known, null), 0, OptionalInt.of(follow.first().number));
            }
        }
    }

    private void start() {
        journal.write();
        dispatcher.startQueued(trial ->
                parts.listeners().tell(listener -> listener.trialStarted(trial.number, trial.candidate.choices())));
        publish(controls.isPaused() ? State.PAUSED : State.RUNNING);
    }

    /** What has come in; outcomes of trials that end at about the same time go to the disk together (group commit). */
    private List<DriverEvent> nextBatch() throws InterruptedException {
        List<DriverEvent> batch = parts.inbox().take(patience());
        if (!batch.isEmpty()) {
            parts.inbox().gather(batch, dispatcher.running(), journal.gatheringTime());
        }
        return batch;
    }

    /** How long to wait for something to happen; empty for as long as it takes. */
    private Optional<Duration> patience() {
        return parts.limits()
                .budget()
                .time()
                .map(limit -> limit.minus(parts.stopwatch().elapsed()));
    }

    private Experiment experiment() {
        return parts.info().experiment();
    }

    // Reports and outcomes: journal, then tell.

    /** Writes down all that has come in, at once, and tells it in the same order. */
    private void settle(List<DriverEvent> batch) {
        List<Runnable> news = new ArrayList<>();
        boolean outcomes = false;
        for (DriverEvent event : batch) {
            if (event instanceof DriverEvent.Reported reported) {
                settle(reported, news);
            } else if (event instanceof DriverEvent.Finished finished && dispatcher.isRunning(finished.trial())) {
                outcomes |= settle(finished, news);
            }
        }
        if (outcomes) {
            journal.commit();
        } else {
            journal.write();
        }
        news.forEach(Runnable::run);
    }

    private void settle(DriverEvent.Reported reported, List<Runnable> news) {
        Trial trial = ledger.trial(reported.trial());
        if (reported.step() <= trial.lastStep) { // Run again: the strategy has seen this report in an earlier session.
            reported.goesOn().complete(!trial.toStop);
            return;
        }
        JournalRecord record = new JournalRecord.Reported(reported.trial(), reported.step(), reported.metrics());
        journal.append(record);
        news.add(() -> {
            history.apply(record);
            reported.goesOn().complete(!trial.toStop);
            parts.listeners()
                    .tell(listener -> listener.trialReported(reported.trial(), reported.step(), reported.metrics()));
        });
    }

    /** Whether it is an outcome; a trial whose worker died gets another chance. */
    private boolean settle(DriverEvent.Finished finished, List<Runnable> news) {
        Trial trial = ledger.trial(finished.trial());
        if (finished.result() instanceof TrialResult.Crashed crashed
                && !trial.toStop
                && trial.crashes++ < experiment().retries()) {
            LOG.warn("Trial {} is run again: {}", trial.number, crashed.reason());
            dispatcher.again(trial.number);
            return false;
        }
        dispatcher.ended(trial.number);
        parts.files().checkRoom(trial.number, finished.result());
        Settlement settlement =
                Settlement.of(trial, finished.result(), experiment().objective());
        news.add(write(trial, settlement, finished.seconds(), OptionalInt.empty()));
        return true;
    }

    /** Writes down how a trial ended, and returns what has to happen once that is safe. */
    private Runnable write(Trial trial, Settlement settlement, double seconds, OptionalInt reused) {
        JournalRecord record =
                new JournalRecord.Ended(trial.number, settlement.outcome(), seconds, reused, settlement.log());
        journal.append(record);
        return () -> {
            history.apply(record);
            parts.files().ended(trial, ledger.bestTrial());
            publish(controls.status().state());
            TrialReport report = trial.report(settlement.outcome(), reused, settlement.log());
            parts.listeners().tell(listener -> listener.trialEnded(report, controls.status()));
            for (Trial follower : parts.admission().followersOf(trial.number)) {
                conclude(follower, new Settlement(settlement.outcome(), null), 0, OptionalInt.of(trial.number));
            }
        };
    }

    private void conclude(Trial trial, Settlement settlement, double seconds, OptionalInt reused) {
        Runnable news = write(trial, settlement, seconds, reused);
        journal.commit();
        news.run();
    }

    // The end.

    private void checkLimits() {
        if (controls.isCancelled()) {
            ending = Optional.of(new Ending(Ending.Kind.CANCELLED, "It was cancelled."));
        } else if (ending.isEmpty() || ending.get().letsTrialsEnd()) {
            ending = parts.limits().reached(ledger, parts.stopwatch().elapsed());
        }
    }

    private boolean isOver() {
        return ending.isPresent() && (!ending.get().letsTrialsEnd() || dispatcher.isIdle());
    }

    private Ending decided() {
        return ending.orElseThrow();
    }

    private RunResult close() {
        Ending decided = decided();
        journal.append(new JournalRecord.Closed(decided.kind().word()));
        journal.commit();
        publish(State.ENDED);
        RunResult result = new RunResult(
                experiment().name(),
                parts.info().folder(),
                decided,
                ledger.scored() + ledger.stopped(),
                ledger.failed(),
                ledger.rejected(),
                ledger.best(),
                ledger.export(),
                parts.stopwatch().elapsed().toNanos() / 1e9);
        parts.listeners().tell(listener -> listener.ended(result));
        return result;
    }

    private void publish(State state) {
        controls.publish(new RunStatus(
                state,
                ledger.scored(),
                ledger.stopped(),
                ledger.failed(),
                ledger.rejected(),
                dispatcher.running(),
                parts.limits().budget().trials(),
                ledger.best(),
                parts.stopwatch().elapsed()));
    }
}
