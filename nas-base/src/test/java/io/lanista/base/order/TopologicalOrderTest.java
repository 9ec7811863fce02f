package io.lanista.base.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopologicalOrderTest {
    private record Thing(String name, List<String> needs) {}

    private static Map<String, Thing> things(Thing... things) {
        Map<String, Thing> byName = new LinkedHashMap<>();
        for (Thing thing : things) {
            byName.put(thing.name, thing);
        }
        return byName;
    }

    private static List<String> order(Map<String, Thing> things) {
        return TopologicalOrder.of(things, Thing::needs, cycle -> new IllegalArgumentException(cycle.toString()))
                .stream()
                .map(Thing::name)
                .toList();
    }

    @Test
    void anOrderInWhichEachComesAfterItsNeedsIsKept() {
        assertThat(order(things(
                        new Thing("a", List.of()), new Thing("b", List.of()), new Thing("c", List.of("a", "b")))))
                .containsExactly("a", "b", "c");
    }

    @Test
    void whatIsNeededComesFirst() {
        assertThat(order(things(
                        new Thing("c", List.of("b", "a")), new Thing("a", List.of()), new Thing("b", List.of("a")))))
                .containsExactly("a", "b", "c");
    }

    @Test
    void namesOfNothingHereDontCount() {
        assertThat(order(things(new Thing("a", List.of("outside"))))).containsExactly("a");
    }

    @Test
    void aCycleIsToldWithoutWhatLedToIt() {
        assertThatThrownBy(() -> order(things(
                        new Thing("start", List.of("a")),
                        new Thing("a", List.of("b")),
                        new Thing("b", List.of("c")),
                        new Thing("c", List.of("a")))))
                .hasMessage("[a, b, c]");
        assertThatThrownBy(() -> order(things(new Thing("self", List.of("self")))))
                .hasMessage("[self]");
    }

    @Test
    void chainsMayBeLong() {
        Map<String, Thing> chain = new LinkedHashMap<>();
        for (int i = 0; i < 100_000; i++) {
            chain.put("t" + i, new Thing("t" + i, List.of("t" + (i + 1))));
        }
        assertThat(order(chain)).hasSize(100_000).startsWith("t99999");
    }
}
