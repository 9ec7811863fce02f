package io.lanista.strategy.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lanista.api.model.Label;
import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.base.random.Seeds;
import io.lanista.strategy.parts.Adam;
import io.lanista.strategy.parts.Tensor;
import io.lanista.testkit.StandardSpaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LstmPolicyTest {
    @Test
    void gradientsAreThoseOfTheLossByEveryWeight() {
        for (SearchSpace space : List.of(StandardSpaces.conditional(), StandardSpaces.numeric())) {
            LstmPolicy policy = new LstmPolicy(3, Seeds.generator(1));
            Episode episode = Episode.draw(space, policy, 0, Seeds.generator(2));
            scatter(policy);
            loss(episode, policy, true);
            for (Tensor tensor : policy.tensors()) {
                for (int i = 0; i < tensor.values().length; i++) {
                    assertThat(tensor.gradient()[i]).isCloseTo(slope(episode, policy, tensor, i), within(1e-6));
                }
            }
        }
    }

    private static void scatter(LstmPolicy policy) {
        var random = Seeds.generator(3);
        for (Tensor tensor : policy.tensors()) {
            for (int i = 0; i < tensor.values().length; i++) {
                tensor.values()[i] += random.nextDouble() - 0.5;
            }
        }
    }

    private static double slope(Episode episode, LstmPolicy policy, Tensor tensor, int index) {
        double step = 1e-6;
        double kept = tensor.values()[index];
        tensor.values()[index] = kept + step;
        double more = loss(episode, policy, false);
        tensor.values()[index] = kept - step;
        double less = loss(episode, policy, false);
        tensor.values()[index] = kept;
        return (more - less) / (2 * step);
    }

    /** The logarithmic probabilities, and the critic's values, each with a weight of its own. */
    private static double loss(Episode episode, LstmPolicy policy, boolean backward) {
        Policy.Pass pass = policy.begin();
        List<double[]> gradients = new ArrayList<>();
        double[] byValues = new double[episode.steps().size()];
        double loss = 0;
        for (int i = 0; i < byValues.length; i++) {
            Episode.Step step = episode.steps().get(i);
            Policy.Stand stand = pass.next(step.decision());
            loss += (i + 1) * stand.logProbability(step.value()) + 0.3 * (i + 2) * stand.value();
            gradients.add(stand.gradient(step.value(), i + 1));
            byValues[i] = 0.3 * (i + 2);
            pass.answered(step.value());
        }
        if (backward) {
            pass.backward(gradients, byValues);
        }
        return loss;
    }

    @Test
    void learnsAnAnswerThatDependsOnAnEarlierOne() {
        SearchSpace space = SearchSpace.of(Model.named("pair")
                .input("x", 1)
                .setting("first", Value.choice("first", "a", "b", "c"))
                .setting("second", Value.choice("second", "a", "b", "c"))
                .build());
        LstmPolicy policy = new LstmPolicy(16, Seeds.generator(1));
        List<Episode> equal = Stream.of("a", "b", "c")
                .map(letter -> Map.of(Label.of("first"), letter, Label.of("second"), letter))
                .map(answers -> Episode.of(Choices.of(answers), space, policy))
                .toList();
        Adam adam = new Adam(0.02);
        for (int i = 0; i < 150; i++) {
            equal.forEach(episode -> likelier(episode, policy));
            adam.step(policy.tensors());
        }
        for (Episode episode : equal) {
            List<Episode.Step> steps =
                    Episode.of(episode.choices(), space, policy).steps();
            assertThat(Math.exp(steps.get(0).logProbability())).isBetween(0.25, 0.45);
            assertThat(Math.exp(steps.get(1).logProbability())).isGreaterThan(0.9);
        }
    }

    private static void likelier(Episode episode, LstmPolicy policy) {
        Policy.Pass pass = policy.begin();
        List<double[]> gradients = new ArrayList<>();
        for (Episode.Step step : episode.steps()) {
            gradients.add(pass.next(step.decision()).gradient(step.value(), -1));
            pass.answered(step.value());
        }
        pass.backward(gradients, new double[gradients.size()]);
    }
}
