package io.lanista.strategy.bayes;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.testkit.Landscape;
import io.lanista.testkit.SearchHarness;
import io.lanista.testkit.StandardSpaces;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmacTest {
    private static final SearchSpace SPACE = StandardSpaces.flat();

    @Test
    void eightyTrialsFindNoLessThanSixHundredEvenDraws() {
        for (long seed = 1; seed <= 3; seed++) {
            Landscape landscape = new Landscape(SPACE, seed);
            double drawn = new Random(seed)
                    .longs(600)
                    .mapToDouble(each -> landscape.applyAsDouble(SPACE.sample(new Random(each))))
                    .max()
                    .orElseThrow();
            assertThat(SearchHarness.of(new SmacStrategy(), SPACE)
                            .value(landscape)
                            .seed(seed)
                            .trials(80)
                            .run()
                            .best()
                            .orElseThrow()
                            .value())
                    .isGreaterThanOrEqualTo(drawn);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void nothingIsProposedTwiceNotEvenWhileItRuns(int parallelism) {
        List<Choices> proposed = SearchHarness.of(new SmacStrategy(), SPACE)
                .options(Map.of("candidates", 20))
                .parallelism(parallelism)
                .trials(120)
                .run()
                .proposed();
        assertThat(proposed).hasSize(120).doesNotHaveDuplicates();
    }

    @Test
    void numbersAreClimbedToo() {
        SearchSpace numeric = StandardSpaces.numeric();
        double found = 0;
        double drawn = 0;
        for (long seed = 1; seed <= 4; seed++) {
            SearchHarness harness = SearchHarness.of(new SmacStrategy(), numeric);
            Landscape landscape = new Landscape(numeric, seed);
            found += harness.value(landscape)
                    .seed(seed)
                    .trials(60)
                    .run()
                    .best()
                    .orElseThrow()
                    .value();
            drawn += new Random(seed)
                    .longs(60)
                    .mapToDouble(each -> landscape.applyAsDouble(numeric.sample(new Random(each))))
                    .max()
                    .orElseThrow();
        }
        assertThat(found).isGreaterThan(drawn);
    }
}
