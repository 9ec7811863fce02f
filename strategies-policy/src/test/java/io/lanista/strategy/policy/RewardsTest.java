package io.lanista.strategy.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RewardsTest {
    @Test
    void rewardsDependOnRanksOnly() {
        Rewards small = new Rewards();
        Rewards large = new Rewards();
        for (int i = 0; i < 40; i++) {
            small.add(i % 7);
            large.add(Math.exp(i % 7) * 1e6 - 3);
        }
        for (int i = 0; i < 7; i++) {
            assertThat(small.of(i)).isEqualTo(large.of(Math.exp(i) * 1e6 - 3));
        }
    }

    @Test
    void rewardsHaveAMeanOfOne() {
        Rewards rewards = new Rewards();
        IntStream.range(0, 1_000).forEach(rewards::add);
        assertThat(IntStream.range(0, 1_000).mapToDouble(rewards::of).average().orElseThrow())
                .isCloseTo(1, within(0.01));
    }

    @Test
    void failuresAreTheWorst() {
        Rewards rewards = new Rewards();
        rewards.add(Double.NEGATIVE_INFINITY);
        rewards.add(-5);
        rewards.add(Double.NEGATIVE_INFINITY);
        assertThat(rewards.of(Double.NEGATIVE_INFINITY))
                .isLessThan(rewards.of(-5))
                .isPositive();
    }
}
