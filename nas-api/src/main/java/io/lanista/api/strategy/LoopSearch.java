package io.lanista.api.strategy;

import io.lanista.api.model.Model;
import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Objective;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Runs a strategy's loop as a coroutine: the loop's thread and the host's thread take turns, and hand the turn over
 * through two queues, so that only one of them ever runs.
 */
final class LoopSearch implements Search, Execution {
    /** Unwinds the loop's thread when the search is closed; an error, so that a loop doesn't catch it by accident. */
    private static final class Closed extends Error {
        private static final long serialVersionUID = 1;

        Closed() {
            super(null, null, false, false);
        }
    }

    /** The host's turn: an ask, or the end. */
    private record Turn(@Nullable Ask ask) {}

    /** The loop's turn is over: it answered, or it failed. */
    private record Reply(@Nullable Answer answer, @Nullable Throwable failure) {}

    /** A loop that doesn't end within two seconds of its closing is left to itself, on its daemon thread. */
    private static final long CLOSING_TRIES = 200;

    private final ExplorationStrategy strategy;
    private final SearchRequest request;
    private final SynchronousQueue<Turn> turns = new SynchronousQueue<>();
    private final SynchronousQueue<Reply> replies = new SynchronousQueue<>();
    private final Map<Integer, Model> running = new HashMap<>();
    private final Deque<Finished> finished = new ArrayDeque<>();
    private final Thread thread;
    private @Nullable Ask current;
    private boolean started;
    private boolean over;
    private boolean closing;

    LoopSearch(ExplorationStrategy strategy, SearchRequest request) {
        this.strategy = strategy;
        this.request = request;
        this.thread = new Thread(this::loop, "strategy-" + strategy.name());
        this.thread.setDaemon(true);
    }

    // The host's side.

    @Override
    public Answer ask(Ask ask) {
        if (over) {
            return Answer.DONE;
        }
        if (!started) {
            started = true;
            thread.setContextClassLoader(strategy.getClass().getClassLoader());
            thread.start();
        }
        handOver(turns, new Turn(ask));
        Reply reply = uninterrupted(replies::take);
        if (reply.failure != null) {
            over = true;
            if (reply.failure instanceof Error error) {
                throw error;
            }
            throw reply.failure instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException(reply.failure);
        }
        if (reply.answer == null || reply.answer == Answer.DONE) {
            over = true;
            return Answer.DONE;
        }
        return reply.answer;
    }

    @Override
    public void tell(int trial, Outcome outcome) {
        Model model = running.remove(trial);
        if (model != null) {
            finished.add(new Finished(trial, model, outcome));
        }
    }

    @Override
    public void close() {
        long patience = CLOSING_TRIES;
        while (started && thread.isAlive() && patience-- > 0) {
            uninterrupted(() -> turns.offer(new Turn(null), 10, TimeUnit.MILLISECONDS));
        }
        over = true;
    }

    // The loop's side.

    private void loop() {
        Reply last;
        try {
            awaitTurn();
            strategy.run(request.space().start(), request.space().mutators(), this);
            last = new Reply(Answer.DONE, null);
        } catch (Closed e) {
            return;
        } catch (RuntimeException | Error e) {
            last = new Reply(null, e);
        }
        if (!closing) {
            handOver(replies, last);
        }
    }

    /** Waits for the host's next ask; afterwards it is this side's turn. */
    private void awaitTurn() {
        Turn turn = uninterrupted(turns::take);
        current = turn.ask;
        if (turn.ask == null) {
            closing = true;
            throw new Closed();
        }
    }

    private void reply(Answer answer) {
        if (closing) {
            throw new Closed();
        }
        current = null;
        handOver(replies, new Reply(answer, null));
    }

    private Ask turn() {
        if (closing) {
            throw new Closed();
        }
        if (current == null) {
            awaitTurn();
        }
        Ask ask = current;
        if (ask == null) {
            throw new Closed();
        }
        return ask;
    }

    @Override
    public boolean hasFreeSlot() {
        return turn().freeSlots() > 0;
    }

    @Override
    public RandomGenerator random() {
        return turn().random();
    }

    @Override
    public int submit(Model model) {
        int trial = turn().trial();
        running.put(trial, model);
        reply(Answer.tryOut(SearchSpace.choicesOf(model)));
        awaitTurn(); // What follows sees the host's next ask, or its end.
        return trial;
    }

    @Override
    public Finished awaitResult() {
        turn();
        while (finished.isEmpty()) {
            if (running.isEmpty()) {
                throw new IllegalStateException("The strategy (" + strategy.name()
                        + ") waits for a result, and none of its models is running. Maybe submit one first.");
            }
            reply(Answer.WAIT);
            awaitTurn();
        }
        return finished.remove();
    }

    @Override
    public int running() {
        return running.size();
    }

    @Override
    public boolean isStopped() {
        return closing;
    }

    @Override
    public SearchSpace space() {
        return request.space();
    }

    @Override
    public Options options() {
        return request.options();
    }

    @Override
    public Objective objective() {
        return request.objective();
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
