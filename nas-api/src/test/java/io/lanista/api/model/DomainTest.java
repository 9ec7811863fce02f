package io.lanista.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DomainTest {
    private final Domain.IntRange widths = new Domain.IntRange(32, 512, 32, false);

    @Test
    void aRangeWithAStepHoldsEveryStepAndBothEnds() {
        assertThat(widths.size()).isEqualTo(16);
        assertThat(widths.values()).startsWith(32L, 64L).endsWith(480L, 512L).hasSize(16);
        assertThat(widths.contains(96L)).isTrue();
        assertThat(widths.contains(100L)).isFalse();
        assertThat(widths.contains(544L)).isFalse();
        assertThat(widths.indexOf(96)).isEqualTo(2);
        assertThat(widths.at(2)).isEqualTo(96);
        assertThat(widths.values().indexOf(100L)).isEqualTo(-1);
        assertThat(widths.isOrdered()).isTrue();
        assertThat(widths).hasToString("32..512 in steps of 32");
    }

    @Test
    void theStepBelongsToTheHash() {
        assertThat(hash(Value.integer("n", 32, 512, 32))).isNotEqualTo(hash(Value.integer("n", 32, 512)));
        assertThat(hash(Value.integer("n", 32, 512, 1))).isEqualTo(hash(Value.integer("n", 32, 512)));
    }

    private static String hash(Value value) {
        return Layer.of("linear", "units", value).hash();
    }

    @Test
    void rangesThatCannotBeAreRefusedWithTheWayOut() {
        assertThatThrownBy(() -> new Domain.IntRange(32, 500, 32, false))
                .hasMessageContaining("(32) to (500)")
                .hasMessageEndingWith("Maybe end it at (480).");
        assertThatThrownBy(() -> new Domain.IntRange(8, 64, 8, true)).hasMessageContaining("it has a step");
        assertThatThrownBy(() -> new Domain.IntRange(8, 4, 1, false)).hasMessageEndingWith("Maybe swap the ends.");
        assertThatThrownBy(() -> new Domain.IntRange(Long.MIN_VALUE, Long.MAX_VALUE, 1, false))
                .hasMessageContaining("more values than");
        assertThatThrownBy(() -> new Domain.RealRange(-1e308, 1e308, false)).hasMessageContaining("too wide");
        assertThat(new Domain.RealRange(1e-300, 1e300, true).at(0.5)).isBetween(0.99, 1.01);
    }

    @Test
    void whatAnExpressionCannotHoldIsSaid() {
        assertThatThrownBy(() -> Value.of(Long.MAX_VALUE).times(2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("(9223372036854775807) * (2) doesn't fit into a whole number of 64 bits.");
    }
}
