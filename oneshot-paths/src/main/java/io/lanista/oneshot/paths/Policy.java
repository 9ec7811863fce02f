package io.lanista.oneshot.paths;

import ai.djl.ndarray.NDManager;
import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import io.lanista.api.space.Decision;
import io.lanista.api.space.InfeasibleException;
import io.lanista.api.space.SearchSpace;
import io.lanista.djl.backend.Adam;
import io.lanista.djl.backend.FlatParameters;
import io.lanista.djl.backend.Initial;
import io.lanista.djl.backend.NamedArrays;
import io.lanista.djl.backend.ParameterLayout;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.backend.Updater;
import io.lanista.djl.supernet.SoftmaxMix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * A softmax for each decision of a space, trained by REINFORCE (Williams 1992) with a moving average as the baseline, as in
 * NAS-Bench-201's program: {@code ∇ = Σ over paths of (reward − baseline) · ∇log p(path) + weight · ∇entropy}, upwards by Adam.
 */
final class Policy {
    private static final String LOGITS = "logits/";
    private static final String ADAM = "adam/";
    private static final String BASELINE = "baseline";

    private final SearchSpace space;
    private final FlatParameters logits;
    private final Map<Label, Integer> slots = new HashMap<>();
    private final Updater updater;
    private final double rate;
    private final double entropy;
    private final double decay;
    private float baseline = Float.NaN;

    /** One answer of a path. */
    private record Pick(int slot, int candidate) {}

    /** A path that was drawn. */
    static final class Draw {
        private final Choices choices;
        private final List<Pick> picks;
        private double reward;

        private Draw(Choices choices, List<Pick> picks) {
            this.choices = choices;
            this.picks = List.copyOf(picks);
        }

        Choices choices() {
            return choices;
        }

        /** Takes note of what it was worth; more is better. */
        Draw worth(double value) {
            reward = value;
            return this;
        }
    }

    /**
     * A policy by which all candidates are alike.
     *
     * @param rate Adam's
     * @param entropy how much the entropy of the decisions counts
     * @param decay of the moving average
     */
    Policy(SearchSpace space, NDManager manager, double rate, double entropy, double decay) {
        this.space = space;
        this.rate = rate;
        this.entropy = entropy;
        this.decay = decay;
        ParameterLayout.Builder layout = ParameterLayout.builder();
        for (Decision decision : space.decisions()) {
            slots.put(
                    decision.label(),
                    layout.add(
                            decision.label().value(),
                            Initial.zeros(),
                            decision.domain().values().size()));
        }
        this.logits = FlatParameters.create(manager, layout.build(), new Random(0));
        this.updater = Adam.adam(0).start(logits);
    }

    /** Draws a path. */
    Draw draw(RandomGenerator random) {
        float[] all = logits.toArray();
        List<Pick> picks = new ArrayList<>();
        Choices choices = space.walk((decision, answers) -> {
            double[] probabilities = softmax(all, decision.label());
            double left = random.nextDouble();
            int chosen = 0;
            while (chosen < probabilities.length - 1 && left >= probabilities[chosen]) {
                left -= probabilities[chosen++];
            }
            picks.add(new Pick(slot(decision.label()), chosen));
            return decision.domain().values().get(chosen);
        });
        return new Draw(choices, picks);
    }

    /** The path of the most probable answers, if the space allows it. */
    Optional<Choices> mostProbable() {
        float[] all = logits.toArray();
        try {
            Choices choices = space.walk((decision, answers) -> {
                double[] probabilities = softmax(all, decision.label());
                int best = 0;
                for (int i = 1; i < probabilities.length; i++) {
                    best = probabilities[i] > probabilities[best] ? i : best;
                }
                return decision.domain().values().get(best);
            });
            return space.validate(choices).isEmpty() ? Optional.of(choices) : Optional.empty();
        } catch (InfeasibleException e) {
            return Optional.empty();
        }
    }

    /** Moves towards paths that are worth more than paths were before. */
    void learn(List<Draw> draws) {
        double mean = draws.stream().mapToDouble(draw -> draw.reward).average().orElse(0);
        baseline = (float) (Float.isNaN(baseline) ? mean : decay * baseline + (1 - decay) * mean);
        float[] all = logits.toArray();
        float[] gradient = new float[all.length];
        for (Draw draw : draws) {
            for (Pick pick : draw.picks) {
                step(all, pick, (draw.reward - baseline) / draws.size(), entropy / draws.size(), gradient);
            }
        }
        updater.update(Tensors.of(logits.manager(), gradient, gradient.length), rate);
    }

    /** Adds to the gradient of what is to become less. */
    private void step(float[] all, Pick pick, double advantage, double weight, float[] gradient) {
        int offset = logits.layout().offset(pick.slot);
        double[] p = softmax(all, pick.slot);
        double expected = 0;
        for (double probability : p) {
            expected += probability > 0 ? probability * Math.log(probability) : 0;
        }
        for (int i = 0; i < p.length; i++) {
            double logProbability = (i == pick.candidate ? 1 : 0) - p[i];
            double ofEntropy = p[i] > 0 ? -p[i] * (Math.log(p[i]) - expected) : 0;
            gradient[offset + i] -= (float) (advantage * logProbability + weight * ofEntropy);
        }
    }

    /** The probability of each candidate of each decision. */
    Map<Label, Map<Object, Double>> probabilities() {
        float[] all = logits.toArray();
        Map<Label, Map<Object, Double>> probabilities = new LinkedHashMap<>();
        for (Decision decision : space.decisions()) {
            double[] p = softmax(all, decision.label());
            Map<Object, Double> byValue = new LinkedHashMap<>();
            for (int i = 0; i < p.length; i++) {
                byValue.put(decision.domain().values().get(i), p[i]);
            }
            probabilities.put(decision.label(), Collections.unmodifiableMap(byValue));
        }
        return Collections.unmodifiableMap(probabilities);
    }

    private int slot(Label label) {
        Integer slot = slots.get(label);
        if (slot == null) {
            throw new IllegalStateException("The policy has no decision (" + label + ").");
        }
        return slot;
    }

    private double[] softmax(float[] all, Label label) {
        return softmax(all, slot(label));
    }

    private double[] softmax(float[] all, int slot) {
        int offset = logits.layout().offset(slot);
        int size = Math.toIntExact(logits.layout().shape(slot).size());
        float[] own = new float[size];
        System.arraycopy(all, offset, own, 0, size);
        return SoftmaxMix.softmax(own);
    }

    NamedArrays save() {
        return NamedArrays.builder()
                .addAll(LOGITS, logits.save())
                .addAll(ADAM, updater.save())
                .add(BASELINE, new float[] {baseline}, 1)
                .build();
    }

    void restore(NamedArrays state) {
        logits.load(state.part(LOGITS));
        updater.restore(state.part(ADAM));
        baseline = state.values(BASELINE, 1)[0];
    }
}
