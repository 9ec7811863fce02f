package io.lanista.runtime.plugin;

import io.lanista.api.failure.LanistaException;
import io.lanista.api.trial.TrialCancelledException;
import io.lanista.runtime.execute.HostThreads;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Calls the code of a provider: gives the thread its context class loader back afterwards, and tells whatever is thrown as the
 * provider's fault, with its bundle and version. A {@link LanistaException} passes, since it says whose fault it is, and so do a trial's
 * cancellation and the end of the memory.
 *
 * <pre>{@code
 * answer = guard.call("failed in ask", () -> search.ask(ask));
 * }</pre>
 *
 * @param provider in words: {@code strategy tpe (io.lanista.strategies-tpe 1.0.0)}
 */
public record ProviderGuard(String provider) {
    private static final Duration LIMIT = Duration.ofMillis(1500);

    /** For a provider of this kind, name and origin. */
    public static ProviderGuard of(String kind, String name, PluginOrigin origin) {
        return new ProviderGuard(kind + " " + name + " (" + origin.bundle() + " " + origin.version() + ")");
    }

    /**
     * Calls some code of the provider.
     *
     * @param event completes "The strategy tpe …": {@code failed in ask}, {@code can't begin}
     * @throws PluginException if it throws, or answers null
     */
    public <T> T call(String event, Callable<T> code) {
        try (ContextGuard guard = ContextGuard.open()) {
            T answer = code.call();
            if (answer == null) {
                throw new PluginException("The " + provider + " " + event + ": it answered null.");
            }
            return answer;
        } catch (LanistaException | TrialCancelledException | OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) { // Also errors: a class that is missing, a stack that overflows, an assertion.
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            String cause = e instanceof PluginFault fault ? fault.sentence() : PluginFault.describe(e);
            throw new PluginException(
                    "The " + provider + " " + event + ": " + cause + (cause.endsWith(".") ? "" : "."), e);
        }
    }

    /**
     * Calls some code of the provider that only declares something, and so has to return at once.
     *
     * @param event completes "The strategy tpe …": {@code failed to declare its options}
     * @throws PluginException if it throws, answers null, or doesn't return
     */
    public <T> T declared(String event, Callable<T> code) {
        Watchdog watchdog = new Watchdog(LIMIT, Thread.currentThread().getContextClassLoader(), HostThreads.PLAIN);
        return call(
                event,
                () -> watchdog.call("that", () -> new Answer<>(() -> call(event, code)))
                        .get());
    }

    /** What the code answered or threw, taken from one thread to another. */
    private static final class Answer<T> {
        private @Nullable T value;
        private @Nullable Throwable thrown;

        Answer(Callable<T> code) {
            try {
                value = code.call();
            } catch (Throwable e) { // Thrown again where it was asked for.
                thrown = e;
            }
        }

        T get() throws Exception {
            if (thrown instanceof Error error) {
                throw error;
            }
            if (thrown != null) {
                throw (Exception) thrown;
            }
            return Objects.requireNonNull(value);
        }
    }

    /** Calls some code of the provider that answers nothing. */
    public void run(String event, Code code) {
        call(event, () -> {
            code.run();
            return true;
        });
    }

    /** Code of a provider. */
    @FunctionalInterface
    public interface Code {
        /** Runs it. */
        void run() throws Exception;
    }
}
