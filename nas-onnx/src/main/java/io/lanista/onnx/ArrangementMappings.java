package io.lanista.onnx;

import io.lanista.api.model.Shape;
import io.lanista.onnx.graph.OnnxOperator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Layers without weights that copy, cut or rearrange values; among them the masks, which do nothing in use. */
final class ArrangementMappings {
    private ArrangementMappings() {}

    static Map<String, LayerMapping> mappings() {
        Map<String, LayerMapping> mappings = new HashMap<>();
        mappings.put("identity", OnnxLayer::input);
        mappings.put("dropout", OnnxLayer::input);
        mappings.put("drop_path", OnnxLayer::input);
        mappings.put("zero", ArrangementMappings::zero);
        mappings.put("narrow", ArrangementMappings::narrow);
        mappings.put("shift", ArrangementMappings::shift);
        mappings.put("channel_shuffle", ArrangementMappings::channelShuffle);
        mappings.put("flatten", layer -> layer.add(OnnxOperator.of("Flatten").integer("axis", 1), layer.input()));
        mappings.put("reshape", layer -> layer.reshape(layer.input(), batched(layer.outputShape())));
        mappings.put("transpose", ArrangementMappings::transpose);
        return mappings;
    }

    /** The shape with a batch that stays as it is. */
    static long[] batched(Shape example) {
        return LongStream.concat(LongStream.of(0), example.sizes().stream().mapToLong(Long::longValue))
                .toArray();
    }

    /** Made, not computed: the product with zero would be NaN where the input is infinite. */
    private static String zero(OnnxLayer layer) {
        OnnxOperator batch = OnnxOperator.of("Shape").integer("start", 0).integer("end", 1);
        String shape = layer.add(
                OnnxOperator.of("Concat").integer("axis", 0),
                layer.add(batch, layer.input()),
                layer.integers("shape", layer.outputShape().toArray()));
        return layer.add(OnnxOperator.of("ConstantOfShape"), shape);
    }

    private static String narrow(OnnxLayer layer) {
        long from = layer.integer("offset");
        return layer.add(
                OnnxOperator.of("Slice"),
                layer.input(),
                layer.integers("starts", from),
                layer.integers("ends", from + layer.integer("channels")),
                layer.integers("axes", 1));
    }

    /** Zeros at the end, then a cut at the beginning: older runtimes get a negative padding wrong. */
    private static String shift(OnnxLayer layer) {
        Shape image = layer.inputShape();
        String padded =
                layer.add(OnnxOperator.of("Pad"), layer.input(), layer.integers("pads", 0, 0, 0, 0, 0, 0, 1, 1));
        return layer.add(
                OnnxOperator.of("Slice"),
                padded,
                layer.integers("starts", 1, 1),
                layer.integers("ends", image.get(1) + 1, image.get(2) + 1),
                layer.integers("axes", 2, 3));
    }

    private static String channelShuffle(OnnxLayer layer) {
        Shape image = layer.inputShape();
        long groups = layer.integer("groups");
        String grouped = layer.reshape(layer.input(), 0, groups, image.get(0) / groups, image.get(1), image.get(2));
        return layer.reshape(layer.transpose(grouped, 0, 2, 1, 3, 4), batched(image));
    }

    private static String transpose(OnnxLayer layer) {
        List<Long> axes = layer.layer().integers("axes", List.of());
        long[] order = LongStream.concat(LongStream.of(0), axes.stream().mapToLong(axis -> axis + 1))
                .toArray();
        return layer.transpose(layer.input(), order);
    }
}
