package io.lanista.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Strategy;
import io.lanista.layer.LayerArchitectures;
import io.lanista.layer.LayerCatalogue;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What a strategy with the option {@code distinct} keeps, as tests to inherit: different choices may come to the same architecture, of
 * which one trial is enough. The space is {@link StandardSpaces#cell}, whose 64 choices are more than 20 architectures.
 */
public interface DistinctContract {
    /** The strategy, whose option {@code distinct} is true by default. */
    Strategy strategy();

    /** Twenty trials are twenty architectures. */
    @Test
    default void whatComesToTheSameIsPassedOverWhileThereIsSomethingElse() {
        assertThat(architectures(Map.of())).isEqualTo(20);
    }

    /** Without the option, some of them are the same. */
    @Test
    default void itCanBeTurnedOff() {
        assertThat(architectures(Map.of("distinct", false))).isLessThan(20);
    }

    /** Once there is nothing else, all choices are proposed. */
    @Test
    default void nothingIsLeftOut() {
        assertThat(SearchHarness.of(strategy(), StandardSpaces.cell())
                        .trials(100)
                        .run()
                        .proposed())
                .hasSize(64)
                .doesNotHaveDuplicates();
    }

    private long architectures(Map<String, Object> options) {
        SearchSpace cells = StandardSpaces.cell();
        LayerArchitectures architectures = new LayerArchitectures(cells, LayerCatalogue.standard());
        return SearchHarness.of(strategy(), cells).options(options).trials(20).run().proposed().stream()
                .map(architectures::classOf)
                .distinct()
                .count();
    }
}
