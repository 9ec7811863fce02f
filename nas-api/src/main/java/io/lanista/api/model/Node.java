package io.lanista.api.model;

import java.util.List;

/**
 * A node of a graph.
 *
 * @param name unique within its graph
 * @param operation what it does
 * @param inputs the names of the nodes or graph inputs that it reads, in order
 */
public record Node(String name, Operation operation, List<String> inputs) {
    /** Copies. */
    public Node {
        inputs = List.copyOf(inputs);
        if (name.isBlank()) {
            throw new IllegalArgumentException("A node's name must not be empty.");
        }
    }
}
