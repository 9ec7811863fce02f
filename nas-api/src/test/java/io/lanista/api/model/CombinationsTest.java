package io.lanista.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CombinationsTest {
    @ParameterizedTest
    @CsvSource({"4,2,2", "5,0,5", "6,1,3", "1,0,1", "7,7,7", "3,0,0"})
    void allSubsetsAreListedOnceSmallerOnesFirst(int candidates, int least, int most) {
        List<List<Long>> expected = new ArrayList<>();
        for (int bits = 0; bits < 1 << candidates; bits++) {
            List<Long> subset = new ArrayList<>();
            for (long i = 0; i < candidates; i++) {
                if ((bits >> i & 1) == 1) {
                    subset.add(i);
                }
            }
            if (subset.size() >= least && subset.size() <= most) {
                expected.add(subset);
            }
        }
        expected.sort(Comparator.<List<Long>>comparingInt(List::size).thenComparing((a, b) -> {
            for (int i = 0; i < a.size(); i++) {
                if (!a.get(i).equals(b.get(i))) {
                    return a.get(i).compareTo(b.get(i));
                }
            }
            return 0;
        }));
        Domain.SomeOf domain = new Domain.SomeOf(candidates, least, most);
        assertThat(domain.values()).isEqualTo(expected);
        assertThat(domain.size()).isEqualTo(expected.size());
        assertThat(domain.values()).allMatch(domain::contains);
    }

    @Test
    void largeOnesAreComputedWhereTheyAreAskedFor() {
        Domain.SomeOf edges = new Domain.SomeOf(21, 1, 9);
        assertThat(edges.size()).isEqualTo(695_859);
        assertThat(edges.values().get(695_858)).isEqualTo(List.of(12L, 13L, 14L, 15L, 16L, 17L, 18L, 19L, 20L));
        assertThatThrownBy(() -> edges.values().get(695_859)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new Domain.SomeOf(40, 0, 40)).hasMessageContaining("too many outcomes");
    }

    @Test
    void onlyRisingListsWithinTheRangeBelong() {
        Domain.SomeOf domain = new Domain.SomeOf(4, 1, 2);
        assertThat(domain.contains(List.of(1L, 3L))).isTrue();
        assertThat(domain.contains(List.of(3L, 1L))).isFalse();
        assertThat(domain.contains(List.of(1L, 1L))).isFalse();
        assertThat(domain.contains(List.of())).isFalse();
        assertThat(domain.contains(List.of(4L))).isFalse();
        assertThat(domain.contains(List.of(0L, 1L, 2L))).isFalse();
        assertThat(domain.contains(1L)).isFalse();
    }
}
