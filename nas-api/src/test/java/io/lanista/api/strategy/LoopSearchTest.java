package io.lanista.api.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.api.mutate.Mutator;
import io.lanista.api.mutate.Sampler;
import io.lanista.api.option.Options;
import io.lanista.api.space.Architectures;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ThreadFactory;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LoopSearchTest {
    private static final String LOOP_THREAD = "strategy-loop";
    private static final Objective OBJECTIVE = Objective.maximize("accuracy");

    private final SearchSpace space = SearchSpace.of(Model.named("m")
            .input("x", 4)
            .then("a", Layer.of("linear", "units", Value.integer("units", 1, 50)))
            .then("b", Layer.of("linear", "units", Value.integer("more", 1, 50)))
            .build());

    /** A strategy whose loop is a lambda. */
    private interface Loop {
        void run(Model base, List<Mutator> mutators, Execution execution);
    }

    private static ExplorationStrategy strategy(Loop loop) {
        return new ExplorationStrategy() {
            @Override
            public String name() {
                return "loop";
            }

            @Override
            public void run(Model base, List<Mutator> mutators, Execution execution) {
                loop.run(base, mutators, execution);
            }
        };
    }

    private static Model draw(Model base, List<Mutator> mutators, RandomGenerator random) {
        Sampler sampler = new Sampler() {
            @Override
            public <T> T choose(List<T> candidates, Mutator mutator, Model model, int index) {
                return candidates.get(random.nextInt(candidates.size()));
            }
        };
        Model model = base;
        for (Mutator mutator : mutators) {
            model = mutator.bind(sampler).apply(model);
        }
        return model;
    }

    /** Draws until there is no free slot, then waits. */
    private static final Loop RANDOM = (base, mutators, execution) -> {
        while (!execution.isStopped()) {
            if (execution.hasFreeSlot()) {
                execution.submit(draw(base, mutators, execution.random()));
            } else {
                execution.awaitResult();
            }
        }
    };

    private Search open(ExplorationStrategy strategy) {
        return strategy.open(new SearchRequest() {
            @Override
            public SearchSpace space() {
                return space;
            }

            @Override
            public Architectures architectures() {
                throw new UnsupportedOperationException("This loop asks for no architectures.");
            }

            @Override
            public Options options() {
                return Options.parse("strategy 'loop'", List.of(), Map.of());
            }

            @Override
            public List<Objective> objectives() {
                return List.of(OBJECTIVE);
            }

            @Override
            public ThreadFactory threads() {
                return task -> new Thread(task, LOOP_THREAD);
            }

            @Override
            public RandomGenerator random() {
                return generator(-1);
            }

            @Override
            public OptionalInt trials() {
                return OptionalInt.empty();
            }

            @Override
            public int parallelism() {
                return 2;
            }

            @Override
            public OptionalInt fullSteps() {
                return OptionalInt.empty();
            }

            @Override
            public List<PastTrial> past() {
                return List.of();
            }
        });
    }

    private static RandomGenerator generator(int trial) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(100 + trial);
    }

    private static Ask ask(int trial, int freeSlots) {
        return Ask.of(trial, freeSlots, generator(trial));
    }

    private static Outcome scored(double value) {
        return Outcome.scored(OBJECTIVE.score(value), Metrics.of("accuracy", value));
    }

    @Test
    void theLoopAnswersInTurnAndWaitsWhereItHasNoSlot() {
        try (Search search = open(strategy(RANDOM))) {
            Answer first = search.ask(ask(0, 2));
            assertThat(first).isInstanceOf(Answer.Try.class);
            assertThat(space.validate(((Answer.Try) first).choices())).isEmpty();
            assertThat(search.ask(ask(1, 1))).isInstanceOf(Answer.Try.class);
            assertThat(search.ask(ask(2, 0))).isEqualTo(Answer.WAIT);
            assertThat(search.ask(ask(2, 0))).isEqualTo(Answer.WAIT);
            search.tell(1, scored(0.5));
            assertThat(search.ask(ask(2, 1))).isInstanceOf(Answer.Try.class);
        }
    }

    @Test
    void resultsReachTheLoopWithTheirTrialInTheOrderInWhichTheyEnded() {
        List<String> seen = new ArrayList<>();
        Loop loop = (base, mutators, execution) -> {
            int a = execution.submit(draw(base, mutators, execution.random()));
            int b = execution.submit(draw(base, mutators, execution.random()));
            seen.add("submitted " + a + " " + b + " running " + execution.running());
            for (int i = 0; i < 2; i++) {
                Execution.Finished finished = execution.awaitResult();
                seen.add(finished.trial() + " " + finished.outcome().getClass().getSimpleName());
            }
        };
        try (Search search = open(strategy(loop))) {
            search.ask(ask(0, 2));
            search.ask(ask(1, 1));
            search.tell(1, Outcome.failed("too bad"));
            search.tell(0, scored(1));
            assertThat(search.ask(ask(2, 2))).isEqualTo(Answer.DONE);
            assertThat(search.ask(ask(2, 2))).isEqualTo(Answer.DONE);
        }
        assertThat(seen).containsExactly("submitted 0 1 running 0", "1 Failed", "0 Scored");
    }

    @Test
    void aRejectedCandidateIsToldAsAFailure() {
        List<Outcome> seen = new ArrayList<>();
        Loop loop = (base, mutators, execution) -> {
            execution.submit(draw(base, mutators, execution.random()));
            seen.add(execution.awaitResult().outcome());
        };
        try (Search search = open(strategy(loop))) {
            search.ask(ask(0, 1));
            search.reject(0, "it is a duplicate");
            assertThat(search.ask(ask(1, 1))).isEqualTo(Answer.DONE);
        }
        assertThat(seen).containsExactly(Outcome.failed("it is a duplicate"));
    }

    @Test
    void aFailureOfTheLoopComesOutOfTheAskAndEndsTheSearch() {
        Loop loop = (base, mutators, execution) -> {
            execution.submit(draw(base, mutators, execution.random()));
            throw new IllegalArgumentException("no idea");
        };
        try (Search search = open(strategy(loop))) {
            search.ask(ask(0, 1));
            assertThatThrownBy(() -> search.ask(ask(1, 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no idea");
            assertThat(search.ask(ask(2, 1))).isEqualTo(Answer.DONE);
        }
    }

    @Test
    void waitingForNothingIsAnError() {
        try (Search search = open(strategy((base, mutators, execution) -> execution.awaitResult()))) {
            assertThatThrownBy(() -> search.ask(ask(0, 1))).hasMessageContaining("none of its models is running");
        }
    }

    @Test
    void closingLeavesNoThread() {
        List<Search> searches = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Search search = open(strategy(RANDOM));
            search.ask(ask(0, 1));
            searches.add(search);
        }
        assertThat(loopThreads()).isPositive();
        searches.forEach(Search::close);
        searches.forEach(search -> assertThat(search.ask(ask(1, 1))).isEqualTo(Answer.DONE));
        searches.forEach(Search::close);
        assertThat(loopThreads()).isZero();
    }

    @Test
    void aLoopThatCatchesEverythingIsEndedNevertheless() {
        Loop stubborn = (base, mutators, execution) -> {
            while (!execution.isStopped()) {
                try {
                    execution.submit(draw(base, mutators, execution.random()));
                } catch (Throwable e) {
                    continue; // What a careless author may write.
                }
            }
        };
        Search search = open(strategy(stubborn));
        search.ask(ask(0, 1));
        search.close();
        assertThat(loopThreads()).isZero();
    }

    @Test
    void anUnusedSearchNeverStartsAThread() {
        open(strategy(RANDOM)).close();
        assertThat(loopThreads()).isZero();
    }

    private static long loopThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && thread.getName().equals(LOOP_THREAD))
                .count();
    }

    @Test
    void anInterruptOfTheHostIsKeptAndTearsNothing() {
        try (Search search = open(strategy(RANDOM))) {
            Thread.currentThread().interrupt();
            assertThat(search.ask(ask(0, 2))).isInstanceOf(Answer.Try.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(search.ask(ask(1, 1))).isInstanceOf(Answer.Try.class);
        }
    }

    @Test
    void replayingTheCallsGivesTheSameAnswers() {
        List<Answer> first = play(12);
        assertThat(play(12)).isEqualTo(first);
        assertThat(play(7)).isEqualTo(first.subList(0, 7));
    }

    private List<Answer> play(int calls) {
        List<Answer> answers = new ArrayList<>();
        try (Search search = open(strategy(RANDOM))) {
            int running = 0;
            int trial = 0;
            for (int i = 0; i < calls; i++) {
                Answer answer = search.ask(ask(trial, 2 - running));
                answers.add(answer);
                if (answer == Answer.WAIT) {
                    search.tell(trial - running--, scored(i));
                } else {
                    trial++;
                    running++;
                }
            }
        }
        return answers;
    }
}
