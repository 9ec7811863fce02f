package io.lanista.api.strategy;

import io.lanista.api.model.Model;
import io.lanista.api.space.SearchSpace;
import io.lanista.base.turns.Coroutine;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The search of a strategy that is written as a loop, which takes turns with the host. */
final class LoopSearch implements Search {
    private final ExplorationStrategy strategy;
    private final SearchRequest request;
    private final Coroutine<Ask, Answer> loop;
    private final Map<Integer, Model> running = new HashMap<>();
    private final Deque<Execution.Finished> finished = new ArrayDeque<>();

    LoopSearch(ExplorationStrategy strategy, SearchRequest request) {
        this.strategy = strategy;
        this.request = request;
        this.loop = new Coroutine<>(request.threads(), strategy.getClass().getClassLoader(), this::run);
    }

    private void run(Coroutine.Turns<Ask, Answer> turns) {
        strategy.run(request.space().start(), request.space().mutators(), new LoopExecution(turns));
    }

    @Override
    public Answer ask(Ask ask) {
        return loop.ask(ask).orElse(Answer.DONE);
    }

    @Override
    public void tell(int trial, Outcome outcome) {
        Model model = running.remove(trial);
        if (model != null) {
            finished.add(new Execution.Finished(trial, model, outcome));
        }
    }

    @Override
    public void close() {
        loop.close();
    }

    /** The loop's side. Only one side runs at a time, so both share the trials. */
    private final class LoopExecution implements Execution {
        private final Coroutine.Turns<Ask, Answer> turns;

        LoopExecution(Coroutine.Turns<Ask, Answer> turns) {
            this.turns = turns;
        }

        @Override
        public SearchRequest request() {
            return request;
        }

        @Override
        public boolean hasFreeSlot() {
            return turns.question().freeSlots() > 0;
        }

        @Override
        public RandomGenerator random() {
            return turns.question().random();
        }

        @Override
        public int submit(Model model) {
            int trial = turns.question().trial();
            running.put(trial, model);
            turns.answer(Answer.tryOut(SearchSpace.choicesOf(model)));
            return trial;
        }

        @Override
        public Finished awaitResult() {
            turns.question();
            while (finished.isEmpty()) {
                if (running.isEmpty()) {
                    throw new IllegalStateException("The strategy (" + strategy.name()
                            + ") waits for a result, and none of its models is running. Maybe submit one first.");
                }
                turns.answer(Answer.WAIT);
            }
            return finished.remove();
        }

        @Override
        public int running() {
            return running.size();
        }

        @Override
        public boolean isStopped() {
            return turns.isClosed();
        }
    }
}
