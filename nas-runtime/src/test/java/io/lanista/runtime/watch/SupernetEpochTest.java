package io.lanista.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.trial.Metrics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SupernetEpochTest {
    @Test
    void theLeadingCandidateHasTheLargestWeightAndIsTheFirstOfEquals() {
        Map<String, Double> equal = new LinkedHashMap<>();
        equal.put("b", 0.5);
        equal.put("a", 0.5);
        SupernetEpoch epoch = new SupernetEpoch(
                1, 1, Metrics.NONE, Map.of("one", Map.of("x", 0.2, "y", 0.8), "two", equal), List.of());
        assertThat(epoch.leading())
                .containsOnly(Map.entry("one", Map.entry("y", 0.8)), Map.entry("two", Map.entry("b", 0.5)));
    }
}
