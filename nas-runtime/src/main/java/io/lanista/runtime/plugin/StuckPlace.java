package io.lanista.runtime.plugin;

import java.util.Arrays;

/** Where a thread is that doesn't come back from somebody's code. */
public final class StuckPlace {
    private StuckPlace() {}

    /** The innermost frame that isn't the JDK's own, since {@code Thread.sleep} tells nobody anything. */
    public static String in(StackTraceElement... stack) {
        return Arrays.stream(stack)
                .filter(frame -> !frame.getClassName().startsWith("java.")
                        && !frame.getClassName().startsWith("jdk."))
                .findFirst()
                .or(() -> Arrays.stream(stack).findFirst())
                .map(StackTraceElement::toString)
                .orElse("an unknown place");
    }
}
