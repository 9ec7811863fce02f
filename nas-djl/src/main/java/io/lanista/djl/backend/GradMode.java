package io.lanista.djl.backend;

import ai.djl.pytorch.jni.JniUtils;
import java.util.Locale;

/**
 * Whether operations on the calling thread are recorded for the backward pass, for the length of a block:
 *
 * <pre>{@code
 * try (GradMode recorded = GradMode.on()) {
 *     …
 * }
 * }</pre>
 *
 * <p>libtorch keeps this per thread, and DJL leaves it off on the thread that started the engine and on in all others.
 * So say it everywhere. Scopes nest; close them on the thread that opened them, in reverse order.
 */
public final class GradMode implements AutoCloseable {
    private final Thread owner = Thread.currentThread();
    private final boolean before;

    private GradMode(boolean record) {
        before = JniUtils.isGradMode();
        JniUtils.setGradMode(record);
    }

    /** From here on, operations are recorded. */
    public static GradMode on() {
        return new GradMode(true);
    }

    /** From here on, nothing is recorded. */
    public static GradMode off() {
        return new GradMode(false);
    }

    /** Whether the calling thread records. */
    public static boolean isOn() {
        return JniUtils.isGradMode();
    }

    /**
     * Goes back to the mode before.
     *
     * @throws IllegalStateException on another thread than the one that opened this scope
     */
    @Override
    public void close() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT,
                    "This grad-mode scope was opened on thread (%s) and closed on thread (%s). Maybe open and close it"
                            + " in one try statement.",
                    owner.getName(),
                    Thread.currentThread().getName()));
        }
        JniUtils.setGradMode(before);
    }
}
