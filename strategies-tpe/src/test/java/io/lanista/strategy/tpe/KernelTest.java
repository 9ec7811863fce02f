package io.lanista.strategy.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lanista.api.model.Domain;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KernelTest {
    static Stream<Domain> finite() {
        return Stream.of(
                Domain.OneOf.of("a", "b", "c", "d", "e"),
                Domain.OneOf.of(16, 32, 64, 128),
                Domain.OneOf.of(true, false),
                new Domain.IntRange(3, 11, 1, false),
                new Domain.SomeOf(5, 2, 2),
                new Domain.SomeOf(4, 1, 3));
    }

    @ParameterizedTest
    @MethodSource("finite")
    void kernelsAreDistributions(Domain domain) {
        for (double bandwidth : List.of(0.05, 0.3, 0.9)) {
            Column column = Column.of(domain, bandwidth);
            for (Object observed : domain.values()) {
                double sum = 0;
                for (Object value : domain.values()) {
                    sum += column.ratio(column.encode(value), column.encode(observed)) / domain.size();
                }
                assertThat(sum).isCloseTo(1, within(1e-9));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("finite")
    void drawsFollowTheKernel(Domain domain) {
        Column column = Column.of(domain, 0.4);
        double observed = column.encode(domain.values().get(1));
        Random random = new Random(3);
        int draws = 40_000;
        Map<Object, Integer> drawn = new HashMap<>();
        for (int i = 0; i < draws; i++) {
            drawn.merge(column.decode(column.draw(observed, random)), 1, Integer::sum);
        }
        for (Object value : domain.values()) {
            double expected = column.ratio(column.encode(value), observed) / domain.size();
            assertThat(drawn.getOrDefault(value, 0) / (double) draws).isCloseTo(expected, within(0.012));
        }
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void realKernelsIntegrateToOneAndStayInside(Domain.RealRange range) {
        Column column = Column.of(range, 0.3);
        Random random = new Random(4);
        double sum = 0;
        for (int i = 0; i < 10_000; i++) {
            sum += column.ratio((i + 0.5) / 10_000, 0.2) / 10_000;
            assertThat(range.contains(column.decode(column.draw(0.02, random)))).isTrue();
        }
        assertThat(sum).isCloseTo(1, within(1e-4));
    }

    static Stream<Domain.RealRange> ranges() {
        return Stream.of(new Domain.RealRange(-2, 3, false), new Domain.RealRange(1e-4, 1e-1, true));
    }
}
