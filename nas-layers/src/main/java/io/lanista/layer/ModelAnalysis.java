package io.lanista.layer;

import io.lanista.api.model.Graph;
import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import java.util.List;

/**
 * Shapes and costs of a concrete model, found from the graph alone: nothing is allocated, and no tensor library is needed.
 * Immutable.
 */
public final class ModelAnalysis {
    private final List<LayerUse> layers;
    private final Shape output;
    private final int depth;
    private final long parameters;
    private final long flops;
    private final long operations;

    private ModelAnalysis(GraphAnalysis graph) {
        this.layers = List.copyOf(graph.uses());
        this.output = graph.shape();
        this.depth = graph.depth();
        this.parameters = graph.parameters();
        this.flops = graph.flops();
        this.operations = graph.operations();
    }

    /**
     * Analyses a model.
     *
     * @param model nothing in it is left to decide
     * @throws InvalidArchitectureException if shapes don't fit; the message names the place and both shapes
     * @throws IllegalArgumentException if a layer's type or attributes are wrong, or something is left to decide; the
     *     message names the place
     */
    public static ModelAnalysis of(Model model, LayerCatalogue catalogue) {
        return new ModelAnalysis(new GraphAnalysis(
                catalogue, model.graph(), List.copyOf(model.inputs().values()), ""));
    }

    /**
     * Analyses a concrete graph on inputs of these shapes.
     *
     * @throws InvalidArchitectureException as {@link #of(Model, LayerCatalogue)} says
     */
    public static ModelAnalysis of(Graph graph, List<Shape> inputs, LayerCatalogue catalogue) {
        return new ModelAnalysis(new GraphAnalysis(catalogue, graph, inputs, ""));
    }

    /** All layers with their places and shapes, each after those that it reads; nested graphs are flattened. */
    public List<LayerUse> layers() {
        return layers;
    }

    /** The shape that comes out for one example. */
    public Shape output() {
        return output;
    }

    /** How many trainable numbers the model has. */
    public long parameters() {
        return parameters;
    }

    /** How many operations one example takes, forward only. */
    public long flops(FlopCounting counting) {
        return counting == FlopCounting.MULTIPLY_ADDS ? flops : operations;
    }

    /** How many multiply-accumulates one example takes, forward only. */
    public long flops() {
        return flops;
    }

    /**
     * How many weighted layers (convolutions, linear and recurrent layers, attention, embeddings; no normalisation) lie on
     * the longest way from an input to the output.
     */
    public int depth() {
        return depth;
    }

    @Override
    public String toString() {
        return layers.size() + " layers, output " + output + ", " + parameters + " parameters, " + flops
                + " multiply-adds, depth " + depth;
    }
}
