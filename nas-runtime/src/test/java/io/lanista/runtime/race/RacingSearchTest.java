package io.lanista.runtime.race;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RacingSearchTest {
    private static final Objective LOSS = Objective.minimize("loss");

    /** Proposes 0, 1, 2, …, and writes down what it is told. */
    private static final class Counting implements Search {
        private final int most;
        private final OptionalInt steps;
        private int next;
        final List<Integer> asked = new ArrayList<>();
        final List<Integer> told = new ArrayList<>();
        final Map<Integer, Outcome> revised = new HashMap<>();

        Counting(int most, OptionalInt steps) {
            this.most = most;
            this.steps = steps;
        }

        @Override
        public Answer ask(Ask ask) {
            if (next == most) {
                return Answer.DONE;
            }
            asked.add(ask.trial());
            return new Answer.Try(choices(next++), steps, OptionalInt.empty());
        }

        @Override
        public void tell(int trial, Outcome outcome) {
            told.add(trial);
        }

        @Override
        public void revise(int trial, Outcome mean) {
            revised.put(trial, mean);
        }
    }

    private final Counting strategy = new Counting(1_000, OptionalInt.empty());
    private final SplittableRandom random = new SplittableRandom(7);

    private static Choices choices(long x) {
        return Choices.of(Map.of(Label.of("x"), x));
    }

    private static Choices ask(Search search, int trial) {
        return ((Answer.Try) search.ask(Ask.of(trial, 1, new SplittableRandom(trial)))).choices();
    }

    private static Outcome scored(double loss) {
        return Outcome.scored(LOSS.score(loss), Metrics.of("loss", loss));
    }

    /** Evaluates, with noise, so many trials one after the other: more of x is better, up to 30. */
    private void evaluate(RacingSearch search, int from, int to) {
        for (int trial = from; trial < to; trial++) {
            long x = (long) ask(search, trial).values().get(Label.of("x"));
            search.tell(trial, scored(Math.abs(30 - x) / 10.0 + random.nextGaussian()));
        }
    }

    @Test
    void aShareOfTheTrialsLooksAgainAndTheStrategyDoesNotSeeThem() {
        RacingSearch search = new RacingSearch(strategy, LOSS, 0.2, OptionalInt.empty(), OptionalInt.empty());
        evaluate(search, 0, 110);

        List<Integer> again =
                IntStream.range(0, 110).filter(search::isAgain).boxed().toList();
        assertThat(again).hasSizeBetween(10, 20).allMatch(trial -> trial >= 14);
        assertThat(strategy.asked).doesNotContainAnyElementsOf(again).hasSize(110 - again.size());
        assertThat(strategy.told).isEqualTo(strategy.asked);
    }

    @Test
    void theStrategyLearnsTheMeanAndItsStandardErrorOfItsOwnTrial() {
        RacingSearch search = new RacingSearch(strategy, LOSS, 0.2, OptionalInt.empty(), OptionalInt.empty());
        for (int trial = 0; trial < 14; trial++) {
            ask(search, trial);
            search.tell(trial, scored(20 - trial));
        }
        assertThat(ask(search, 14)).as("the best so far again").isEqualTo(choices(13));
        search.tell(14, scored(9));

        assertThat(strategy.revised).containsOnlyKeys(13);
        Outcome.Scored mean = (Outcome.Scored) strategy.revised.get(13);
        assertThat(mean.score().value()).isEqualTo(8);
        assertThat(mean.metrics().get("loss")).isEqualTo(8);
        assertThat(mean.metrics().get("loss" + Evaluations.ERROR)).isBetween(0.5, 3.0);
    }

    @Test
    void theLastTrialsOfAKnownNumberAllLookAgainWhileItIsNotClearWhichIsBest() {
        RacingSearch search = new RacingSearch(strategy, LOSS, 0.1, OptionalInt.of(60), OptionalInt.empty());
        evaluate(search, 0, 60);
        assertThat(strategy.asked).allMatch(trial -> trial < 55);
        assertThat(IntStream.range(55, 60)).allMatch(search::isAgain);
    }

    @Test
    void withoutAShareTheStrategyIsAlone() {
        RacingSearch search = new RacingSearch(strategy, LOSS, 0, OptionalInt.of(50), OptionalInt.empty());
        evaluate(search, 0, 50);
        assertThat(strategy.asked).hasSize(50);
        assertThat(strategy.revised).isEmpty();
        assertThat(search.evaluations().isNoisy()).isFalse();
    }

    @Test
    void resultsThatDoNotDependOnTheSeedAreLeftAloneSoon() {
        RacingSearch search = new RacingSearch(strategy, LOSS, 0.3, OptionalInt.empty(), OptionalInt.empty());
        for (int trial = 0; trial < 60; trial++) {
            search.tell(trial, scored(100 - (long) ask(search, trial).values().get(Label.of("x"))));
        }
        assertThat(IntStream.range(0, 60).filter(search::isAgain)).hasSizeBetween(1, 5);
    }

    @Test
    void severalWorkersLookAtSeveralContenders() {
        RacingSearch search = new RacingSearch(strategy, LOSS, 0.5, OptionalInt.empty(), OptionalInt.empty());
        evaluate(search, 0, 11);
        List<Choices> running = new ArrayList<>();
        for (int trial = 11; trial < 31; trial++) {
            Choices choices = ask(search, trial);
            if (search.isAgain(trial)) {
                running.add(choices);
            }
        }
        assertThat(running.stream().distinct()).hasSizeGreaterThan(1);
    }

    @Test
    void aLookThatFailedIsNotTakenForOneThatIsMissing() {
        RacingSearch search = new RacingSearch(strategy, LOSS, 0.5, OptionalInt.empty(), OptionalInt.empty());
        List<Choices> again = new ArrayList<>();
        for (int trial = 0; trial < 60; trial++) {
            Choices choices = ask(search, trial);
            boolean isAgain = search.isAgain(trial);
            if (isAgain) {
                again.add(choices);
            }
            search.tell(trial, isAgain ? Outcome.failed("out of memory") : scored(60 - trial / 10.0));
        }
        assertThat(again.stream().distinct().count()).isGreaterThan(3);
        assertThat(strategy.told).isEqualTo(strategy.asked);
        assertThat(strategy.revised).isEmpty();
    }

    @Test
    void onlyTheLongestTrialsCompare() {
        Counting longer = new Counting(1_000, OptionalInt.of(9));
        Counting shorter = new Counting(12, OptionalInt.of(3));
        Search rungs = new Search() {
            @Override
            public Answer ask(Ask ask) {
                Answer first = shorter.ask(ask);
                return first == Answer.DONE ? longer.ask(ask) : first;
            }

            @Override
            public void tell(int trial, Outcome outcome) {}
        };
        RacingSearch search = new RacingSearch(rungs, LOSS, 0.5, OptionalInt.empty(), OptionalInt.of(9));
        for (int trial = 0; trial < 60; trial++) {
            Answer.Try candidate = (Answer.Try) search.ask(Ask.of(trial, 1, new SplittableRandom(trial)));
            assertThat(search.isAgain(trial) && trial < 22).isFalse();
            assertThat(candidate.continues()).isEmpty();
            if (search.isAgain(trial)) {
                assertThat(candidate.steps()).hasValue(9);
            }
            // Little training looks better here, and would win if it counted.
            search.tell(trial, scored(candidate.steps().getAsInt() == 3 ? 1 : 10 + random.nextGaussian()));
        }
        assertThat(search.evaluations().isNoisy()).isTrue();
        assertThat(search.evaluations().steps()).hasValue(9);
        assertThat(search.evaluations()
                        .mean(search.evaluations().contenders().best().orElseThrow()))
                .isGreaterThan(5);
    }

    @Test
    void aFiniteSpaceThatWasTriedInFullIsRacedBeforeTheSearchIsDone() {
        Counting few = new Counting(20, OptionalInt.empty());
        RacingSearch search = new RacingSearch(few, LOSS, 0.5, OptionalInt.empty(), OptionalInt.empty());
        int trial = 0;
        List<Integer> open = new ArrayList<>();
        Answer answer = search.ask(Ask.of(trial, 1, random));
        while (answer instanceof Answer.Try) {
            open.add(trial++);
            answer = search.ask(Ask.of(trial, 1, random));
        }
        assertThat(answer).isEqualTo(Answer.WAIT);
        assertThat(open).hasSize(20);
        open.forEach(number -> search.tell(number, scored(random.nextGaussian())));
        int looks = 0;
        for (answer = search.ask(Ask.of(trial, 1, random)); answer instanceof Answer.Try; looks++) {
            search.tell(trial++, scored(random.nextGaussian()));
            answer = search.ask(Ask.of(trial, 1, random));
        }
        assertThat(answer).isEqualTo(Answer.DONE);
        assertThat(looks).isBetween(5, 15);
    }
}
