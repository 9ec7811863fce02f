package io.lanista.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FakeEvaluatorTest implements EvaluatorContract {
    @Override
    public Evaluator evaluator() {
        return new FakeEvaluator();
    }

    @Override
    public SearchSpace space() {
        return StandardSpaces.conditional();
    }

    @Override
    public Objective objective() {
        return Objective.maximize("accuracy");
    }

    @Override
    public Map<String, Object> options() {
        return Map.of("steps", 5);
    }

    @Test
    void stepsThatGoBackAreNoticed(@TempDir Path folder) {
        FakeTrial trial = new FakeTrial(folder, 1);
        trial.report(2, Metrics.of("accuracy", 0.5));
        assertThatThrownBy(() -> trial.report(1, Metrics.of("accuracy", 0.5))).hasMessageContaining("after step (2)");
        assertThat(trial.reports()).hasSize(1);
    }
}
