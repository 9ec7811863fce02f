package io.lanista.cli;

import io.lanista.runtime.experiment.RunHandle;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * While open, Ctrl-C ends the run in good order: what was finished is in the journal, and the same command goes on from there. A
 * second Ctrl-C doesn't wait for trials to end.
 */
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;
    private final RunHandle run;
    private final Thread hook;
    private final CountDownLatch printed = new CountDownLatch(1);

    private Interruption(RunHandle run) {
        this.run = run;
        this.hook = new Thread(this::interrupted, "interruption");
    }

    static Interruption cancelling(RunHandle run) {
        Interruption interruption = new Interruption(run);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void interrupted() {
        System.err.println("nas: interrupted; ending the run. The same command goes on from here.");
        run.cancel();
        try {
            if (!printed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                run.cancel();
            }
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
        } catch (InterruptedException e) {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
        }
    }

    @Override
    public void close() {
        printed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // The JVM is going down already: the hook ends it.
        }
    }
}
