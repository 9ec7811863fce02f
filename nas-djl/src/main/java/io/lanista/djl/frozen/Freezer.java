package io.lanista.djl.frozen;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Shape;
import io.lanista.djl.backend.NamedArrays;
import io.lanista.djl.block.NetworkPlan;
import io.lanista.djl.block.PlannedLayer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Goes through a network once, in the order of computation, and makes steps of its layers. Used for one network. */
final class Freezer {
    private static final int IMAGE = 3;

    /** Of one tensor, they make the same. */
    private static final Set<String> JOINING = Set.of("add", "mean", "multiply", "concat");

    private final NetworkPlan plan;
    private final NamedArrays parameters;
    private final NamedArrays buffers;
    private final Map<Integer, List<PlannedLayer>> readers = new HashMap<>();
    private final Set<PlannedLayer> folded = new HashSet<>();
    private final List<FrozenStep> steps = new ArrayList<>();
    private final List<Shape> shapes = new ArrayList<>();

    /** Where the tensors of the plan lie, by their numbers; several may lie in one place. */
    private final Map<Integer, Integer> homes = new HashMap<>();

    private int rows = 1;
    private int length = 1;

    Freezer(NetworkPlan plan, NamedArrays parameters, NamedArrays buffers) {
        this.plan = plan;
        this.parameters = parameters;
        this.buffers = buffers;
    }

    Optional<FrozenNetwork> freeze() {
        List<Shape> inputs = List.copyOf(plan.model().inputs().values());
        if (inputs.size() != 1 || !isKnown(inputs.get(0))) {
            return Optional.empty();
        }
        homes.put(0, place(inputs.get(0)));
        plan.layers()
                .forEach(layer -> layer.from()
                        .forEach(read -> readers.computeIfAbsent(read, r -> new ArrayList<>())
                                .add(layer)));
        for (PlannedLayer layer : plan.layers()) {
            boolean shapes = isKnown(layer.use().output())
                    && layer.use().inputs().stream().allMatch(Freezer::isKnown);
            if (!shapes || !folded.contains(layer) && !add(layer)) {
                return Optional.empty();
            }
        }
        return Optional.of(new FrozenNetwork(steps, shapes, new int[] {rows, length}, home(plan.result())));
    }

    /** Images and vectors; sequences are left to the engine. */
    private static boolean isKnown(Shape shape) {
        return shape.rank() == IMAGE || shape.rank() == 1;
    }

    private int place(Shape shape) {
        shapes.add(shape);
        return shapes.size() - 1;
    }

    private int home(int tensor) {
        return homes.getOrDefault(tensor, 0);
    }

    /** Adds a layer; false for a type that isn't known. */
    private boolean add(PlannedLayer layer) {
        String type = layer.use().layer().type();
        int from = home(layer.from().get(0));
        List<Integer> all = layer.from().stream().map(this::home).toList();
        if (all.size() == 1 && JOINING.contains(type)) {
            homes.put(layer.to(), from);
            return true;
        }
        switch (type) {
            case "identity", "dropout", "drop_path" -> homes.put(layer.to(), from);
            case "conv2d" -> convolution(layer);
            case "linear" -> {
                return dense(layer);
            }
            case "batch_norm" -> {
                Normal normal = Normal.of(layer, parameters, buffers);
                int to = placed(layer);
                steps.add(new Elementwise.Scale(from, to, normal.scale(), normal.shift(), activation(layer)));
            }
            case "add" -> steps.add(new Elementwise.Sum(all, placed(layer), 1, activation(layer)));
            case "mean" -> steps.add(new Elementwise.Sum(all, placed(layer), 1f / all.size(), activation(layer)));
            case "multiply" -> steps.add(new Elementwise.Product(all, placed(layer)));
            case "concat" -> {
                if (layer.use().layer().integer("axis", 0) != 0) {
                    return false;
                }
                steps.add(new Elementwise.Concat(all, placed(layer)));
            }
            case "zero" -> steps.add(new Arrangement.Zero(from, placed(layer)));
            case "narrow", "channel_shuffle", "shift" -> {
                return arrange(layer, from);
            }
            case "flatten" -> steps.add(new Elementwise.Concat(List.of(from), placed(layer)));
            case "max_pool2d" -> steps.add(new Pools.Maximum(from, placed(layer), window(layer, false)));
            case "avg_pool2d" ->
                steps.add(Pools.Average.of(
                        from,
                        placed(layer),
                        window(layer, false),
                        layer.use().layer().flag("count_include_pad", false)));
            case "global_avg_pool" -> steps.add(new Pools.Global(from, placed(layer)));
            default -> {
                return activate(layer, from);
            }
        }
        return true;
    }

    private boolean arrange(PlannedLayer layer, int from) {
        Layer how = layer.use().layer();
        Shape shape = layer.use().output();
        if (shape.rank() != IMAGE) {
            return false;
        }
        int to = placed(layer);
        switch (how.type()) {
            case "narrow" -> steps.add(new Arrangement.Narrow(from, to, Math.toIntExact(how.integer("offset", 0))));
            case "channel_shuffle" ->
                steps.add(new Arrangement.Shuffle(from, to, Math.toIntExact(how.integer("groups", 1))));
            default -> steps.add(Arrangement.Shift.of(from, to, shape));
        }
        return true;
    }

    private boolean activate(PlannedLayer layer, int from) {
        Optional<Activation> known = Activation.of(layer.use().layer().type());
        known.ifPresent(function -> steps.add(new Elementwise.Activate(from, placed(layer), function)));
        return known.isPresent();
    }

