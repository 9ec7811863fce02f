package io.lanista.runtime.drive;

import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Outcome;
import io.lanista.runtime.execute.TrialResult;
import io.lanista.runtime.execute.TrialTask;
import io.lanista.runtime.journal.JournalRecord;
import io.lanista.runtime.parts.Listeners;
import io.lanista.runtime.plugin.PluginException;
import io.lanista.runtime.runs.Ledger;
import io.lanista.runtime.runs.Trial;
import io.lanista.runtime.runs.TrialFiles;
import io.lanista.runtime.watch.EndReason;
import io.lanista.runtime.watch.Rejection;
import io.lanista.runtime.watch.RunInfo;
import io.lanista.runtime.watch.RunResult;
import io.lanista.runtime.watch.RunStatus;
import io.lanista.runtime.watch.RunStatus.State;
import io.lanista.runtime.watch.TrialAdvance;
import io.lanista.runtime.watch.TrialProgress;
import io.lanista.runtime.watch.TrialReport;
import io.lanista.runtime.watch.TrialStart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs an experiment on one thread: replays the journal, then asks the strategy, writes its answer down, starts the trial, waits
 * for reports and outcomes, writes them down, and tells the strategy.
 *
 * <p>The way of a trial: the strategy's {@code Answer.Try} is written as {@code Asked} and becomes a {@link Trial} in the books;
 * admitted, it goes to the executor as a {@link TrialTask}, comes back as a {@link TrialResult}, is written as {@code Ended} with its
 * {@link Outcome}, told to the strategy, and told to listeners as a {@link TrialReport}.
 */
final class Driver {
    private static final Logger LOG = LoggerFactory.getLogger(Driver.class);

    private final RunInfo info;
    private final JournaledSearch search;
    private final Ledger ledger;
    private final Outcomes outcomes;
    private final Admission admission;
    private final Dispatcher dispatcher;
    private final TrialFiles files;
    private final Limits limits;
    private final Controls controls;
    private final Listeners listeners;
    private final AfterSearch after;

    /** The trials that wait for the decision on their report. */
    private final Map<Integer, CompletableFuture<Boolean>> undecided = new HashMap<>();

    private Optional<EndReason> reason = Optional.empty();

    Driver(
            RunInfo info,
            JournaledSearch search,
            Admission admission,
            Dispatcher dispatcher,
            TrialFiles files,
            Limits limits,
            Controls controls,
            Listeners listeners) {
        this.info = info;
        this.search = search;
        this.ledger = search.ledger();
        this.outcomes = new Outcomes(info.objectives());
        this.admission = admission;
        this.dispatcher = dispatcher;
        this.files = files;
        this.limits = limits;
        this.controls = controls;
        this.listeners = listeners;
        this.after = new AfterSearch(search, dispatcher, controls);
    }

    /**
     * Runs to the end. What it was given is open afterwards, but for the executor.
     *
     * @param replay brings the search to where the journal ends
     * @param supernet what comes before the first trial, if a one-shot trainer searches
     */
    RunResult run(Runnable replay, Optional<OneShotPhase> supernet) throws InterruptedException {
        try (dispatcher) {
            replay.run();
            takeUp();
            // One-shot search comes before the trial of what it exports, and is over once it has exported, unless it
            // was cancelled.
            supernet.ifPresent(phase -> phase.run(() -> publish(State.RUNNING)));
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
            endSearch(reason.orElseThrow());
            return close(reason.orElseThrow());
        } finally {
            controls.inbox().close();
        }
    }

    // Replay.

    /** Goes on with the trials that had not ended when the last session did. */
    private void takeUp() {
        ledger.all().forEach(admission::replayed);
        List<Trial> contenders = ledger.contenders(TrialFiles.KEPT);
        ledger.all().forEach(trial -> files.replayed(trial, contenders));
        publish(State.RUNNING);
        listeners.tell(listener -> listener.started(info, controls.status()));
        for (Trial trial : ledger.open()) {
            if (search.isToStop(trial.number())) {
                conclude(ended(trial, trial.stopped(), 0, OptionalInt.empty(), null));
            } else {
                admit(trial);
            }
        }
    }

    // Ask, journal, start.

    private void ask() {
        while (reason.isEmpty() && !controls.isPaused() && !ledger.isWaiting() && freeSlots() > 0) {
            int number = ledger.next();
            Answer answer = search.ask(freeSlots());
            if (answer instanceof Answer.Try) {
                admit(ledger.trial(number));
            } else if (answer == Answer.WAIT && dispatcher.isIdle()) {
                throw new PluginException("The strategy " + info.searcher()
                        + " waits for a trial to end, and none is running. Maybe it should have answered DONE.");
            }
            checkLimits();
        }
    }

