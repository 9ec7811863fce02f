package io.lanista.testkit;

import io.lanista.onnx.OnnxLayer;
import io.lanista.onnx.OnnxMapping;
import io.lanista.onnx.graph.OnnxOperator;

/** Writes a {@link GateProvider}'s layer. A mistake can be built into it. */
public class GateMapping implements OnnxMapping {
    private final boolean forgetsTheScale;

    /** For the service loader. */
    public GateMapping() {
        this(false);
    }

    GateMapping(boolean forgetsTheScale) {
        this.forgetsTheScale = forgetsTheScale;
    }

    @Override
    public String layerType() {
        return "gate";
    }

    @Override
    public String map(OnnxLayer layer) {
        if (!layer.hasParameter("scale") || forgetsTheScale) {
            return layer.add(OnnxOperator.of("Add"), layer.input(), layer.input());
        }
        long channels = layer.inputShape().get(0);
        return layer.add(
                OnnxOperator.of("Mul"),
                layer.input(),
                layer.constant("scale", new long[] {1, channels, 1, 1}, layer.parameterValues("scale")));
    }
}
