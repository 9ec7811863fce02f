package io.lanista.cli;

import io.lanista.runtime.watch.RunHandle;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * While open, Ctrl-C ends the run in good order: what was finished is in the journal, and the same command goes on from there. A
 * second Ctrl-C ends the program at once; no less is kept. A request of the system to end is as good as one Ctrl-C.
 */
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;
    private static final Signal CTRL_C = new Signal("INT");

    private final RunHandle run;
    private final Thread hook;
    private final AtomicInteger times = new AtomicInteger();
    private final CountDownLatch printed = new CountDownLatch(1);
    private Optional<SignalHandler> before = Optional.empty();

    private Interruption(RunHandle run) {
        this.run = run;
        this.hook = new Thread(this::endInTime, "interruption");
    }

    static Interruption cancelling(RunHandle run) {
        Interruption interruption = new Interruption(run);
        ForeignEnd.leaveToAnother();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        try {
            interruption.before = Optional.of(Signal.handle(CTRL_C, signal -> interruption.interrupted()));
        } catch (IllegalArgumentException e) {
            // The JVM keeps the signal to itself (-Xrs, a debugger): then Ctrl-C comes by the hook, once.
            return interruption;
        }
        return interruption;
    }

    private void interrupted() {
        if (times.incrementAndGet() == 1) {
            tell("interrupted; ending the run. The same command goes on from here. Once more ends it at once.");
            run.cancel();
        } else {
            tell("ended at once.");
            halt(ExitCode.INTERRUPTED);
        }
    }

    private void endInTime() {
        Optional<String> foreign = ForeignEnd.sentence();
        tell(foreign.orElse("interrupted; ending the run.") + " The same command goes on from here.");
        run.cancel();
        try {
            if (!printed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                tell("what still runs is left behind.");
            }
        } catch (InterruptedException e) {
            tell("ended at once.");
        }
        halt(foreign.isPresent() ? ExitCode.PLUGIN : ExitCode.INTERRUPTED);
    }

    private static void halt(int code) {
        Main.endChildren();
        Runtime.getRuntime().halt(code);
    }

    private static void tell(String sentence) {
        System.err.println("nas: " + sentence);
    }

    @Override
    public void close() {
        printed.countDown();
        before.ifPresent(handler -> Signal.handle(CTRL_C, handler));
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            ForeignEnd.takeBack();
        } catch (IllegalStateException e) {
            return; // The JVM is going down already: the hook ends it.
        }
    }
}