    private int freeSlots() {
        return Math.min(dispatcher.freeSlots(), limits.trialsLeft(ledger));
    }

    private void admit(Trial trial) {
        Admission.Decision decision = admission.decide(trial);
        if (decision instanceof Admission.Decision.Run run) {
            dispatcher.enqueue(trial, run.model());
        } else if (decision instanceof Admission.Decision.Refuse refuse) {
            search.record(new JournalRecord.Rejected(trial.number(), refuse.reason()));
            Rejection rejection =
                    new Rejection(trial.number(), trial.candidate().choices(), refuse.reason());
            listeners.tell(listener -> listener.rejected(rejection));
        } else if (decision instanceof Admission.Decision.Follow follow) {
            follow.first()
                    .outcome()
                    .ifPresentOrElse(
                            known -> conclude(reused(trial, known, follow.first())),
                            () -> admission.follow(trial, follow.first()));
        }
    }

    private void start() {
        search.write();
        dispatcher.startQueued(task -> {
            Trial trial = ledger.trial(task.trial());
            files.prepare(trial);
            TrialStart start = new TrialStart(
                    trial.number(),
                    trial.candidate().choices(),
                    trial.candidate().steps(),
                    trial.candidate().continues());
            listeners.tell(listener -> listener.trialStarted(start));
        });
        publish(controls.isPaused() ? State.PAUSED : State.RUNNING);
    }

    /** What has come in; outcomes of trials that end at about the same time go to the disk together (group commit). */
    private List<Inbox.Event> nextBatch() throws InterruptedException {
        Optional<Duration> patience = limits.heedTime() ? controls.time().left() : Optional.empty();
        List<Inbox.Event> batch = controls.inbox().take(patience);
        if (!batch.isEmpty()) {
            controls.inbox().gather(batch, dispatcher.running(), search.gatheringTime());
        }
        return batch;
    }

    // Reports and outcomes: journal, then tell.

    private void settle(List<Inbox.Event> batch) {
        List<JournalRecord> records = new ArrayList<>();
        for (Inbox.Event event : batch) {
            if (event instanceof Inbox.Event.Reported reported) {
                reported(reported).ifPresent(records::add);
            } else if (event instanceof Inbox.Event.Finished finished && dispatcher.isRunning(finished.trial())) {
                finished(finished).ifPresent(records::add);
            } else if (event instanceof Inbox.Event.Advanced advanced && dispatcher.isRunning(advanced.trial())) {
                TrialAdvance advance = new TrialAdvance(advanced.trial(), advanced.done(), advanced.all());
                listeners.tellOwn(listener -> listener.trialAdvanced(advance));
            }
        }
        search.recordPauses(controls.time());
        writeAndTell(records);
        batch.forEach(Driver::endIfBroken);
    }

    /** Ends the run with a failure of its executor, once what had ended before is written down. */
    private static void endIfBroken(Inbox.Event event) {
        if (event instanceof Inbox.Event.Broken broken) {
            throw broken.failure();
        }
    }

    /** Empty for a report of a trial that is run again: the strategy has seen it in an earlier session. */
    private Optional<JournalRecord> reported(Inbox.Event.Reported reported) {
        if (reported.step() <= ledger.trial(reported.trial()).lastStep()) {
            reported.goesOn().complete(!search.isToStop(reported.trial()));
            return Optional.empty();
        }
        undecided.put(reported.trial(), reported.goesOn());
        return Optional.of(new JournalRecord.Reported(reported.trial(), reported.step(), reported.metrics()));
    }

    /** Empty for a trial whose worker died and that gets another chance. */
    private Optional<JournalRecord> finished(Inbox.Event.Finished finished) {
        Trial trial = ledger.trial(finished.trial());
        boolean toStop = search.isToStop(trial.number());
        if (finished.result() instanceof TrialResult.Crashed crashed && !toStop && dispatcher.again(trial.number())) {
            LOG.warn("Trial {} is run again: {}", trial.number(), crashed.reason());
            return Optional.empty();
        }
        dispatcher.ended(trial.number());
        files.checkRoom(trial.number(), finished.result());
        return Optional.of(
                toStop // Whatever it did after it was stopped.
                        ? ended(trial, trial.stopped(), finished.seconds(), OptionalInt.empty(), null)
                        : ended(
                                trial,
                                outcomes.of(trial, finished.result()),
                                finished.seconds(),
                                OptionalInt.empty(),
                                Outcomes.log(finished.result())));
    }

