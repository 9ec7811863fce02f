package io.lanista.strategy.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.layer.LayerArchitectures;
import io.lanista.layer.LayerCatalogue;
import io.lanista.testkit.Landscape;
import io.lanista.testkit.SearchHarness;
import io.lanista.testkit.StandardSpaces;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalSearchTest {
    private static final SearchSpace SPACE = StandardSpaces.flat();

    @Test
    void allNeighboursComeBeforeTheNextStep() {
        Landscape landscape = new Landscape(SPACE, 1);
        List<Choices> proposed = SearchHarness.of(new LocalSearchStrategy(), SPACE)
                .trials(200)
                .run()
                .proposed();
        Choices start = proposed.get(0);
        List<Choices> around = SPACE.neighbours(start).toList();
        assertThat(around).hasSize(24);
        assertThat(proposed.subList(1, 25)).containsExactlyInAnyOrderElementsOf(around);
        Choices best = around.stream()
                .max((a, b) -> Double.compare(landscape.applyAsDouble(a), landscape.applyAsDouble(b)))
                .orElseThrow();
        assertThat(SPACE.neighbours(best)).contains(proposed.get(25));
    }

    @Test
    void nothingIsTriedTwice() {
        List<Choices> proposed = SearchHarness.of(new LocalSearchStrategy(), SPACE)
                .trials(400)
                .run()
                .proposed();
        assertThat(new HashSet<>(proposed)).hasSize(400);
    }

    @Test
    void ofChoicesThatComeToTheSameOneIsTried() {
        SearchSpace cells = StandardSpaces.cell();
        LayerArchitectures architectures = new LayerArchitectures(cells, LayerCatalogue.standard());
        List<Choices> proposed = SearchHarness.of(new LocalSearchStrategy(), cells)
                .trials(100)
                .run()
                .proposed();
        assertThat(proposed.stream().map(architectures::classOf)).hasSize(26).doesNotHaveDuplicates();
    }

    @Test
    void itReachesTheTopOfAHillFromEveryStart() {
        Landscape hill = new Landscape(SPACE, 7);
        double top = SPACE.enumerate().mapToDouble(hill).max().orElseThrow();
        for (long seed = 1; seed <= 5; seed++) {
            assertThat(SearchHarness.of(new LocalSearchStrategy(), SPACE)
                            .value(hill)
                            .seed(seed)
                            .parallelism(4)
                            .trials(200)
                            .run()
                            .best()
                            .orElseThrow()
                            .value())
                    .isEqualTo(top);
        }
    }

    @Test
    void ofTooManyNeighboursSomeAreDrawn() {
        SearchSpace wide = StandardSpaces.numeric();
        List<Choices> proposed = SearchHarness.of(new LocalSearchStrategy(), wide)
                .options(Map.of("neighbours", 10))
                .trials(12)
                .run()
                .proposed();
        assertThat(proposed).hasSize(12).doesNotHaveDuplicates();
    }
}
