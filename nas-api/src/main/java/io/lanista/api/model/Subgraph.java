package io.lanista.api.model;

/**
 * A nested graph. The node that holds it gives one input for each of the graph's inputs, in order.
 *
 * @param graph what stands inside
 */
public record Subgraph(Graph graph) implements Operation {}
