package io.lanista.dashboard.view;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A layer in a few words, as people draw it: {@code conv2d 3×3, 16, stride 2} for a convolution to 16 channels. Attributes that have
 * the value which goes without saying are left out.
 */
final class LayerTitle {
    private static final Map<String, Object> UNSAID = Map.of(
            "stride", 1L, "dilation", 1L, "groups", 1L, "bias", true, "padding", "same", "offset", 0L, "epsilon", 1e-5);

    /** Said first and without their names. */
    private static final List<String> SIZES = List.of("out_channels", "units", "features", "rate", "size");

    private static final Set<String> NEVER =
            Set.of("bias", "padding", "count_include_pad", "epsilon", "momentum", "affine");

    private LayerTitle() {}

    /**
     * @param layer as it stands in the model, or with all attributes filled in where its place is known
     */
    static String of(Layer layer) {
        List<String> words = new ArrayList<>();
        Object kernel = constant(layer, "kernel");
        for (String name : SIZES) {
            Object value = constant(layer, name);
            if (value != null) {
                words.add(plain(value));
            }
        }
        for (Map.Entry<String, Value> attribute : layer.attributes().entrySet()) {
            String name = attribute.getKey();
            Object value = constant(layer, name);
            boolean said = name.equals("kernel") || SIZES.contains(name) || NEVER.contains(name);
            if (!said && value != null && !value.equals(UNSAID.get(name))) {
                words.add(name.replace('_', ' ') + " " + plain(value));
            }
        }
        String title = layer.type() + (kernel == null ? "" : " " + square(kernel, layer.type()));
        return words.isEmpty() ? title : title + (kernel == null ? " " : ", ") + String.join(", ", words);
    }

    private static String square(Object kernel, String type) {
        if (kernel instanceof List<?> sizes) {
            return String.join("×", sizes.stream().map(String::valueOf).toList());
        }
        return type.endsWith("1d") ? kernel.toString() : kernel + "×" + kernel;
    }

    private static @Nullable Object constant(Layer layer, String name) {
        Value value = layer.attributes().get(name);
        return value == null ? null : value.constant().orElse(null);
    }

    private static String plain(Object value) {
        return value instanceof Double number && number == Math.rint(number)
                ? String.valueOf(Math.round(number))
                : String.valueOf(value);
    }

    /** What a layer is for, by which it is coloured: {@code conv}, {@code dense}, {@code pool}, {@code join}, {@code skip} or {@code other}. */
    static String role(String type) {
        if (type.contains("conv") || type.equals("inverted_residual") || type.equals("factorized_reduction")) {
            return "conv";
        }
        if (type.contains("pool")) {
            return "pool";
        }
        if (Set.of("linear", "embedding", "lstm", "gru", "multi_head_attention").contains(type)) {
            return "dense";
        }
        if (Set.of("add", "mean", "multiply", "concat").contains(type)) {
            return "join";
        }
        return Set.of("identity", "zero").contains(type) ? "skip" : "other";
    }
}
