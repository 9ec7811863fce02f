package io.lanista.runtime.feed;

import io.lanista.api.failure.Blame;
import io.lanista.runtime.execute.HostThreads;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.journal.JournalException;
import io.lanista.runtime.journal.JournalLine;
import io.lanista.runtime.runs.RunFolder;
import io.lanista.runtime.runs.RunFollower;
import io.lanista.runtime.watch.Rejection;
import io.lanista.runtime.watch.RunFailure;
import io.lanista.runtime.watch.RunInfo;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunResult;
import io.lanista.runtime.watch.RunStatus;
import io.lanista.runtime.watch.SupernetEpoch;
import io.lanista.runtime.watch.SupernetExport;
import io.lanista.runtime.watch.TrialProgress;
import io.lanista.runtime.watch.TrialReport;
import io.lanista.runtime.watch.TrialStart;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * A listener that reads what happened from the run's journal, and brings it to a receiver by a thread of its own. An event only
 * says that there is news. So nothing is lost where a receiver is slow, or can't be reached for a while: it is tried again after one
 * second, two, four and so on up to thirty, and catches up; and a later session brings what an earlier one could not.
 *
 * <p>That something can't be delivered is thrown out of the next event, and out of {@link #close} if it is so at the end. Closing
 * waits until all is delivered or can't be; who closes it interrupts that when it takes too long.
 */
public final class JournalFeed implements RunListener {
    /** News that come in quick succession are brought together. */
    private static final Duration GATHER = Duration.ofMillis(200);

    private static final String INCOMPLETE = "Not all of the journal was brought there.";

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final RunFolder run;
    private final JournalReceiver receiver;
    private final Thread thread;
    private final Object monitor = new Object();
    private boolean news;
    private boolean ending;
    private @Nullable Last last;
    private @Nullable String untold;
    private boolean complete = true;

    /**
     * For one run.
     *
     * @param threads makes its thread, see {@code RunListenerRequest.threads}, whose threads are daemons; with another factory, that
     *     decides whether it is one, and so whether it keeps the program from ending
     * @param run whose journal is read, from its beginning, once the run has started
     * @param receiver closed with this
     */
    public JournalFeed(ThreadFactory threads, RunFolder run, JournalReceiver receiver) {
        this.run = run;
        this.receiver = receiver;
        this.thread = threads.newThread(this::work);
    }

    /** For one run, with a daemon of this name. */
    public JournalFeed(String name, RunFolder run, JournalReceiver receiver) {
        this(task -> HostThreads.PLAIN.thread(name, task), run, receiver);
    }

    @Override
    public void started(RunInfo info, RunStatus status) {
        thread.start();
        tell();
    }

    @Override
    public void epochEnded(SupernetEpoch epoch, RunStatus status) {
        tell();
    }

    @Override
    public void exported(SupernetExport export, RunStatus status) {
        tell();
    }

    @Override
    public void trialStarted(TrialStart trial) {
        tell();
    }

    @Override
    public void trialReported(TrialProgress progress) {
        tell();
    }

    @Override
    public void trialEnded(TrialReport report, RunStatus status) {
        tell();
    }

    @Override
    public void rejected(Rejection rejection) {
        tell();
    }

    @Override
    public void ended(RunResult result) {
        end(() -> receiver.finish(result));
    }

    @Override
    public void failed(RunFailure failure) {
        end(() -> receiver.fail(failure));
    }

    /**
     * Brings a run that has ended, and that nobody followed, on the calling thread; then closes this.
     *
     * @throws ExperimentException if something can't be brought there
     */
    public void bring(RunResult result) {
        ended(result);
        bring();
    }

    /**
     * Brings a run that could not be brought to an end, on the calling thread; then closes this.
     *
     * @throws ExperimentException if something can't be brought there
     */
    public void bring(RunFailure failure) {
        failed(failure);
        bring();
    }

    /** Turns are taken while they get on: after a line that was refused, others may be taken. */
    private void bring() {
        try (receiver) {
            RunFollower journal = RunFollower.of(run);
            String before = null;
            int standing = 0; // Turns in a row that read nothing more and failed.
            while (standing < 2) {
                long read = journal.offset();
                boolean isBrought = isDelivered(journal);
                before = isBrought ? before : untold;
                standing = isBrought ? 2 : journal.offset() > read ? 0 : standing + 1;
            }
            if (before != null) {
                throw new ExperimentException(
                        Blame.RESOURCES, before + (complete ? " All else was brought there." : " " + INCOMPLETE));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExperimentException(Blame.USER, "It was interrupted. " + INCOMPLETE, e);
        }
    }

    private void end(Last what) {
        synchronized (monitor) {
            last = what;
        }
        tell();
    }

    private void tell() {
        String problem;
        synchronized (monitor) {
            news = true;
            monitor.notifyAll();
            problem = untold;
            untold = null;
        }
        if (problem != null) {
            throw new ExperimentException(Blame.RESOURCES, problem);
        }
    }

    @Override
    public void close() {
        synchronized (monitor) {
            ending = true;
            monitor.notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
        receiver.close();
        synchronized (monitor) {
            if (!complete) {
                throw new ExperimentException(Blame.RESOURCES, (untold == null ? "" : untold + " ") + INCOMPLETE);
            }
        }
    }

    private void work() {
        RunFollower journal = RunFollower.of(run);
        int failures = 0;
        boolean isLastTurn;
        try {
            do {
                isLastTurn = awaitTurn(failures);
                failures = isDelivered(journal) ? 0 : failures + 1;
            } while (!isLastTurn);
        } catch (InterruptedException e) {
            synchronized (monitor) {
                complete = false; // Who closes this has waited long enough.
            }
        }
    }

    /** Waits for news, after failures for a while longer; true if this is the last turn. */
    private boolean awaitTurn(int failures) throws InterruptedException {
        synchronized (monitor) {
            if (failures == 0) {
                while (!news && !ending) {
                    monitor.wait();
                }
                if (!ending) {
                    monitor.wait(GATHER.toMillis());
                }
            } else {
                long pause = Math.min(LONGEST_WAIT.toMillis(), 1000L << Math.min(failures - 1, 10));
                long until = System.nanoTime() + Duration.ofMillis(pause).toNanos();
                for (long left = pause; left > 0 && !ending; left = (until - System.nanoTime()) / 1_000_000) {
                    monitor.wait(left);
                }
            }
            news = false;
            return ending;
        }
    }

    private boolean isDelivered(RunFollower journal) throws InterruptedException {
        String problem = null;
        try {
            receiver.deliver(); // What an earlier turn left.
            for (List<JournalLine> lines = journal.next(); !lines.isEmpty(); lines = journal.next()) {
                lines.forEach(receiver::take);
                receiver.deliver();
            }
            finish();
        } catch (IOException | JournalException e) {
            problem = String.valueOf(e.getMessage());
        } catch (RuntimeException e) { // A fault of the receiver's own: what comes next may go well.
            problem = e.toString();
        }
        synchronized (monitor) {
            complete = problem == null;
            untold = problem;
            return complete;
        }
    }

    private void finish() throws IOException, InterruptedException {
        Last ended;
        synchronized (monitor) {
            ended = last;
        }
        if (ended != null) {
            ended.deliver();
            synchronized (monitor) {
                last = null;
            }
        }
    }

    /** What the receiver is told last. */
    @FunctionalInterface
    private interface Last {
        void deliver() throws IOException, InterruptedException;
    }
}
