package io.lanista.djl.supernet;

import io.lanista.api.model.Label;
import io.lanista.djl.backend.ParameterLayout;
import io.lanista.djl.block.BatchNormComputation;
import io.lanista.djl.block.Computation;
import io.lanista.djl.block.ConcatComputation;
import io.lanista.djl.block.ConvolutionComputation;
import io.lanista.djl.block.FragmentLayer;
import io.lanista.layer.LayerCatalogue;
import io.lanista.layer.LayerType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The steps of {@link JointChoices} that are being made. Used once.
 *
 * <p>In: choices that read one tensor and have one list of candidates; {@link #add} takes a candidate's operation in each of
 * the choices. Out: a list of steps over numbered tensors, of which number 0 is what the choices read. For two choices between
 * {@code relu, conv} and {@code relu, max_pool}, that is
 *
 * <pre>
 * 1 = relu(0)             known from the first candidate when the second one asks for it
 * 2 = conv(1)             the convolutions of both choices as one; joined: the channels of choice 0, then those of choice 1
 * 3 = max_pool(1)         has no weights, so it is alike for both choices
 * </pre>
 *
 * <p>A tensor is either alike for all choices, or <em>joined</em>: it has the channels of all choices side by side. The first
 * layer with weights of its own makes it joined.
 */
final class JointProgram {
    private final LayerCatalogue catalogue;
    private final int choices;
    private final JointLayers layers;
    private final List<JointStep> steps = new ArrayList<>();
    private final List<JointChoices.JointResult> results = new ArrayList<>();
    private final Map<List<Object>, Tensor> known = new HashMap<>();
    private int tensors = 1;

    /**
     * A tensor of the program.
     *
     * @param joined whether it has the channels of all choices
     */
    private record Tensor(int number, boolean joined) {}

    JointProgram(
            LayerCatalogue catalogue, int choices, ParameterLayout.Builder weights, ParameterLayout.Builder buffers) {
        this.catalogue = catalogue;
        this.choices = choices;
        this.layers = new JointLayers(choices, weights, buffers);
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
            List<Computation> each = parts.stream()
                    .map(part -> part.fragment().layers().get(place).computation())
                    .toList();
            boolean last = layer.to() == result;
            List<Tensor> inputs = layer.from().stream()
                    .map(number -> Objects.requireNonNull(local.get(number)))
                    .toList();
            Optional<Tensor> made = layer(layer, each, inputs, last ? candidate : JointLayers.UNSCALED);
            if (made.isEmpty()) {
                return false;
            }
            local.put(layer.to(), made.get());
            if (last) {
                end = made.get();
                scaled = layer.computation() instanceof BatchNormComputation && end.joined;
            }
        }
        JointChoices.Kind unscaled = end.joined && choices > 1 ? JointChoices.Kind.SPREAD : JointChoices.Kind.ALIKE;
        results.add(new JointChoices.JointResult(candidate, end.number, scaled ? JointChoices.Kind.SCALED : unscaled));
        return true;
    }

    /**
     * A layer of all choices; nothing if it isn't known how.
     *
     * @param each its computation in each choice
     */
    private Optional<Tensor> layer(FragmentLayer layer, List<Computation> each, List<Tensor> inputs, int scaledBy) {
        LayerType type = catalogue.type(layer.layer().type());
        if (type.isIdentity(layer.layer(), layer.inputs())) {
            return Optional.of(inputs.get(0));
        }
        if (layer.computation() instanceof ConvolutionComputation) {
            return Optional.of(convolution(all(each, ConvolutionComputation.class), inputs.get(0)));
        }
        if (layer.computation() instanceof BatchNormComputation) {
            return Optional.of(norm(all(each, BatchNormComputation.class), inputs.get(0), scaledBy));
        }
        if (layer.computation() instanceof ConcatComputation concat) {
            return concat.axis() == ConcatComputation.CHANNELS ? Optional.of(concat(inputs)) : Optional.empty();
        }
        return type.isChannelwise(layer.layer()) ? Optional.of(channelwise(layer, inputs.get(0))) : Optional.empty();
    }

    private static <C> List<C> all(List<Computation> each, Class<C> type) {
        return each.stream().map(type::cast).toList();
    }

    private static boolean isLike(List<FragmentLayer> one, List<FragmentLayer> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            FragmentLayer a = one.get(i);
            FragmentLayer b = other.get(i);
            if (!a.layer().equals(b.layer())
                    || a.computation().getClass() != b.computation().getClass()
                    || !a.from().equals(b.from())
                    || a.to() != b.to()) {
                return false;
            }
        }
        return true;
    }

    private Tensor channelwise(FragmentLayer layer, Tensor input) {
        return known.computeIfAbsent(
                List.of(layer.layer(), input.number),
                key -> step(
                        (inputs, pass) -> layer.computation().apply(inputs, pass.pass()),
                        List.of(input.number),
                        input.joined));
    }

    private Tensor convolution(List<ConvolutionComputation> each, Tensor input) {
        // One image serves all choices as it is, unless its channels go different ways.
        boolean dense = each.get(0).groups() == 1 && !input.joined;
        Tensor from = dense ? input : spread(input);
        return step(layers.convolution(each, dense), List.of(from.number), true);
    }

    private Tensor norm(List<BatchNormComputation> each, Tensor input, int candidate) {
        boolean alike = !input.joined && !each.get(0).gamma().isPresent();
        Tensor from = alike ? input : spread(input);
        int scaledBy = alike ? JointLayers.UNSCALED : candidate;
        return step(layers.norm(each, alike, scaledBy), List.of(from.number), !alike);
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

    private Tensor step(JointLayer layer, List<Integer> from, boolean joined) {
        Tensor made = new Tensor(tensors++, joined);
        steps.add(new JointStep(layer, from, made.number, List.of()));
        return made;
    }

    JointChoices build(List<Label> labels, List<WeightedMix> mixes, long channels) {
        layers.join();
        return new JointChoices(labels, mixes, channels, withReleases(), results, tensors);
    }

    private List<JointStep> withReleases() {
        Set<Integer> kept = new HashSet<>(Set.of(0));
        results.forEach(result -> kept.add(result.tensor()));
        LinkedList<JointStep> planned = new LinkedList<>();
        for (int i = steps.size() - 1; i >= 0; i--) {
            JointStep step = steps.get(i);
            planned.addFirst(
                    step.withDone(step.from().stream().filter(kept::add).toList()));
        }
        return planned;
    }
}
