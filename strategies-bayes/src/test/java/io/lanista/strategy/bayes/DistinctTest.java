package io.lanista.strategy.bayes;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.layer.Equivalence;
import io.lanista.api.layer.LayerCatalogue;
import io.lanista.api.space.SearchSpace;
import io.lanista.testkit.SearchHarness;
import io.lanista.testkit.StandardSpaces;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Different choices may come to the same architecture, of which one trial is enough. */
class DistinctTest {
    private static final SearchSpace CELLS = StandardSpaces.cell();

    @Test
    void whatComesToTheSameIsPassedOverWhileThereIsSomethingElse() {
        assertThat(classes(Map.of())).isEqualTo(20);
    }

    @Test
    void itCanBeTurnedOff() {
        assertThat(classes(Map.of("distinct", false))).isLessThan(20);
    }

    @Test
    void nothingIsLeftOut() {
        assertThat(SearchHarness.of(new SmacStrategy(), CELLS).trials(100).run().proposed())
                .hasSize(64)
                .doesNotHaveDuplicates();
    }

    private static long classes(Map<String, Object> options) {
        Equivalence equivalence = new Equivalence(CELLS, LayerCatalogue.standard());
        return SearchHarness.of(new SmacStrategy(), CELLS).options(options).trials(20).run().proposed().stream()
                .map(equivalence::classOf)
                .distinct()
                .count();
    }
}
