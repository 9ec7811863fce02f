package io.lanista.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelBoundsTest {
    private static Model model(Operation operation) {
        return Model.named("m").input("x", 8).then("body", operation).build();
    }

    @Test
    void copiesAndCandidatesCountAsIfTheyWereWrittenOut() {
        Operation inner = Repeat.of("inner", 1, 400, Layer.of("relu"));
        assertThat(model(Repeat.of("outer", 1, 400, inner))).isNotNull();
        assertThatThrownBy(() -> model(Repeat.of("outer", 1, 600, inner)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The model (m) has more than (200000) operations");
    }

    @Test
    void whatDoublesAgainAndAgainIsRefusedWithoutBeingWrittenOut() {
        Operation operation = Layer.of("relu");
        for (int i = 0; i < 60; i++) {
            operation = LayerChoice.of("c" + i, Candidate.of("a", operation), Candidate.of("b", operation));
        }
        Operation doubled = operation;
        assertThatThrownBy(() -> model(doubled)).hasMessageContaining("operations");
    }

    @Test
    void nestingIsBounded() {
        Operation operation = Layer.of("relu");
        for (int i = 0; i < 100_000; i++) {
            operation = Graph.sequence(operation);
        }
        Operation deep = operation;
        assertThatThrownBy(() -> model(deep)).hasMessageContaining("more than (100) levels deep");
    }

    @Test
    void nodesMayBeWrittenInAnyOrderHoweverMany() {
        List<Node> nodes = new ArrayList<>(IntStream.range(0, 20_000)
                .mapToObj(i -> new Node("n" + i, Layer.of("relu"), List.of(i == 0 ? "x" : "n" + (i - 1))))
                .toList());
        Graph inOrder = Graph.of(List.of("x"), nodes, "n19999");
        Collections.reverse(nodes);
        assertThat(Graph.of(List.of("x"), nodes, "n19999")).isEqualTo(inOrder);
        nodes.set(0, new Node("n19999", Layer.of("relu"), List.of("n0")));
        nodes.set(19_999, new Node("n0", Layer.of("relu"), List.of("n1")));
        assertThatThrownBy(() -> Graph.of(List.of("x"), nodes, "n19999"))
                .hasMessageContaining("read each other in a cycle");
    }

    @Test
    void everyKindOfOperationIsMatchedByItsOwnFunction() {
        List<Operation> kinds = List.of(
                Layer.of("relu"),
                Graph.sequence(Layer.of("relu")),
                LayerChoice.of("c", Candidate.of("a", Layer.of("relu"))),
                InputChoice.optional("i"),
                Repeat.of("r", 1, 2, Layer.of("relu")),
                Cell.named("k", 2)
                        .candidates(List.of(Candidate.of("a", Layer.of("relu"))))
                        .build());
        assertThat(kinds)
                .extracting(kind -> kind.<String>match(
                        layer -> "Layer",
                        subgraph -> "Subgraph",
                        choice -> "LayerChoice",
                        choice -> "InputChoice",
                        repeat -> "Repeat",
                        cell -> "Cell"))
                .isEqualTo(kinds.stream()
                        .map(kind -> kind.getClass().getSimpleName())
                        .toList());
        assertThat(kinds).extracting(kind -> kind.nested().size()).containsExactly(0, 1, 1, 0, 1, 1);
    }
}
