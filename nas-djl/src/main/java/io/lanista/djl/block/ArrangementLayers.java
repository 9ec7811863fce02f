package io.lanista.djl.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.lanista.djl.backend.Tensors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Layers without weights that copy, cut or rearrange values. */
final class ArrangementLayers {
    private ArrangementLayers() {}

    static Map<String, LayerBuilder> builders() {
        Map<String, LayerBuilder> builders = new HashMap<>();
        builders.put("identity", site -> (inputs, pass) -> inputs.get(0));
        builders.put("zero", ArrangementLayers::zero);
        builders.put("narrow", ArrangementLayers::narrow);
        builders.put("shift", site -> (inputs, pass) -> Tensors.pad(inputs.get(0), -1, 1, -1, 1, 0));
        builders.put("channel_shuffle", ArrangementLayers::channelShuffle);
        builders.put("flatten", site -> (inputs, pass) -> Tensors.reshape(inputs.get(0), batch(inputs.get(0)), -1));
        builders.put("reshape", ArrangementLayers::reshape);
        builders.put("transpose", ArrangementLayers::transpose);
        return builders;
    }

    private static Computation zero(LayerSite site) {
        Shape example = new Shape(site.output().toArray());
        return (inputs, pass) -> {
            NDArray x = inputs.get(0);
            return x.getManager().zeros(new Shape(batch(x)).addAll(example));
        };
    }

    private static Computation narrow(LayerSite site) {
        long from = site.integer("offset");
        long to = from + site.integer("channels");
        return (inputs, pass) -> Tensors.slice(inputs.get(0), 1, from, to);
    }

    private static Computation channelShuffle(LayerSite site) {
        long groups = site.integer("groups");
        long channels = site.input().get(0);
        long height = site.input().get(1);
        long width = site.input().get(2);
        return (inputs, pass) -> {
            NDArray x = inputs.get(0);
            NDArray grouped = Tensors.reshape(x, batch(x), groups, channels / groups, height, width);
            return Tensors.reshape(Tensors.permute(grouped, 0, 2, 1, 3, 4), batch(x), channels, height, width);
        };
    }

    private static Computation reshape(LayerSite site) {
        long[] example = site.output().toArray();
        return (inputs, pass) -> {
            NDArray x = inputs.get(0);
            return Tensors.reshape(
                    x,
                    LongStream.concat(LongStream.of(batch(x)), LongStream.of(example))
                            .toArray());
        };
    }

    private static Computation transpose(LayerSite site) {
        List<Long> axes = site.layer().integers("axes", List.of());
        long[] order = LongStream.concat(LongStream.of(0), axes.stream().mapToLong(axis -> axis + 1))
                .toArray();
        return (inputs, pass) -> Tensors.permute(inputs.get(0), order);
    }

    private static long batch(NDArray x) {
        return x.getShape().get(0);
    }
}
