package io.lanista.cli;

import io.lanista.runtime.plugin.StuckPlace;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Notices that something else than the command ends the program, such as a plug-in that calls {@code System.exit}: it would look as if
 * all were well, or as if a user had interrupted it.
 */
final class ForeignEnd {
    private static final AtomicInteger TELLERS = new AtomicInteger();
    private static volatile boolean expected;

    private ForeignEnd() {}

    /** From here on until {@link #expect}, an end by anybody's call is told, with an exit code of its own. */
    static void watch() {
        Runtime.getRuntime().addShutdownHook(new Thread(ForeignEnd::tell, "end"));
    }

    /** The command itself ends the program. */
    static void expect() {
        expected = true;
    }

    /** Somebody else tells of it who has to end things first. */
    static void leaveToAnother() {
        TELLERS.incrementAndGet();
    }

    /** Nobody else does any more. */
    static void takeBack() {
        TELLERS.decrementAndGet();
    }

    /** What ended the program, in a sentence; empty if it was a signal, or the command itself. */
    static Optional<String> sentence() {
        return expected
                ? Optional.empty()
                : Thread.getAllStackTraces().values().stream()
                        .flatMap(stack -> caller(stack).stream())
                        .findFirst()
                        .map(place -> "A plug-in ended the program: it called System.exit at " + place
                                + ". Maybe remove it, or ask its author to throw an exception instead.");
    }

    /** Who called {@code Runtime.exit} on a thread, which waits there until all hooks have ended. */
    private static Optional<String> caller(StackTraceElement... stack) {
        for (int depth = 0; depth < stack.length; depth++) {
            if (stack[depth].getClassName().equals("java.lang.Runtime")
                    && stack[depth].getMethodName().equals("exit")) {
                return Optional.of(StuckPlace.in(Arrays.copyOfRange(stack, depth, stack.length)));
            }
        }
        return Optional.empty();
    }

    private static void tell() {
        if (TELLERS.get() == 0) {
            sentence().ifPresent(sentence -> {
                System.out.flush();
                System.err.println("nas: " + sentence);
                Main.endChildren();
                Runtime.getRuntime().halt(ExitCode.PLUGIN);
            });
        }
    }
}