    private int placed(PlannedLayer layer) {
        int place = place(layer.use().output());
        homes.put(layer.to(), place);
        return place;
    }

    private Window window(PlannedLayer layer, boolean dilated) {
        Window window = Window.of(
                layer.use().layer(), layer.use().inputs().get(0), layer.use().output(), dilated);
        length = Math.max(length, window.length());
        return window;
    }

    private void convolution(PlannedLayer layer) {
        Layer conv = layer.use().layer();
        Window window = window(layer, true);
        rows = Math.max(rows, LinearMaps.scratchRows(window));
        int outs = Math.toIntExact(layer.use().output().get(0));
        float[] flat = parameters.values(layer.use().path() + ".weight");
        int width = flat.length / outs;
        float[][] weights = new float[outs][width];
        for (int out = 0; out < outs; out++) {
            System.arraycopy(flat, out * width, weights[out], 0, width);
        }
        float[] biases = biases(layer, outs);
        int from = home(layer.from().get(0));
        int to = placed(layer);
        Optional<PlannedLayer> norm = after(layer, "batch_norm");
        norm.ifPresent(next -> {
            Normal normal = Normal.of(next, parameters, buffers);
            for (int out = 0; out < outs; out++) {
                normal.scale(weights[out], out);
                biases[out] = normal.of(biases[out], out);
            }
            fold(next, to);
        });
        int groups = Math.toIntExact(conv.integer("groups", 1));
        steps.add(
                new LinearMaps.Convolution(from, to, window, groups, weights, biases, activation(norm.orElse(layer))));
    }

    private boolean dense(PlannedLayer layer) {
        if (layer.use().output().rank() != 1) {
            return false;
        }
        int units = Math.toIntExact(layer.use().output().get(0));
        float[] flat = parameters.values(layer.use().path() + ".weight");
        float[] biases = biases(layer, units);
        int from = home(layer.from().get(0));
        int to = placed(layer);
        Optional<PlannedLayer> norm = after(layer, "batch_norm");
        Optional<Normal> normal = norm.map(next -> Normal.of(next, parameters, buffers));
        float[][] weights = new float[flat.length / units][units];
        for (int unit = 0; unit < units; unit++) {
            for (int in = 0; in < weights.length; in++) {
                float weight = flat[unit * weights.length + in];
                weights[in][unit] = normal.isPresent() ? weight * normal.get().scale()[unit] : weight;
            }
            biases[unit] = normal.isPresent() ? normal.get().of(biases[unit], unit) : biases[unit];
        }
        norm.ifPresent(next -> fold(next, to));
        steps.add(new LinearMaps.Dense(from, to, weights, biases, activation(norm.orElse(layer))));
        return true;
    }

    private float[] biases(PlannedLayer layer, int count) {
        return layer.use().layer().flag("bias", false)
                ? parameters.values(layer.use().path() + ".bias")
                : new float[count];
    }

    /** The activation that alone reads what a layer makes, and becomes a part of it. */
    private Activation activation(PlannedLayer layer) {
        Optional<PlannedLayer> next = only(layer);
        Optional<Activation> function =
                next.flatMap(found -> Activation.of(found.use().layer().type()));
        if (next.isEmpty() || function.isEmpty()) {
            return Activation.NONE;
        }
        fold(next.get(), home(layer.to()));
        return function.get();
    }

    private void fold(PlannedLayer layer, int home) {
        folded.add(layer);
        homes.put(layer.to(), home);
    }

    private Optional<PlannedLayer> after(PlannedLayer layer, String type) {
        return only(layer).filter(next -> next.use().layer().type().equals(type));
    }

    /** The only layer that reads what this one makes. */
    private Optional<PlannedLayer> only(PlannedLayer layer) {
        List<PlannedLayer> next = readers.getOrDefault(layer.to(), Collections.emptyList());
        return next.size() == 1 && layer.to() != plan.result() ? Optional.of(next.get(0)) : Optional.empty();
    }

    /**
     * A normalisation by the running statistics, as {@code scale · x + shift}: {@code scale = γ / √(σ² + ε)}, {@code shift = β − μ · scale}.
     */
    private record Normal(float[] scale, float[] shift) {
        static Normal of(PlannedLayer layer, NamedArrays parameters, NamedArrays buffers) {
            String path = layer.use().path();
            boolean affine = layer.use().layer().flag("affine", true);
            double epsilon = layer.use().layer().real("epsilon", 0);
            float[] mean = buffers.values(path + ".running_mean");
            float[] variance = buffers.values(path + ".running_variance");
            float[] scale = new float[mean.length];
            float[] shift = new float[mean.length];
            float[] gamma = affine ? parameters.values(path + ".gamma") : scale;
            float[] beta = affine ? parameters.values(path + ".beta") : shift;
            for (int i = 0; i < mean.length; i++) {
                double factor = (affine ? gamma[i] : 1) / Math.sqrt(variance[i] + epsilon);
                shift[i] = (float) ((affine ? beta[i] : 0) - mean[i] * factor);
                scale[i] = (float) factor;
            }
            return new Normal(scale, shift);
        }

        void scale(float[] weights, int channel) {
            for (int i = 0; i < weights.length; i++) {
                weights[i] *= scale[channel];
            }
        }

        float of(float value, int channel) {
            return value * scale[channel] + shift[channel];
        }
    }
}
