package io.lanista.api.model;

import java.util.List;
import java.util.function.Function;

/**
 * What a node of a graph does: a {@link Layer}, a nested graph, or a placeholder whose meaning a decision gives.
 *
 * <p>Whoever goes through operations by their kind uses {@link #match}, or {@link #nested} where only what stands inside
 * matters. Both cover all kinds at compile time: a new kind doesn't compile before every walk handles it.
 */
public sealed interface Operation permits Layer, Subgraph, LayerChoice, InputChoice, Repeat, Cell {
    /**
     * Calls the function for this operation's kind.
     *
     * @return what that function makes of this operation
     */
    <R> R match(
            Function<Layer, R> layer,
            Function<Subgraph, R> subgraph,
            Function<LayerChoice, R> layerChoice,
            Function<InputChoice, R> inputChoice,
            Function<Repeat, R> repeat,
            Function<Cell, R> cell);

    /**
     * The operations directly inside: of the nodes of a nested graph, the candidates of a choice, the bodies of a repeat, all
     * operations of a cell (once, where all its edges offer the same). Empty for layers and input choices.
     */
    List<Operation> nested();

    /** A stable hash of the content: 32 hexadecimal digits, equal in every JVM for equal operations. */
    default String hash() {
        return OperationHash.of(this);
    }

    /** Whether nothing in this operation is left to decide. */
    default boolean isConcrete() {
        return false;
    }

    /**
     * This operation with some decisions answered; the others stay open.
     *
     * @throws InvalidArchitectureException if the answers describe something that can't be built
     */
    default Operation resolve(Answers answers) {
        return new Resolver(answers).operation(this);
    }
}
