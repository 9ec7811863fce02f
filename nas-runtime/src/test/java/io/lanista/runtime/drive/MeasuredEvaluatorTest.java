package io.lanista.runtime.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.api.option.OptionException;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.strategy.Strategy;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.TrialContext;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.DuplicatePolicy;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.watch.BestTrial;
import io.lanista.runtime.watch.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Evaluators that know nothing of devices, in experiments that measure these. */
class MeasuredEvaluatorTest extends HostedTest {
    private static final Map<String, Object> MEASURE = Map.of("measure", Map.of("latency_rounds", 1));

    /** Keeps what it was asked for, and what was reported of it. */
    private static final class Width implements Evaluator {
        private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

        @Override
        public String name() {
            return "width";
        }

        @Override
        public Evaluation open(EvaluationRequest request) {
            asked.clear();
            request.objectives().forEach(objective -> asked.add(objective.metric()));
            assertThat(request.options().asMap()).isEmpty();
            return new Evaluation() {
                @Override
                public Metrics evaluate(Model model, TrialContext context) throws IOException {
                    Files.writeString(context.artifactFolder().resolve("weights"), "12345");
                    Metrics metrics = Metrics.of("score", 1);
                    context.report(1, metrics);
                    return metrics;
                }
            };
        }
    }

    /** Looks at no score. */
    private static final class Even implements Strategy {
        @Override
        public String name() {
            return "even";
        }

        @Override
        public Search open(SearchRequest request) {
            return new Search() {
                @Override
                public Answer ask(Ask ask) {
                    return Answer.tryOut(request.space().sample(ask.random()));
                }

                @Override
                public void tell(int trial, Outcome outcome) {}
            };
        }
    }

    private final Width evaluator = new Width();

    private ExperimentBuilder experiment(Map<String, ?> options, Objective... objectives) {
        return Experiment.named("measured")
                .space(SearchSpace.of(Model.named("net")
                        .input("row", 6)
                        .then(
                                "body",
                                Graph.sequence(
                                        Layer.of("linear", "units", Value.choice("width", 4, 8)),
                                        Layer.of("relu"),
                                        Layer.of("linear", "units", 2L)))
                        .build()))
                .strategy(new Even(), Map.of())
                .evaluator(evaluator, options)
                .objectives(List.of(objectives))
                .budget(Budget.ofTrials(2))
                .duplicates(DuplicatePolicy.REPEAT)
                .runsFolder(folder);
    }

    @Test
    void anEvaluatorOfAnyAuthorIsComposedWithTheDevicesMeasures() throws Exception {
        RunResult result = nas.run(experiment(
                        MEASURE,
                        Objective.maximize("score"),
                        Objective.minimize("latency_ms"),
                        Objective.minimize("peak_memory_bytes"),
                        Objective.minimize("size_bytes"))
                .build());

        assertThat(evaluator.asked).as("the others are measured beside it").containsExactly("score");
        BestTrial best = result.best().orElseThrow();
        assertThat(best.metrics().get("latency_ms")).isPositive();
        assertThat(best.metrics().get("latency_ratio")).isPositive();
        assertThat(best.metrics().get("peak_memory_bytes")).isPositive();
        assertThat(best.metrics().get("size_bytes")).as("what the trial kept").isEqualTo(5);
        assertThat(best.metrics().values()).containsKeys("parameters", "flops");
        assertThat(result.front()).isNotEmpty();
    }

    @Test
    void somethingIsLeftForTheEvaluatorToMeasure() {
        assertThatThrownBy(() -> nas.run(
                        experiment(MEASURE, Objective.minimize("latency_ms")).build()))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("[latency_ms] are all measured of the device")
                .hasMessageContaining("'width'");
    }

    @Test
    void whatIsMeasuredIsCheckedLikeAnyOption() {
        assertThatThrownBy(() ->
                        nas.run(experiment(Map.of("measure", Map.of("latency_bach", 2)), Objective.maximize("score"))
                                .build()))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("'measure' of the evaluator 'width' has no option (latency_bach)")
                .hasMessageContaining("latency_batch");
        assertThatThrownBy(() ->
                        nas.run(experiment(MEASURE, Objective.maximize("score"), Objective.minimize("latency_table_ms"))
                                .build()))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("latency_table");
    }
}
