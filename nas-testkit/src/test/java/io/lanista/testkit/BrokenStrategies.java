package io.lanista.testkit;

import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.strategy.Strategy;
import io.lanista.api.trial.Score;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Strategies with mistakes that are easily made, and the contract tests that their authors would write. */
final class BrokenStrategies {
    private BrokenStrategies() {}

    /** Takes every metric for a loss. */
    static class MinimisesAccuracy extends ClimbingStrategy {
        @Override
        public Search open(SearchRequest request) {
            return new Climb(request, score -> -score.value());
        }
    }

    /** Prefers what is worse, whichever way the objective points. */
    static class PrefersTheWorse extends ClimbingStrategy {
        @Override
        public Search open(SearchRequest request) {
            return new Climb(request, Score::loss);
        }
    }

    /** Draws from a generator of its own. */
    static class OwnRandomness extends ClimbingStrategy {
        @Override
        public Search open(SearchRequest request) {
            Search search = super.open(request);
            Random own = new Random();
            return new Search() {
                @Override
                public Answer ask(Ask ask) {
                    return search.ask(Ask.of(ask.trial(), ask.freeSlots(), own));
                }

                @Override
                public void tell(int trial, Outcome outcome) {
                    search.tell(trial, outcome);
                }
            };
        }
    }

    /** Looks a class of its own up by the thread's context class loader. */
    public static class LooksUpByContext extends ClimbingStrategy {
        /** For the service loader. */
        public LooksUpByContext() {}

        @Override
        public Search open(SearchRequest request) {
            try {
                Class.forName(
                        ClimbingStrategy.class.getName(),
                        false,
                        Thread.currentThread().getContextClassLoader());
            } catch (ClassNotFoundException e) {
                throw new NoClassDefFoundError(e.getMessage());
            }
            return super.open(request);
        }
    }

    /**
     * Tries what is neither finished nor running, in order. It resumes from a list of its own of what it has answered,
     * which knows nothing of what was still running.
     */
    static class ForgetsPendingTrials extends ClimbingStrategy {
        private final List<Answer> saved = new ArrayList<>();

        @Override
        public Search open(SearchRequest request) {
            List<Answer> resumed = List.copyOf(saved);
            Set<Choices> known = new HashSet<>();
            return new Search() {
                private int asked;

                @Override
                public Answer ask(Ask ask) {
                    int now = asked++;
                    if (now < resumed.size()) {
                        return resumed.get(now);
                    }
                    Random random = new Random(0);
                    Choices next = request.space().sample(random);
                    for (int draw = 0; draw < 1_000 && known.contains(next); draw++) {
                        next = request.space().sample(random);
                    }
                    known.add(next);
                    Answer answer = Answer.tryOut(next);
                    saved.add(answer);
                    return answer;
                }

                @Override
                public void tell(int trial, Outcome outcome) {
                    if (trial < resumed.size() && resumed.get(trial) instanceof Answer.Try ended) {
                        known.add(ended.choices());
                    }
                }
            };
        }
    }

    static class MinimisesAccuracyTest implements StrategyContract {
        @Override
        public Strategy strategy() {
            return new MinimisesAccuracy();
        }
    }

    static class PrefersTheWorseTest implements StrategyContract {
        @Override
        public Strategy strategy() {
            return new PrefersTheWorse();
        }
    }

    static class OwnRandomnessTest implements StrategyContract {
        @Override
        public Strategy strategy() {
            return new OwnRandomness();
        }
    }

    static class ForgetsPendingTrialsTest implements StrategyContract {
        @Override
        public Strategy strategy() {
            return new ForgetsPendingTrials();
        }
    }

    static class LooksUpByContextTest implements StrategyContract {
        @Override
        public Strategy strategy() {
            return new LooksUpByContext();
        }
    }
}
