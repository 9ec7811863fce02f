package io.lanista.strategy.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Strategy;
import io.lanista.testkit.Landscape;
import io.lanista.testkit.SearchHarness;
import io.lanista.testkit.StandardSpaces;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("slow")
class SurrogateSearchTest {
    static List<Strategy> strategies() {
        return List.of(new NasBowlStrategy(), new BananasStrategy());
    }

    private static SearchHarness harness(Strategy strategy, SearchSpace space) {
        SearchHarness harness = SearchHarness.of(strategy, space);
        return strategy instanceof BananasStrategy
                ? harness.options(Map.of("layers", 2, "epochs", 40, "round", 5))
                : harness;
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void findsNearlyTheBestOfFifteenThousandInSixtyTrials(Strategy strategy) {
        SearchSpace space = StandardSpaces.flat();
        for (long seed = 1; seed <= 3; seed++) {
            Landscape landscape = new Landscape(space, seed);
            double best = harness(strategy, space)
                    .seed(seed)
                    .value(landscape)
                    .trials(60)
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
    void equalArchitecturesAreTriedOnceWhileThereAreOthers(Strategy strategy) {
        SearchHarness harness = harness(strategy, StandardSpaces.cell()).trials(20);
        List<Choices> proposed = harness.run().proposed();
        assertThat(proposed.stream()
                        .map(harness.request().architectures()::classOf)
                        .distinct())
                .hasSize(20);
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void parallelProposalsDiffer(Strategy strategy) {
        List<Choices> proposed = harness(strategy, StandardSpaces.conditional())
                .parallelism(8)
                .trials(48)
                .run()
                .proposed();
        assertThat(new HashSet<>(proposed)).hasSameSizeAs(proposed);
    }

    @Test
    void moreTrialsThanPointsAreSurvived() {
        List<Choices> proposed = SearchHarness.of(new NasBowlStrategy(), StandardSpaces.numeric())
                .options(Map.of("points", 12, "candidates", 20))
                .trials(40)
                .run()
                .proposed();
        assertThat(proposed).hasSize(40);
    }
}
