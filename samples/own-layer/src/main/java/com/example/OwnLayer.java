package com.example;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Shape;
import io.lanista.djl.backend.Initial;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.block.Computation;
import io.lanista.djl.block.LayerProvider;
import io.lanista.djl.block.LayerSite;
import io.lanista.djl.block.WeightSlot;
import io.lanista.layer.Attribute;
import io.lanista.layer.LayerType;
import io.lanista.layer.ZeroRule;
import java.util.List;

/**
 * {@code own_scale}: each feature times a number that is learnt, and times a factor. Takes rows, {@code (batch, features)}, and keeps
 * their shape.
 */
public final class OwnLayer implements LayerProvider, LayerType {
    static final String FACTOR = "factor";

    @Override
    public LayerType type() {
        return this;
    }

    @Override
    public String name() {
        return "own_scale";
    }

    @Override
    public List<Attribute> attributes() {
        return List.of(Attribute.real(FACTOR, 0, 100, 1));
    }

    @Override
    public Shape infer(Layer layer, List<Shape> inputs) {
        return inputs.get(0);
    }

    @Override
    public long parameters(Layer layer, List<Shape> inputs) {
        return inputs.get(0).count();
    }

    /** For zeros it gives zeros: no bias is added. */
    @Override
    public ZeroRule zeros(Layer layer) {
        return ZeroRule.IF_ALL_INPUTS_ARE;
    }

    @Override
    public Computation build(LayerSite site) {
        float factor = (float) site.layer().real(FACTOR, 1);
        WeightSlot scale = site.parameter("scale", Initial.ones(), site.input().get(0));
        return (inputs, pass) ->
                Tensors.multiply(inputs.get(0), pass.parameter(scale)).mul(factor);
    }
}
