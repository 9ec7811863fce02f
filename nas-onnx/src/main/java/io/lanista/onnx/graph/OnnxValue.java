package io.lanista.onnx.graph;

import io.lanista.api.model.Shape;
import org.jspecify.annotations.Nullable;

/**
 * What goes into a graph or comes out of it: a tensor {@code (batch, …)} with a batch of any size.
 *
 * @param name unique in the graph
 * @param type of its numbers
 * @param shape of one example; null for one that runtimes work out
 */
public record OnnxValue(
        String name, ElementType type, @Nullable Shape shape) {}
