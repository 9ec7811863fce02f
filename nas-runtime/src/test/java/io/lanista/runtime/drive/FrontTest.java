package io.lanista.runtime.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.api.option.OptionException;
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
import io.lanista.runtime.experiment.Continuation;
import io.lanista.runtime.experiment.DuplicatePolicy;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.experiment.Scalarisation;
import io.lanista.runtime.experiment.Stopping;
import io.lanista.runtime.runs.RunHistory;
import io.lanista.runtime.watch.BestTrial;
import io.lanista.runtime.watch.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A search after two objectives, from its start to its front. */
class FrontTest extends HostedTest {
    private static final List<Objective> TWO = List.of(Objective.maximize("sum"), Objective.minimize("cost"));

    /** The sum of the decisions, and a cost that grows faster; every trial has a file to keep. */
    private static final class Weighing implements Evaluator {
        @Override
        public String name() {
            return "weighing";
        }

        @Override
        public Evaluation open(EvaluationRequest request) {
            return new Evaluation() {
                @Override
                public Metrics evaluate(Model model, TrialContext context) throws IOException {
                    Files.writeString(context.artifactFolder().resolve("weights"), "" + context.trial());
                    return weigh(model);
                }

                @Override
                public Optional<Metrics> test(Model model, TrialContext context) {
                    return Optional.of(Metrics.of("tested", 1));
                }
            };
        }

        private static Metrics weigh(Model model) {
            double sum = 0;
            double cost = 0;
            for (Value value : model.settings().values()) {
                long number = (long) ((Value.Constant) value).value();
                sum += number;
                cost += number * number;
            }
            return Metrics.of(Map.of("sum", sum, "cost", cost));
        }
    }

    /**
     * Draws anew for each trial.
     *
     * @param one whether it knows one objective only
     */
    private record Drawing(boolean one) implements Strategy {
        @Override
        public String name() {
            return "drawing";
        }

        @Override
        public Search open(SearchRequest request) {
            int known = one
                    ? List.of(request.objective()).size()
                    : request.objectives().size();
            return new Search() {
                @Override
                public Answer ask(Ask ask) {
                    return Answer.tryOut(request.space().sample(ask.random()));
                }

                @Override
                public void tell(int trial, Outcome outcome) {
                    outcome.reached()
                            .ifPresent(scores -> assertThat(scores.all()).hasSize(known));
                }
            };
        }
    }

    private ExperimentBuilder experiment() {
        return Experiment.named("front")
                .space(Fixtures.space(8))
                .strategy(new Drawing(false), Map.of())
                .evaluator(new Weighing(), Map.of())
                .objectives(TWO)
                .budget(Budget.ofTrials(30))
                .runsFolder(folder);
    }

    @Test
    void theFrontIsKeptAndTestedAndNothingElse() throws Exception {
        RunResult result = nas.run(experiment().parallelism(2).build());

        assertThat(result.front()).hasSizeGreaterThan(3);
        for (BestTrial one : result.front()) {
            assertThat(one.test()).contains(Metrics.of("tested", 1));
            assertThat(result.folder().resolve("trials/" + one.trial() + "/artifact/weights"))
                    .hasContent("" + one.trial());
            assertThat(result.front()).noneMatch(other -> other.scores().dominates(one.scores()));
        }
        try (var kept = Files.list(result.folder().resolve("trials"))) {
            assertThat(kept).hasSize(result.front().size());
        }
        assertThat(result.front()).contains(result.best().orElseThrow());
    }

    @Test
    void aTrialOfTheFrontIsPickedByMetricOrNumber() throws Exception {
        RunResult result = nas.run(experiment().build());
        RunHistory history = RunHistory.read(result.folder());

        assertThat(history.front()).isEqualTo(result.front());
        assertThat(history.picking("sum").best()).contains(result.front().get(0));
        BestTrial last = result.front().get(result.front().size() - 1);
        assertThat(history.picking("cost").best()).contains(last);
        assertThat(history.picking("" + last.trial()).best()).contains(last);
        assertThat(history.picking("knee").best()).isEqualTo(result.best());
        assertThatThrownBy(() -> history.picking("speed"))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("knee, sum, cost, and the trials");
    }

    @Test
    void aLongerBudgetGoesOnWithTheSameFront() throws Exception {
        RunResult first = nas.run(experiment().build());
        RunResult more = nas.run(experiment().budget(Budget.ofTrials(40)).build());
        assertThat(more.folder()).isEqualTo(first.folder());
        assertThat(more.completed()).isEqualTo(40);
        RunResult fork =
                nas.run(experiment().seed(5).continuation(Continuation.FORK).build());
        assertThat(fork.folder()).isNotEqualTo(first.folder());
    }

    @Test
    void aStrategyThatKnowsOneObjectiveSaysSoAndTakesAScalarisation() throws Exception {
        ExperimentBuilder builder = experiment().strategy(new Drawing(true), Map.of());
        assertThatThrownBy(() -> nas.run(builder.build()))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("knows one only")
                .hasMessageContaining("{weighted: {sum: 1, cost: 1}}");
        RunResult weighted = nas.run(builder.scalarisation(Scalarisation.weighted(Map.of("sum", 1.0, "cost", 0.1)))
                .duplicates(DuplicatePolicy.REPEAT)
                .build());
        assertThat(weighted.front()).hasSizeGreaterThan(1);
    }

    @Test
    void whatMakesNoSenseWithSeveralObjectivesIsRefused() {
        assertThatThrownBy(() ->
                        experiment().budget(Budget.ofTrials(3).withTarget(1)).build())
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("target");
        assertThatThrownBy(
                        () -> experiment().stopping(Stopping.curve(4, 1, 0.1)).build())
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("median");
        assertThatThrownBy(() -> experiment()
                        .scalarisation(Scalarisation.chebyshev(Map.of("sum", 1.0)))
                        .build())
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("reference");
        assertThatThrownBy(() -> experiment().objectives(List.of(TWO.get(0), TWO.get(0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a metric of its own");
    }
}