    private static JournalRecord.Ended ended(
            Trial trial, Outcome outcome, double seconds, OptionalInt reused, @Nullable String log) {
        return new JournalRecord.Ended(trial.number(), outcome, seconds, reused, log);
    }

    private static JournalRecord.Ended reused(Trial trial, Outcome known, Trial first) {
        return ended(trial, known, 0, OptionalInt.of(first.number()), null);
    }

    private void conclude(JournalRecord.Ended ended) {
        writeAndTell(List.of(ended));
    }

    /**
     * Writes records down, all at once, and tells them in the same order; then does the same with what follows from them, the outcomes
     * of trials that waited for another one's.
     */
    private void writeAndTell(List<JournalRecord> records) {
        List<JournalRecord> next = records;
        while (!next.isEmpty()) {
            search.write(next);
            List<JournalRecord> following = new ArrayList<>();
            for (JournalRecord record : next) {
                search.apply(record);
                if (record instanceof JournalRecord.Reported reported) {
                    tell(reported);
                } else if (record instanceof JournalRecord.Ended ended) {
                    tell(ended);
                    Trial first = ledger.trial(ended.trial());
                    admission
                            .followersOf(first.number())
                            .forEach(follower -> following.add(reused(follower, ended.outcome(), first)));
                }
            }
            next = following;
        }
    }

    private void tell(JournalRecord.Reported reported) {
        CompletableFuture<Boolean> goesOn = undecided.remove(reported.trial());
        if (goesOn != null) {
            goesOn.complete(!search.isToStop(reported.trial()));
        }
        TrialProgress progress = new TrialProgress(reported.trial(), reported.step(), reported.metrics());
        listeners.tell(listener -> listener.trialReported(progress));
    }

    private void tell(JournalRecord.Ended ended) {
        Trial trial = ledger.trial(ended.trial());
        files.ended(trial, ledger.contenders(TrialFiles.KEPT));
        publish(controls.status().state());
        tellEnded(trial);
    }

    private void tellEnded(Trial trial) {
        TrialReport report = trial.report().orElseThrow();
        listeners.tell(listener -> listener.trialEnded(report, controls.status()));
    }

    // The end.

    private void checkLimits() {
        if (controls.isCancelled()) {
            reason = Optional.of(new EndReason(EndReason.Kind.CANCELLED, "It was cancelled."));
        } else if (reason.isEmpty() || Limits.lettingTrialsEnd(reason.get())) {
            reason = limits.reached(ledger, controls.time().isOver());
        }
    }

    private boolean isOver() {
        return reason.isPresent() && (!Limits.lettingTrialsEnd(reason.get()) || dispatcher.isIdle());
    }

    private void endSearch(EndReason why) throws InterruptedException {
        after.endRunningTrials(why, this::settle);
        publish(State.ENDING);
        ledger.cutShort().forEach(this::tellEnded);
        if (why.isRegular()) {
            after.testWinners(info.space());
        }
    }

    private RunResult close(EndReason why) {
        search.recordPauses(controls.time());
        search.record(new JournalRecord.Closed(why.kind().word()));
        search.commit();
        publish(State.ENDED);
        int completed = ledger.scored() + ledger.stopped();
        return new RunResult(
                info.experiment(),
                info.folder(),
                completed > 0 && ledger.best().isEmpty() ? withoutBest(why) : why,
                completed,
                ledger.failed(),
                ledger.rejected(),
                ledger.best(),
                ledger.front(),
                ledger.export(),
                controls.time().elapsed().toNanos() / 1e9);
    }

    private static EndReason withoutBest(EndReason why) {
        return new EndReason(
                why.kind(),
                why.message() + " No trial reached a score that is a finite number, so none is the best. Maybe look at"
                        + " what the evaluator measures.");
    }

    /**
     * Ends a run whose own thread is stuck in a call of the strategy. Called by another thread, instead of the rest of {@link #run}.
     *
     * @param stuck what is told of the call
     */
    RunResult closeWithout(String stuck) {
        controls.inbox().close();
        try (dispatcher) {
            return close(
                    controls.isCancelled()
                            ? new EndReason(EndReason.Kind.CANCELLED, "It was cancelled. " + stuck)
                            : new EndReason(EndReason.Kind.TIME, "The time is over. " + stuck));
        }
    }

    private void publish(State state) {
        controls.publish(new RunStatus(
                state,
                ledger.scored(),
                ledger.stopped(),
                ledger.failed(),
                ledger.rejected(),
                dispatcher.running(),
                limits.trials(),
                ledger.best(),
                controls.time().elapsed(),
                controls.time().left()));
    }
}
