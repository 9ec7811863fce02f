package io.lanista.oneshot.paths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.backend.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private final NDManager manager = Backend.start().newManager();

    @AfterEach
    void close() {
        manager.close();
    }

    private Policy policy(double rate, double entropy) {
        return new Policy(SmallSpace.choices(), manager, rate, entropy, 0.9);
    }

    private static double worth(Choices choices) {
        return (choices.get(Label.of("a")).orElseThrow().equals("conv3") ? 0.6 : 0)
                + (choices.get(Label.of("b")).orElseThrow().equals("skip") ? 0.3 : 0);
    }

    private static void learn(Policy policy, Random random, int steps) {
        for (int step = 0; step < steps; step++) {
            List<Policy.Draw> draws = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                Policy.Draw draw = policy.draw(random);
                draws.add(draw.worth(worth(draw.choices())));
            }
            try (Step work = Step.evaluating()) {
                policy.learn(draws);
            }
        }
    }

    @Test
    void itComesToDrawWhatIsRewarded() {
        Policy policy = policy(0.05, 0);
        assertThat(policy.probabilities().get(Label.of("a")).get("conv3")).isCloseTo(1.0 / 3, within(1e-6));
        learn(policy, new Random(1), 200);
        assertThat(policy.probabilities().get(Label.of("a")).get("conv3")).isGreaterThan(0.9);
        assertThat(policy.probabilities().get(Label.of("b")).get("skip")).isGreaterThan(0.9);
        Choices best = policy.mostProbable().orElseThrow();
        assertThat(best.get(Label.of("a"))).hasValue("conv3");
        assertThat(best.get(Label.of("b"))).hasValue("skip");
    }

    @Test
    void entropyKeepsItUndecided() {
        Policy policy = policy(0.05, 10);
        learn(policy, new Random(1), 200);
        assertThat(policy.probabilities().get(Label.of("a")).get("conv3")).isBetween(0.2, 0.5);
    }

    @Test
    void restoredItGoesOnExactly() {
        Policy whole = policy(0.05, 1e-3);
        Policy second = policy(0.05, 1e-3);
        learn(whole, new Random(1), 10);
        second.restore(whole.save());
        learn(whole, new Random(2), 10);
        learn(second, new Random(2), 10);
        assertThat(second.probabilities()).isEqualTo(whole.probabilities());
    }
}
