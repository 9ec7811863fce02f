package io.lanista.djl.supernet;

import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.djl.backend.ParameterLayout;
import io.lanista.djl.block.FragmentLayer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The steps of a {@link FanOut} that is being made, candidate by candidate. */
final class FanProgram {
    private static final String NORM = "batch_norm";

    /** Layers without weights that treat each channel by itself. */
    private static final Set<String> BY_CHANNEL = Set.of(
            "relu",
            "relu6",
            "gelu",
            "silu",
            "sigmoid",
            "tanh",
            "hard_swish",
            "hard_sigmoid",
            "leaky_relu",
            "elu",
            "shift",
            "max_pool2d",
            "avg_pool2d");

    private final int choices;
    private final FanLayers layers;
    private final List<FanStep> steps = new ArrayList<>();
    private final List<FanOut.FanResult> results = new ArrayList<>();
    private final Map<List<Object>, Tensor> known = new HashMap<>();
    private int tensors = 1;

    /**
     * A tensor of the program.
     *
     * @param joined whether it has the channels of all choices
     */
    private record Tensor(int number, boolean joined) {}

    FanProgram(int choices, ParameterLayout.Builder weights, ParameterLayout.Builder buffers) {
        this.choices = choices;
        this.layers = new FanLayers(choices, weights, buffers);
    }

    boolean isEmpty() {
        return results.isEmpty();
    }

    /**
     * Adds a candidate.
     *
     * @param parts its operation in each choice
     * @return whether that was possible; if not, the program is of no use
     */
    boolean add(int candidate, List<FragmentPart> parts) {
        List<FragmentLayer> program = parts.get(0).fragment().layers();
        if (!parts.stream().allMatch(part -> isLike(program, part.fragment().layers()))) {
            return false;
        }
        int result = parts.get(0).fragment().result();
        Map<Integer, Tensor> local = new HashMap<>();
        Tensor end = new Tensor(0, choices == 1);
        local.put(0, end);
        boolean scaled = false;
        for (int i = 0; i < program.size(); i++) {
            FragmentLayer layer = program.get(i);
            int place = i;
            List<String> paths = parts.stream()
                    .map(part -> part.fragment().layers().get(place).path())
                    .toList();
            boolean last = layer.to() == result;
            List<Tensor> inputs = layer.from().stream()
                    .map(number -> Objects.requireNonNull(local.get(number)))
                    .toList();
            Optional<Tensor> made = layer(layer, inputs, paths, last ? candidate : FanLayers.UNSCALED);
            if (made.isEmpty()) {
                return false;
            }
            local.put(layer.to(), made.get());
            if (last) {
                end = made.get();
                scaled = layer.layer().type().equals(NORM) && end.joined;
            }
        }
        FanOut.Kind unscaled = end.joined && choices > 1 ? FanOut.Kind.SPREAD : FanOut.Kind.ALIKE;
        results.add(new FanOut.FanResult(candidate, end.number, scaled ? FanOut.Kind.SCALED : unscaled));
        return true;
    }

    /** A layer of all choices; nothing if it isn't known how. */
    private Optional<Tensor> layer(FragmentLayer layer, List<Tensor> inputs, List<String> paths, int scaledBy) {
        switch (layer.layer().type()) {
            case "identity":
                return Optional.of(inputs.get(0));
            case "conv2d":
                return Optional.of(convolution(layer.layer(), inputs.get(0), paths));
            case NORM:
                return Optional.of(norm(layer.layer(), inputs.get(0), paths, scaledBy));
            case "concat":
                return layer.layer().integer("axis", 0) == 0 ? Optional.of(concat(inputs)) : Optional.empty();
            default:
                return BY_CHANNEL.contains(layer.layer().type())
                        ? Optional.of(byChannel(layer, inputs.get(0)))
                        : Optional.empty();
        }
    }

    private static boolean isLike(List<FragmentLayer> one, List<FragmentLayer> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            FragmentLayer a = one.get(i);
            FragmentLayer b = other.get(i);
            if (!a.layer().equals(b.layer()) || !a.from().equals(b.from()) || a.to() != b.to()) {
                return false;
            }
        }
        return true;
    }

    private Tensor byChannel(FragmentLayer layer, Tensor input) {
        return known.computeIfAbsent(
                List.of(layer.layer(), input.number),
                key -> step(
                        (inputs, pass) -> layer.computation().apply(inputs, pass.pass()),
                        List.of(input.number),
                        input.joined));
    }

    private Tensor convolution(Layer layer, Tensor input, List<String> paths) {
        // One image serves all choices as it is, unless its channels go different ways.
        boolean dense = layer.integer("groups", 1) == 1 && !input.joined;
        Tensor from = dense ? input : spread(input);
        return step(layers.convolution(layer, paths, dense), List.of(from.number), true);
    }

    private Tensor norm(Layer layer, Tensor input, List<String> paths, int candidate) {
        boolean alike = !input.joined && !layer.flag("affine", true);
        Tensor from = alike ? input : spread(input);
        int scaledBy = alike ? FanLayers.UNSCALED : candidate;
        return step(layers.norm(layer, paths, alike, scaledBy), List.of(from.number), !alike);
    }

    private Tensor concat(List<Tensor> inputs) {
        if (inputs.stream().noneMatch(Tensor::joined)) {
            return step(layers.concat(1), numbers(inputs), false);
        }
        return step(
                layers.concat(choices),
                numbers(inputs.stream().map(this::spread).toList()),
                true);
    }

    private static List<Integer> numbers(List<Tensor> tensors) {
        return tensors.stream().map(Tensor::number).toList();
    }

    private Tensor spread(Tensor input) {
        if (input.joined) {
            return input;
        }
        return known.computeIfAbsent(
                List.of("spread", input.number), key -> step(layers.copies(), List.of(input.number), true));
    }

    private Tensor step(FanLayer layer, List<Integer> from, boolean joined) {
        Tensor made = new Tensor(tensors++, joined);
        steps.add(new FanStep(layer, from, made.number, List.of()));
        return made;
    }

    FanOut build(List<Label> labels, List<WeightedMix> mixes, long channels) {
        layers.join();
        return new FanOut(labels, mixes, channels, withReleases(), results, tensors);
    }

    private List<FanStep> withReleases() {
        Set<Integer> kept = new HashSet<>(Set.of(0));
        results.forEach(result -> kept.add(result.tensor()));
        LinkedList<FanStep> planned = new LinkedList<>();
        for (int i = steps.size() - 1; i >= 0; i--) {
            FanStep step = steps.get(i);
            planned.addFirst(
                    step.withDone(step.from().stream().filter(kept::add).toList()));
        }
        return planned;
    }
}
