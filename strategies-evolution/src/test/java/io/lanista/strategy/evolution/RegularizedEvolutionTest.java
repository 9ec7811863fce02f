package io.lanista.strategy.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.Label;
import io.lanista.api.option.OptionException;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.testkit.Landscape;
import io.lanista.testkit.SearchHarness;
import io.lanista.testkit.StandardSpaces;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegularizedEvolutionTest {
    private static final SearchSpace SPACE = StandardSpaces.flat();

    private static SearchHarness harness(Map<String, Object> options) {
        return SearchHarness.of(new RegularizedEvolutionStrategy(), SPACE).options(options);
    }

    private static int differences(Choices first, Choices second) {
        Set<Map.Entry<Label, Object>> differing = new HashSet<>(first.values().entrySet());
        differing.removeAll(second.values().entrySet());
        return differing.size();
    }

    @Test
    void aChildDiffersInOneDecisionFromAMember() {
        List<Choices> proposed =
                harness(Map.of("population", 4, "sample", 2)).trials(60).run().proposed();
        for (int i = 4; i < proposed.size(); i++) {
            Choices child = proposed.get(i);
            assertThat(proposed.subList(i - 4, i))
                    .anySatisfy(member -> assertThat(differences(member, child)).isOne());
        }
    }

    @Test
    void theOldestMemberDiesHoweverGoodItIs() {
        // Only the first trial is good: while it lives, all children are its own; later ones can't descend from it.
        Choices[] first = new Choices[1];
        List<Choices> proposed = harness(Map.of("population", 5, "sample", 5))
                .value(choices -> {
                    first[0] = first[0] == null ? choices : first[0];
                    return choices.equals(first[0]) ? 1 : 0;
                })
                .trials(200)
                .run()
                .proposed();
        assertThat(proposed.subList(150, 200))
                .noneSatisfy(child -> assertThat(differences(first[0], child)).isZero());
    }

    @Test
    void itFindsBetterThanRandomDraws() {
        Landscape landscape = new Landscape(SPACE, 1);
        double bestOfRandom = 0;
        for (int i = 0; i < 300; i++) {
            bestOfRandom = Math.max(bestOfRandom, landscape.applyAsDouble(SPACE.sample(new java.util.Random(i))));
        }
        assertThat(harness(Map.of()).trials(300).run().best().orElseThrow().value())
                .isGreaterThan(bestOfRandom);
    }

    @Test
    void neverWaitsForResults() {
        assertThat(harness(Map.of()).parallelism(100).trials(100).run().proposed())
                .hasSize(100);
    }

    @Test
    void rejectedChildrenGoFurtherUntilSomethingNewIsFound() {
        List<Choices> accepted = harness(Map.of("population", 2, "sample", 2))
                .rejectingDuplicates()
                .trials(500)
                .run()
                .proposed();
        assertThat(new HashSet<>(accepted)).hasSize(500);
    }

    @Test
    void aSampleLargerThanThePopulationIsRefused() {
        assertThatThrownBy(() -> harness(Map.of("population", 4, "sample", 9)).run())
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("(sample) is (9)")
                .hasMessageContaining("Maybe draw (2)");
    }
}
