package io.lanista.base.turns;

import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a loop on a thread of its own, strictly in turn with its caller: the caller asks and waits for the answer, the loop answers
 * and waits for the next question, so that only one of them ever runs.
 *
 * <pre>{@code
 * var doubler = new Coroutine<Integer, Integer>(Thread::new, loader, turns -> {
 *     while (true) {
 *         turns.answer(turns.question() * 2);
 *     }
 * });
 * doubler.ask(3); // 6
 * doubler.close();
 * }</pre>
 *
 * <p>The thread starts with the first question, as a daemon.
 *
 * @param <Q> questions
 * @param <A> answers
 */
public final class Coroutine<Q, A> implements AutoCloseable {
    /** Unwinds the loop's thread when the caller has closed; an error, so that a loop doesn't catch it by accident. */
    private static final class Closed extends Error {
        private static final long serialVersionUID = 1;

        Closed() {
            super(null, null, false, false);
        }
    }

    /** The loop's turn: a question, or the end. */
    private record Turn<Q>(@Nullable Q question) {}

    /** The loop's turn is over: it answered, or it ended, with a failure or without. */
    private record Reply<A>(@Nullable A answer, @Nullable Throwable failure) {}

    /** A loop that doesn't end within two seconds of its closing is left to itself. */
    private static final long CLOSING_TRIES = 200;

    private final Consumer<Turns<Q, A>> loop;
    private final SynchronousQueue<Turn<Q>> turns = new SynchronousQueue<>();
    private final SynchronousQueue<Reply<A>> replies = new SynchronousQueue<>();
    private final Thread thread;
    private boolean started;
    private boolean over;

    /**
     * @param threads makes the thread
     * @param loader the thread's context class loader
     * @param loop what is run; it ends by returning or by an exception
     */
    public Coroutine(ThreadFactory threads, @Nullable ClassLoader loader, Consumer<Turns<Q, A>> loop) {
        this.loop = loop;
        this.thread = threads.newThread(this::run);
        this.thread.setContextClassLoader(loader);
        this.thread.setDaemon(true);
    }

    /**
     * Asks the loop, and waits for its answer. An interrupt doesn't end the waiting, and is kept.
     *
     * @return empty if the loop has ended
     * @throws RuntimeException what the loop threw, once; afterwards it has ended
     */
    public Optional<A> ask(Q question) {
        if (over) {
            return Optional.empty();
        }
        if (!started) {
            started = true;
            thread.start();
        }
        handOver(turns, new Turn<>(question));
        Reply<A> reply = uninterrupted(replies::take);
        over = reply.answer == null;
        if (reply.failure instanceof Error error) {
            throw error;
        }
        if (reply.failure instanceof RuntimeException failure) {
            throw failure;
        }
        return Optional.ofNullable(reply.answer);
    }

    /** Ends the loop where it waits for a question or begins to answer one. One that does neither is left to itself after two seconds. */
    @Override
    public void close() {
        long patience = CLOSING_TRIES;
        while (started && thread.isAlive() && patience-- > 0) {
            uninterrupted(() -> turns.offer(new Turn<>(null), 10, TimeUnit.MILLISECONDS));
        }
        over = true;
    }

    private void run() {
        Turns<Q, A> side = new Turns<>(this);
        Reply<A> last;
        try {
            side.await();
            loop.accept(side);
            last = new Reply<>(null, null);
        } catch (Closed e) {
            return;
        } catch (RuntimeException | Error e) {
            last = new Reply<>(null, e);
        }
        if (!side.isClosed()) {
            handOver(replies, last);
        }
    }

    /** The loop's side, for the loop's thread only. */
    public static final class Turns<Q, A> {
        private final Coroutine<Q, A> coroutine;
        private @Nullable Q question;

        private Turns(Coroutine<Q, A> coroutine) {
            this.coroutine = coroutine;
        }

        /** The question that waits for its answer. Doesn't return once the caller has closed. */
        public Q question() {
            Q asked = question;
            if (asked == null) {
                throw new Closed();
            }
            return asked;
        }

        /** Answers, and waits for the next question. Doesn't return if the caller closes instead of asking. */
        public void answer(A answer) {
            question();
            handOver(coroutine.replies, new Reply<>(answer, null));
            await();
        }

        /** Whether the caller has closed, so that the loop should return. */
        public boolean isClosed() {
            return question == null;
        }

        private void await() {
            question = uninterrupted(coroutine.turns::take).question;
            question();
        }
    }

    private static <T> void handOver(SynchronousQueue<T> queue, T element) {
        uninterrupted(() -> {
            queue.put(element);
            return true;
        });
    }

    private interface Waiting<T> {
        T await() throws InterruptedException;
    }

    /** Hand-overs must not be torn by an interrupt, which is kept for whoever looks for it later. */
    private static <T> T uninterrupted(Waiting<T> waiting) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return waiting.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
