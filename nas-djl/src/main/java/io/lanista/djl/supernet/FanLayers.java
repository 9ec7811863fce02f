package io.lanista.djl.supernet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.lanista.api.layer.Attribute;
import io.lanista.api.model.Layer;
import io.lanista.djl.backend.Layers;
import io.lanista.djl.backend.Normalization;
import io.lanista.djl.backend.ParameterLayout;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.block.LayerSite;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Layers of all choices at once. Their parameters lie one behind the other, so that they are one tensor. */
final class FanLayers {
    /** Instead of a candidate: scaled by no candidate's weight. */
    static final int UNSCALED = -1;

    private final int choices;
    private final ParameterLayout.Builder weights;
    private final ParameterLayout.Builder buffers;
    private final List<List<Integer>> joinedWeights = new ArrayList<>();
    private final List<List<Integer>> joinedBuffers = new ArrayList<>();
    private final List<List<Integer>> sharedBuffers = new ArrayList<>();

    FanLayers(int choices, ParameterLayout.Builder weights, ParameterLayout.Builder buffers) {
        this.choices = choices;
        this.weights = weights;
        this.buffers = buffers;
    }

    /** Makes the parameters lie together. */
    void join() {
        joinedWeights.forEach(weights::join);
        joinedBuffers.forEach(buffers::join);
        sharedBuffers.forEach(buffers::share);
    }

    /**
     * A convolution.
     *
     * @param paths where it stands in each choice
     * @param dense whether it reads the choices' common image, rather than an image for each
     */
    FanLayer convolution(Layer layer, List<String> paths, boolean dense) {
        int groups = Math.toIntExact(layer.integer("groups", 1)) * (dense ? 1 : choices);
        Shape stride = sizes(layer, "stride");
        Shape padding = sizes(layer, "padding");
        Shape dilation = sizes(layer, "dilation");
        int weight = parameter(paths, "weight");
        int bias = layer.flag("bias", true) ? parameter(paths, "bias") : LayerSite.NONE;
        return (inputs, pass) -> Layers.convolution(
                inputs.get(0),
                pass.pass().joinedParameters(weight),
                bias == LayerSite.NONE ? null : pass.pass().joinedParameters(bias),
                stride,
                padding,
                dilation,
                groups);
    }

    private static Shape sizes(Layer layer, String attribute) {
        return new Shape(Attribute.sizes(layer, attribute, 2));
    }

    /**
     * A batch normalisation.
     *
     * @param alike whether it is the same for all choices, and reads their common image
     * @param candidate by whose weights its result is scaled, or {@link #UNSCALED}
     */
    FanLayer norm(Layer layer, List<String> paths, boolean alike, int candidate) {
        List<List<Integer>> group = alike ? sharedBuffers : joinedBuffers;
        int mean = slot(paths, "running_mean", buffers, group);
        int variance = slot(paths, "running_variance", buffers, group);
        boolean affine = layer.flag("affine", true);
        int gamma = affine ? parameter(paths, "gamma") : LayerSite.NONE;
        int beta = affine ? parameter(paths, "beta") : LayerSite.NONE;
        double momentum = layer.real("momentum", 0);
        double epsilon = layer.real("epsilon", 0);
        return (inputs, pass) -> {
            NDArray scale = affine ? pass.pass().joinedParameters(gamma) : null;
            NDArray shift = affine ? pass.pass().joinedParameters(beta) : null;
            if (candidate != UNSCALED) {
                NDArray weight = pass.scale(candidate);
                scale = scale == null ? weight : Tensors.multiply(scale, weight);
                shift = shift == null ? null : Tensors.multiply(shift, weight);
            }
            return Normalization.batchNorm(
                    pass.pass().constants(),
                    inputs.get(0),
                    scale,
                    shift,
                    pass.pass().joinedBuffers(mean),
                    pass.pass().joinedBuffers(variance),
                    pass.pass().training(),
                    momentum,
                    epsilon);
        };
    }

    /** The channels once for each choice. */
    FanLayer copies() {
        return (inputs, pass) -> Tensors.concat(Collections.nCopies(choices, inputs.get(0)), 1);
    }

    /** A concatenation of channels within each of so many choices. */
    FanLayer concat(int of) {
        if (of == 1) {
            return (inputs, pass) -> Tensors.concat(inputs, 1);
        }
        return (inputs, pass) -> {
            List<NDArray> pieces = new ArrayList<>();
            for (int choice = 0; choice < of; choice++) {
                for (NDArray input : inputs) {
                    long channels = input.getShape().get(1) / of;
                    pieces.add(Tensors.slice(input, 1, choice * channels, (choice + 1) * channels));
                }
            }
            return Tensors.concat(pieces, 1);
        };
    }

    private int parameter(List<String> paths, String name) {
        return slot(paths, name, weights, joinedWeights);
    }

    private int slot(List<String> paths, String name, ParameterLayout.Builder layout, List<List<Integer>> groups) {
        List<Integer> slots = new ArrayList<>();
        for (String path : paths) {
            slots.add(layout.slot(path + "." + name)
                    .orElseThrow(() ->
                            new IllegalStateException("The layer at (" + path + ") has no parameter (" + name + ").")));
        }
        if (slots.size() > 1) {
            groups.add(slots);
        }
        return slots.get(0);
    }
}
