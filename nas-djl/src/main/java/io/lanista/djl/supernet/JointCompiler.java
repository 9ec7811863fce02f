package io.lanista.djl.supernet;

import io.lanista.api.model.Label;
import io.lanista.djl.backend.ParameterLayout;
import io.lanista.layer.LayerCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out whether choices can be computed together, and how. */
final class JointCompiler {
    private static final int IMAGE = 3;

    private final LayerCatalogue catalogue;
    private final ParameterLayout.Builder weights;
    private final ParameterLayout.Builder buffers;

    JointCompiler(LayerCatalogue catalogue, ParameterLayout.Builder weights, ParameterLayout.Builder buffers) {
        this.catalogue = catalogue;
        this.weights = weights;
        this.buffers = buffers;
    }

    /**
     * The choices as one; their parameters then lie together. Nothing if they have different candidates, if a candidate has
     * something to decide or a layer for which this isn't known, or if a mixed block isn't a {@link WeightedMix}.
     *
     * @param choices of one tensor
     */
    Optional<JointChoices> compile(List<LayerChoicePart> choices) {
        LayerChoicePart first = choices.get(0);
        if (first.output().rank() != IMAGE || first.branches().size() < 2) {
            return Optional.empty();
        }
        List<Label> labels = new ArrayList<>();
        List<WeightedMix> mixes = new ArrayList<>();
        for (LayerChoicePart choice : choices) {
            if (!(choice.block() instanceof WeightedMix mix) || !sameCandidates(first, choice)) {
                return Optional.empty();
            }
            labels.add(choice.label());
            mixes.add(mix);
        }
        JointProgram program = new JointProgram(catalogue, choices.size(), weights, buffers);
        for (int k = 0; k < first.branches().size(); k++) {
            List<FragmentPart> parts = fragments(choices, k);
            if (parts.isEmpty() || !(parts.get(0).isZero() || program.add(k, parts))) {
                return Optional.empty();
            }
        }
        return program.isEmpty()
                ? Optional.empty()
                : Optional.of(program.build(labels, mixes, first.output().get(0)));
    }

    private static boolean sameCandidates(LayerChoicePart one, LayerChoicePart other) {
        return values(one).equals(values(other));
    }

    private static List<Object> values(LayerChoicePart choice) {
        return choice.branches().stream()
                .map(LayerChoicePart.CandidateBranch::value)
                .toList();
    }

    /** The operation of one candidate in each choice; none if something in it is to be decided. */
    private static List<FragmentPart> fragments(List<LayerChoicePart> choices, int candidate) {
        List<FragmentPart> parts = new ArrayList<>();
        for (LayerChoicePart choice : choices) {
            if (!(choice.branches().get(candidate).part() instanceof FragmentPart part)) {
                return List.of();
            }
            parts.add(part);
        }
        return parts;
    }
}
