package io.lanista.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.api.option.OptionException;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Objective;
import io.lanista.djl.proxy.ZeroCostEvaluator;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The evaluator of scores without training keeps what every evaluator must, with a rank sum, which is the most that it does. */
class ZeroCostContractTest implements EvaluatorContract {
    @Override
    public Evaluator evaluator() {
        return new ZeroCostEvaluator();
    }

    @Override
    public SearchSpace space() {
        return SearchSpace.of(Model.named("small")
                .input("image", 1, 8, 8)
                .then("conv", Layer.of("conv2d", "out_channels", Value.integer("width", 2, 9), "kernel", 3))
                .then("relu", Layer.of("relu"))
                .then("conv2", Layer.of("conv2d", "out_channels", 4, "kernel", 3))
                .then("pool", Layer.of("global_avg_pool"))
                .then("head", Layer.of("linear", "units", Model.OUTPUTS))
                .build());
    }

    @Override
    public Objective objective() {
        return Objective.maximize("az-nas");
    }

    @Override
    public Map<String, Object> options() {
        return Map.of(
                "proxy",
                "az-nas",
                "reference",
                5,
                "batch_size",
                8,
                "data",
                Map.of("source", "glyphs", "size", 8, "per_class", 5));
    }

    @Test
    void theSameModelHasTheSameScoreInEachTrial(@TempDir Path folder) throws Exception {
        SearchSpace space = space();
        Model model = space.freeze(space.sample(TestSeeds.generator(3, 0)));
        try (Evaluation evaluation = evaluator().open(new FakeEvaluationRequest(this, space))) {
            Map<String, Double> first =
                    evaluation.evaluate(model, new FakeTrial(folder, 1)).values();
            Map<String, Double> second =
                    evaluation.evaluate(model, new FakeTrial(folder, 2)).values();
            assertThat(first)
                    .containsOnlyKeys(
                            "az-nas",
                            "complexity",
                            "expressivity",
                            "flops",
                            "parameters",
                            "progressivity",
                            "seconds",
                            "trainability");
            assertThat(second.get("az-nas")).isEqualTo(first.get("az-nas")).isNegative();
            assertThat(second.get("trainability")).isEqualTo(first.get("trainability"));
        }
    }

    @Test
    void anObjectiveThatIsNotMeasuredIsRefusedWithThoseThatAre() {
        EvaluatorContract other = new ZeroCostContractTest() {
            @Override
            public Objective objective() {
                return Objective.maximize("accuracy");
            }
        };
        assertThatThrownBy(() -> evaluator().open(new FakeEvaluationRequest(other, space())))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("with the proxy 'az-nas' doesn't measure (accuracy)")
                .hasMessageContaining("progressivity");
    }
}
