package io.lanista.runtime.drive;

import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.Search.Verdict;
import io.lanista.api.trial.Report;
import io.lanista.runtime.plugin.PluginException;
import io.lanista.runtime.plugin.ProviderGuard;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Calls a strategy's search. Whatever that throws is told as the strategy's fault; and a call that never returns can be left behind:
 * another thread notices that the same call is still on, abandons it, and goes on without it. Should it return after all, it throws
 * {@link Abandoned}, which ends the thread that it ran on.
 *
 * <p>All but {@link #current}, {@link #abandon} and {@link #method} is confined to the driver's thread.
 */
final class StrategyCalls implements AutoCloseable {
    /** No call is on. */
    static final long NONE = 0;

    private static final long ABANDONED = -1;

    private final Search search;
    private final ProviderGuard guard;
    private final AtomicLong current = new AtomicLong(NONE);
    private long calls;
    private volatile String method = "";

    StrategyCalls(Search search, ProviderGuard guard) {
        this.search = search;
        this.guard = guard;
    }

    /** Unwinds a thread whose run went on without it. */
    static final class Abandoned extends Error {
        private static final long serialVersionUID = 1L;

        Abandoned() {
            super("The run went on without this thread.", null, false, false);
        }
    }

    Answer ask(Ask ask) {
        return call("ask", "failed in ask", () -> search.ask(ask));
    }

    void tell(int trial, Outcome outcome) {
        call("tell", "failed in tell", () -> {
            search.tell(trial, outcome);
            return true;
        });
    }

    Verdict onReport(int trial, Report report) {
        return call("onReport", "failed in onReport", () -> search.onReport(trial, report));
    }

    void reject(int trial, String reason) {
        call("reject", "failed in reject", () -> {
            search.reject(trial, reason);
            return true;
        });
    }

    /** Closes the search, unless it was left behind. */
    @Override
    public void close() {
        if (!isAbandoned()) {
            call("close", "failed in close", () -> {
                search.close();
                return true;
            });
        }
    }

    private <T> T call(String called, String event, Callable<T> code) {
        long call = ++calls;
        method = called;
        if (!current.compareAndSet(NONE, call)) {
            throw new Abandoned();
        }
        T answer;
        try {
            answer = guard.call(event, code);
            if (!isAbandoned() && Thread.interrupted()) { // It would break the journal's file.
                throw new PluginException(
                        "The " + guard.provider() + " " + event + ": it left its thread interrupted.");
            }
        } catch (RuntimeException | Error e) {
            returned(call);
            throw e;
        }
        returned(call);
        return answer;
    }

    private void returned(long call) {
        if (!current.compareAndSet(call, NONE)) {
            throw new Abandoned();
        }
    }

    /** The number of the call that is on, or {@link #NONE}. */
    long current() {
        return current.get();
    }

    /** Which call is on, or was last. */
    String method() {
        return method;
    }

    /** The strategy in words. */
    String strategy() {
        return guard.provider();
    }

    /** Goes on without this call; false if it has returned. */
    boolean abandon(long call) {
        return current.compareAndSet(call, ABANDONED);
    }

    boolean isAbandoned() {
        return current.get() == ABANDONED;
    }
}
