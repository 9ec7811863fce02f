package io.lanista.api.model;

/**
 * What a node of a graph does: a {@link Layer}, a nested graph, or a placeholder whose meaning a decision gives.
 */
public sealed interface Operation permits Layer, Subgraph, LayerChoice, InputChoice, Repeat, Cell {
    /** A stable hash of the content: 32 hexadecimal digits, equal in every JVM for equal operations. */
    default String hash() {
        return OperationHash.of(this);
    }

    /** Whether nothing in this operation is left to decide. */
    default boolean isConcrete() {
        return this instanceof Subgraph nested && nested.graph().isConcrete();
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
