package io.lanista.testkit;

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

/** Each channel times a number that is learnt, or twice as large. A mistake can be built into it. */
public class GateProvider implements LayerProvider, LayerType {
    /** What is wrong. */
    enum Mistake {
        NONE,
        TOO_FEW_PARAMETERS,
        NO_IDENTITY,
        NOT_ZERO,
        NOT_CHANNELWISE
    }

    private final Mistake mistake;

    /** For the service loader. */
    public GateProvider() {
        this(Mistake.NONE);
    }

    GateProvider(Mistake mistake) {
        this.mistake = mistake;
    }

    @Override
    public LayerType type() {
        return this;
    }

    @Override
    public String name() {
        return "gate";
    }

    @Override
    public List<Attribute> attributes() {
        return List.of(Attribute.flag("learns", true));
    }

    @Override
    public Shape infer(Layer layer, List<Shape> inputs) {
        return inputs.get(0);
    }

    @Override
    public long parameters(Layer layer, List<Shape> inputs) {
        long channels = inputs.get(0).get(0);
        return learns(layer) ? channels - (mistake == Mistake.TOO_FEW_PARAMETERS ? 1 : 0) : 0;
    }

    @Override
    public boolean isIdentity(Layer layer, List<Shape> inputs) {
        return mistake == Mistake.NO_IDENTITY && !learns(layer);
    }

    @Override
    public boolean isSkip(Layer layer, List<Shape> inputs) {
        return true;
    }

    @Override
    public ZeroRule zeros(Layer layer) {
        return mistake == Mistake.NOT_ZERO ? ZeroRule.ALWAYS : ZeroRule.IF_ALL_INPUTS_ARE;
    }

    @Override
    public boolean isChannelwise(Layer layer) {
        return !learns(layer);
    }

    private static boolean learns(Layer layer) {
        return layer.flag("learns", true);
    }

    @Override
    public Computation build(LayerSite site) {
        if (!learns(site.layer())) {
            return (inputs, pass) -> mistake == Mistake.NOT_CHANNELWISE
                    ? Tensors.multiply(inputs.get(0), Tensors.slice(inputs.get(0), 1, 0, 1))
                    : Tensors.add(inputs.get(0), inputs.get(0));
        }
        long channels = site.input().get(0);
        WeightSlot scale = site.parameter("scale", Initial.ones(), channels);
        return (inputs, pass) ->
                Tensors.multiply(inputs.get(0), Tensors.reshape(pass.parameter(scale), 1, channels, 1, 1));
    }
}
