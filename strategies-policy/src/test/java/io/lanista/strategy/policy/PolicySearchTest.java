package io.lanista.strategy.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.PastTrial;
import io.lanista.api.strategy.Strategy;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.base.random.Seeds;
import io.lanista.testkit.Landscape;
import io.lanista.testkit.SearchHarness;
import io.lanista.testkit.StandardSpaces;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicySearchTest {
    static List<Strategy> strategies() {
        return List.of(new ReinforceStrategy(), new PpoStrategy());
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void findsNearlyTheBestOfFifteenThousandInAHundredTrials(Strategy strategy) {
        SearchSpace space = StandardSpaces.flat();
        for (long seed = 1; seed <= 5; seed++) {
            Landscape landscape = new Landscape(space, seed);
            double best = SearchHarness.of(strategy, space)
                    .seed(seed)
                    .value(landscape)
                    .trials(100)
                    .run()
                    .best()
                    .orElseThrow()
                    .value();
            double greatest = space.enumerate().mapToDouble(landscape).max().orElseThrow();
            assertThat(best).isGreaterThan(greatest - 0.06);
        }
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void nothingIsProposedTwice(Strategy strategy) {
        List<Choices> proposed = SearchHarness.of(strategy, StandardSpaces.constrained())
                .parallelism(3)
                .trials(150)
                .run()
                .proposed();
        assertThat(new HashSet<>(proposed)).hasSameSizeAs(proposed).hasSize(150);
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void equalArchitecturesAreTriedOnceWhileThereAreOthers(Strategy strategy) {
        SearchHarness harness =
                SearchHarness.of(strategy, StandardSpaces.cell()).trials(20);
        List<Choices> proposed = harness.run().proposed();
        assertThat(proposed.stream()
                        .map(harness.request().architectures()::classOf)
                        .distinct())
                .hasSize(20);
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void earlierTrialsShiftTheFirstProposals(Strategy strategy) {
        SearchSpace space = StandardSpaces.flat();
        Label first = Label.of("layer0");
        List<PastTrial> past = IntStream.range(0, 60)
                .mapToObj(i -> space.sample(new Seeds(7).forAsk(i)))
                .map(choices -> new PastTrial(
                        choices, scored(choices.get(first).orElseThrow().equals("op3") ? 1 : 0)))
                .toList();
        Map<Boolean, List<Choices>> proposed =
                SearchHarness.of(strategy, space).past(past).trials(4).run().proposed().stream()
                        .collect(java.util.stream.Collectors.partitioningBy(
                                choices -> choices.get(first).orElseThrow().equals("op3")));
        assertThat(proposed.get(true)).hasSizeGreaterThan(2);
    }

    private static Outcome scored(double value) {
        return Outcome.scored(Objective.maximize("accuracy").score(value), Metrics.of("accuracy", value));
    }
}
