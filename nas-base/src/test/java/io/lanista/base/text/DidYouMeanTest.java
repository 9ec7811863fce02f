package io.lanista.base.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DidYouMeanTest {
    private static final List<String> NAMES = List.of("random", "grid", "tpe", "evolution");

    @Test
    void findsTheNameWithTheFewestEdits() {
        assertThat(DidYouMean.nearest("randon", NAMES)).contains("random");
        assertThat(DidYouMean.nearest("tep", NAMES)).contains("tpe");
        assertThat(DidYouMean.nearest("GRID", NAMES)).contains("grid");
        assertThat(DidYouMean.nearest("evoluton", NAMES)).contains("evolution");
    }

    @Test
    void saysNothingWhereNoNameIsNear() {
        assertThat(DidYouMean.nearest("bayes", NAMES)).isEmpty();
        assertThat(DidYouMean.sentence("bayes", NAMES)).isEmpty();
        assertThat(DidYouMean.sentence("ranom", NAMES)).isEqualTo(" Maybe 'random'.");
        assertThat(DidYouMean.nearest("x".repeat(100_000), List.of("x".repeat(100_001))))
                .isEmpty();
    }

    @Test
    void listsAHundredNamesAndCountsTheOthers() {
        assertThat(DidYouMean.list(NAMES)).isEqualTo("random, grid, tpe, evolution");
        assertThat(DidYouMean.list(
                        IntStream.range(0, 130).mapToObj(String::valueOf).toList()))
                .endsWith(", 98, 99 and 30 more");
    }
}
