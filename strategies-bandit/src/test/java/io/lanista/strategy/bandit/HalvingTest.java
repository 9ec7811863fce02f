package io.lanista.strategy.bandit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.Label;
import io.lanista.api.option.OptionException;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.Strategy;
import io.lanista.api.trial.Direction;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Score;
import io.lanista.api.trial.Scores;
import io.lanista.testkit.SearchHarness;
import io.lanista.testkit.StandardSpaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The brackets and rungs, step by step, with nine steps in full: rungs at 1, 3 and 9. */
class HalvingTest {
    private static final SearchSpace SPACE = StandardSpaces.flat();

    private static Search open(Strategy strategy) {
        return strategy.open(SearchHarness.of(strategy, SPACE).steps(9).request());
    }

    private static Answer ask(Search search, int trial) {
        return search.ask(Ask.of(trial, 1, new Random(trial)));
    }

    private static Answer.Try candidate(Search search, int trial) {
        return (Answer.Try) ask(search, trial);
    }

    private static void score(Search search, int trial, double value) {
        search.tell(trial, Outcome.scored(new Score(value, Direction.MAXIMIZE), Metrics.of("accuracy", value)));
    }

    @Test
    void hyperbandTrainsTheBestThirdOnFromItsCheckpoint() {
        Search search = open(new HyperbandStrategy());
        List<Choices> begun = new ArrayList<>();
        for (int trial = 0; trial < 9; trial++) {
            Answer.Try first = candidate(search, trial);
            assertThat(first.steps()).hasValue(1);
            assertThat(first.continues()).isEmpty();
            begun.add(first.choices());
            score(search, trial, trial % 5);
        }
        // Trials 4, then 3 and 8 scored best; the earlier one comes first among equals.
        assertThat(candidate(search, 9))
                .isEqualTo(Answer.tryOut(begun.get(4)).upTo(3).continuing(4));
        assertThat(candidate(search, 10))
                .isEqualTo(Answer.tryOut(begun.get(3)).upTo(3).continuing(3));
        assertThat(candidate(search, 11))
                .isEqualTo(Answer.tryOut(begun.get(8)).upTo(3).continuing(8));
        assertThat(ask(search, 12)).isEqualTo(Answer.WAIT);
        score(search, 9, 1);
        score(search, 10, 7);
        search.tell(11, Outcome.failed("It broke."));
        assertThat(candidate(search, 12))
                .isEqualTo(Answer.tryOut(begun.get(3)).upTo(9).continuing(10));
        score(search, 12, 8);
        assertThat(candidate(search, 13).steps()).as("the next bracket").hasValue(3);
    }

    @Test
    void hyperbandGoesThroughBracketsOfTheSizesInThePaper() {
        Search search = open(new HyperbandStrategy());
        List<Integer> begun = new ArrayList<>();
        for (int trial = 0; trial < 22; trial++) {
            Answer.Try next = candidate(search, trial);
            if (next.continues().isEmpty()) {
                begun.add(next.steps().getAsInt());
            }
            score(search, trial, trial);
        }
        // R = 9, eta = 3: brackets of 9, 5 and 3 candidates, which begin with 1, 3 and 9 steps.
        assertThat(begun).containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 3, 3, 3, 3, 9, 9, 9);
    }

    @Test
    void hyperbandWaitsForTheWholeRung() {
        Search search = open(new HyperbandStrategy());
        for (int trial = 0; trial < 9; trial++) {
            candidate(search, trial);
        }
        for (int trial = 0; trial < 8; trial++) {
            score(search, trial, trial);
            assertThat(ask(search, 9)).isEqualTo(Answer.WAIT);
        }
        score(search, 8, 8);
        assertThat(candidate(search, 9).continues()).hasValue(8);
    }

    @Test
    void stoppedAndFailedTrialsAreNeverTrainedOn() {
        Search search = open(new HyperbandStrategy());
        for (int trial = 0; trial < 9; trial++) {
            candidate(search, trial);
        }
        for (int trial = 0; trial < 8; trial++) {
            search.tell(
                    trial,
                    new Outcome.Stopped(
                            1, Optional.of(Scores.of(new Score(50 + trial, Direction.MAXIMIZE))), Metrics.NONE));
        }
        score(search, 8, 0);
        assertThat(candidate(search, 9).continues()).hasValue(8);
        assertThat(ask(search, 10)).isEqualTo(Answer.WAIT);
    }

    @Test
    void aRejectedCandidateLeavesItsPlaceToAnother() {
        Search search = open(new HyperbandStrategy());
        for (int trial = 0; trial < 10; trial++) {
            candidate(search, trial);
            if (trial == 3) {
                search.reject(trial, "A twin.");
            }
        }
        assertThat(ask(search, 10)).isEqualTo(Answer.WAIT);
    }

    @Test
    void ashaPromotesAsSoonAsThreeAreDoneAndNeverWaits() {
        Search search = open(new AshaStrategy());
        Choices second = null;
        for (int trial = 0; trial < 6; trial++) {
            Answer.Try next = candidate(search, trial);
            assertThat(next.steps()).hasValue(1);
            second = trial == 1 ? next.choices() : second;
        }
        score(search, 0, 0.1);
        score(search, 1, 0.9);
        assertThat(candidate(search, 6).continues()).isEmpty();
        score(search, 2, 0.2);
        assertThat(candidate(search, 7)).isEqualTo(Answer.tryOut(second).upTo(3).continuing(1));
        assertThat(candidate(search, 8).continues())
                .as("nobody is promoted twice")
                .isEmpty();
    }

    @Test
    void bohbLearnsWhichCandidatesToBeginWith() {
        assertThat(share(new BohbStrategy(), Map.of("random", 0.0, "min_points", 5)))
                .isGreaterThan(2 * share(new HyperbandStrategy(), Map.of()));
    }

    /** The share of candidates with the first decision right, which alone counts. */
    private static double share(Strategy strategy, Map<String, Object> options) {
        List<Choices> proposed = SearchHarness.of(strategy, SPACE)
                .options(options)
                .steps(9)
                .trials(150)
                .value(choices -> isRight(choices) ? 1 : 0)
                .run()
                .proposed();
        return proposed.stream().distinct().filter(HalvingTest::isRight).count()
                / (double) proposed.stream().distinct().count();
    }

    private static boolean isRight(Choices choices) {
        return choices.values().get(Label.of("layer0")).equals("op2");
    }

    @Test
    void rungsAreRoundedAndTheLastOneIsTheFullNumber() {
        SearchHarness harness = SearchHarness.of(new HyperbandStrategy(), SPACE);
        assertThat(Ladder.of(harness.steps(10).request(), "x").steps()).containsExactly(1, 3, 10);
        assertThat(Ladder.of(
                                harness.options(Map.of("eta", 2, "min_steps", 2))
                                        .steps(16)
                                        .request(),
                                "x")
                        .steps())
                .containsExactly(2, 4, 8, 16);
    }

    @Test
    void withoutStepsTheStrategyIsRefused() {
        SearchHarness harness = SearchHarness.of(new AshaStrategy(), SPACE);
        assertThatThrownBy(harness::run)
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("'asha'")
                .hasMessageContaining("Maybe");
        assertThatThrownBy(harness.options(Map.of("min_steps", 20)).steps(9)::run)
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("(min_steps) is (20)")
                .hasMessageContaining("(9)");
    }
}
