package io.lanista.base.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {
    /** Written down when they were first computed: experiments must draw the same in every version. */
    @Test
    void derivedSeedsNeverChange() {
        assertThat(new Seeds(0).seed(1, 0)).isEqualTo(-6411193824288604561L);
        assertThat(new Seeds(42).ofTrial(7)).isEqualTo(7331856711605115733L);
        assertThat(new Seeds(42).forAsk(3).nextLong()).isEqualTo(4835200939168362875L);
    }

    @Test
    void usesIndexesAndRootsThatAreNeighboursHaveDifferentSeeds() {
        Set<Long> seeds = new HashSet<>();
        for (int root = 0; root < 10; root++) {
            for (int use = 1; use < 10; use++) {
                for (int index = -1; index < 10; index++) {
                    seeds.add(new Seeds(root).seed(use, index));
                }
            }
        }
        assertThat(seeds).hasSize(10 * 9 * 11);
    }

    @Test
    void equalSeedsGiveEqualGenerators() {
        assertThat(Seeds.generator(5).nextLong()).isEqualTo(Seeds.generator(5).nextLong());
        assertThat(new Seeds(1).generator(16, 2).nextLong())
                .isEqualTo(Seeds.generator(new Seeds(1).seed(16, 2)).nextLong());
    }
}
