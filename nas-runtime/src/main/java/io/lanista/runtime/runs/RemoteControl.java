package io.lanista.runtime.runs;

import io.lanista.runtime.execute.HostThreads;
import io.lanista.runtime.execute.RunName;
import io.lanista.runtime.runs.RunSignals.Life;
import io.lanista.runtime.watch.RunHandle;
import io.lanista.runtime.watch.RunStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets other processes see that a run is at work, and pause, resume or cancel it, by the files of {@link RunSignals}. It has a thread
 * of its own, which ends when this is closed. Where the folder can't be written, the run goes on without it.
 */
public final class RemoteControl implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteControl.class);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final RunHandle run;
    private final RunSignals signals;
    private Life told = Life.NONE;
    private int looks;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private RemoteControl(RunHandle run, HostThreads threads) {
        this.run = run;
        this.signals = RunSignals.of(run.folder());
        this.thread = threads.thread(RunName.of(run.folder()), "control", this::listen);
    }

    /** Begins to listen for a run, by a thread of these. */
    public static RemoteControl over(RunHandle run, HostThreads threads) {
        RemoteControl control = new RemoteControl(run, threads);
        control.thread.start();
        return control;
    }

    private void listen() {
        try {
            signals.take(); // What was told to an earlier session isn't meant for this one.
            do {
                look();
            } while (!closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS));
            signals.end();
        } catch (IOException e) {
            LOG.debug("The run in {} can't be seen or controlled by other processes: {}", run.folder(), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends with the run: afterwards nothing is written into its folder any more. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws IOException {
        signals.take().ifPresent(this::obey);
        Life life = run.status().state() == RunStatus.State.PAUSED ? Life.PAUSED : Life.RUNNING;
        if (life != told || looks++ % (RunSignals.BEAT.toMillis() / LOOK.toMillis()) == 0) {
            signals.beat(life);
            told = life;
        }
    }

    private void obey(RunSignals.Command command) {
        switch (command) {
            case PAUSE -> run.pause();
            case RESUME -> run.resume();
            case CANCEL -> run.cancel();
        }
    }
}
