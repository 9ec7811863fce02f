package io.lanista.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AskBenchmarkTest {
    @Test
    void answersAreTimedAsTheHistoryGrows() {
        AskBenchmark.Timing timing =
                new AskBenchmark(4, 3, 1_000, 1).run(Contender.of(new SmallTable.Drawing(), Map.of()));
        assertThat(timing.byTrial()).containsOnlyKeys(100, 1_000);
        assertThat(timing.p50Millis()).isPositive().isLessThanOrEqualTo(timing.p99Millis());
        assertThat(timing.toMap()).containsOnlyKeys("p50_ms", "p99_ms", "total_s", "by_trial");
    }

    @Test
    void aSearchThatIsDoneIsTimedAsFarAsItGoes() {
        AskBenchmark.Timing timing =
                new AskBenchmark(2, 3, 1_000, 1).run(Contender.of(new SmallTable.InOrder(1), Map.of()));
        assertThat(timing.byTrial()).containsOnlyKeys(9);
    }
}
