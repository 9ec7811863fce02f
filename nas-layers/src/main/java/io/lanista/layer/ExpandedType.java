package io.lanista.layer;

import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Shape;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A layer type that is defined by a graph of simpler layers, from which all else follows. Built once, then never changed. */
final class ExpandedType implements LayerType {
    /** The graph of a complete layer. */
    @FunctionalInterface
    interface Expansion {
        Graph graph(Layer layer, Shape input);
    }

    /** The layer with all its attributes. */
    @FunctionalInterface
    interface Completion {
        Layer complete(Layer layer, Shape input);
    }

    private final LayerCatalogue simpler;
    private final String name;
    private final String description;
    private final List<Attribute> attributes;
    private final Completion completion;
    private final Expansion expansion;
    private boolean skip;
    private UnaryOperator<Layer> withoutNormScales = layer -> layer;

    ExpandedType(
            LayerCatalogue simpler,
            String name,
            String description,
            List<Attribute> attributes,
            Completion completion,
            Expansion expansion) {
        this.simpler = simpler;
        this.name = name;
        this.description = description;
        this.attributes = attributes;
        this.completion = completion;
        this.expansion = expansion;
    }

    ExpandedType skip() {
        skip = true;
        return this;
    }

    ExpandedType withoutNormScales(UnaryOperator<Layer> change) {
        withoutNormScales = change;
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public List<Attribute> attributes() {
        return attributes;
    }

    @Override
    public Layer complete(Layer layer, List<Shape> inputs) {
        return completion.complete(layer, Shapes.ranked(layer, inputs, 3, "(channels, height, width)"));
    }

    @Override
    public Shape infer(Layer layer, List<Shape> inputs) {
        return analysis(layer, inputs).shape();
    }

    @Override
    public long parameters(Layer layer, List<Shape> inputs) {
        return analysis(layer, inputs).parameters();
    }

    @Override
    public long flops(Layer layer, List<Shape> inputs) {
        return analysis(layer, inputs).flops();
    }

    @Override
    public long elementwise(Layer layer, List<Shape> inputs) {
        GraphAnalysis analysis = analysis(layer, inputs);
        return analysis.operations() - analysis.flops();
    }

    private GraphAnalysis analysis(Layer layer, List<Shape> inputs) {
        return new GraphAnalysis(simpler, expansion.graph(layer, inputs.get(0)), inputs, "");
    }

    @Override
    public boolean isSkip(Layer layer, List<Shape> inputs) {
        return skip;
    }

    @Override
    public Layer withoutNormScales(Layer layer) {
        return withoutNormScales.apply(layer);
    }

    @Override
    public Optional<Graph> expansion(Layer layer, List<Shape> inputs) {
        return Optional.of(expansion.graph(layer, inputs.get(0)));
    }
}
