package io.lanista.runtime.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.oneshot.OneShotProgress;
import io.lanista.api.oneshot.OneShotRequest;
import io.lanista.api.oneshot.OneShotRun;
import io.lanista.api.trial.TrialCancelledException;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.Continuation;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.plugin.NoSuchProviderException;
import io.lanista.runtime.plugin.PluginException;
import io.lanista.runtime.watch.RunHandle;
import io.lanista.runtime.watch.RunResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Mistakes of those who run a trainer, and of those who wrote it. */
class OneShotRefusalTest extends OneShotRuns {
    @Test
    void aTrainerThatIsNotThereIsToldWithThoseThatAre() {
        Experiment experiment =
                searchedBy(new NumberTrainer()).trainer("dartz", Map.of()).build();
        assertThatThrownBy(() -> nas.start(experiment))
                .isInstanceOf(NoSuchProviderException.class)
                .hasMessageContaining("No one-shot trainer 'dartz'");
    }

    @Test
    void budgetsThatASingleTrialCantSpendAreRefused() {
        assertRefused(searchedBy(new NumberTrainer()).budget(Budget.ofTrials(8)), "(8) trials");
        assertRefused(searchedBy(new NumberTrainer()).budget(Budget.UNLIMITED.withTarget(0.9)), "target (0.9)");
        assertRefused(searchedBy(new NumberTrainer()).continuation(Continuation.FORK), "Continuation.NEW");
    }

    private static void assertRefused(ExperimentBuilder builder, String message) {
        Experiment experiment = builder.build();
        assertThatThrownBy(() -> nas.start(experiment))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aTrainerWhoseBackendIsNotOfferedIsToldWhoseFaultThatIs() {
        NumberTrainer trainer = new NumberTrainer() {
            @Override
            public OneShotRun open(OneShotRequest request) {
                request.backend(String.class);
                return super.open(request);
            }
        };
        assertRefused(searchedBy(trainer), "'measuring' offers no String");
    }

    @Test
    void aTrainerThatThrowsIsNamed() throws Exception {
        NumberTrainer broken = new NumberTrainer() {
            @Override
            void batch(int epoch, OneShotProgress progress) {
                throw new IllegalStateException("divided by zero");
            }
        };
        assertFails(broken, PluginException.class, "numbers", "divided by zero");
    }

    @Test
    void aTrainerThatTellsAnEpochTwiceIsNamed() throws Exception {
        NumberTrainer repeating = new NumberTrainer() {
            @Override
            void batch(int epoch, OneShotProgress progress) {
                progress.epoch(1, 5, io.lanista.api.trial.Metrics.of(Map.of()));
            }
        };
        assertFails(repeating, PluginException.class, "epoch (1) after epoch (1)");
    }

    @Test
    void aTrainerThatEndsAsIfCancelledIsNamed() throws Exception {
        NumberTrainer moody = new NumberTrainer() {
            @Override
            void batch(int epoch, OneShotProgress progress) {
                throw new TrialCancelledException("no mood");
            }
        };
        assertFails(moody, PluginException.class, "nobody had asked it to");
    }

    private void assertFails(NumberTrainer trainer, Class<? extends Throwable> type, String... message) {
        try (RunHandle run = nas.start(searchedBy(trainer).build())) {
            assertThatThrownBy(run::await).isInstanceOf(type).hasMessageContainingAll(message);
        }
    }

    @Test
    void aRunOfAStrategyDoesNotGoOnWithATrainer() throws Exception {
        RunResult cancelled = cancelledIn(1);
        assertThat(cancelled.export().orElseThrow().epoch()).isZero();
        assertRefused(
                Fixtures.experiment(PLAIN).runsFolder(folder),
                "the trainer (numbers) searched, and now the strategy (sensitive) does");
    }

    @Test
    void theOrderOfEntriesInAnOptionIsNoDifferenceAndTheirValuesAre() throws Exception {
        Map<String, Object> table = new LinkedHashMap<>(Map.of("a", 1));
        table.put("b", List.of(Map.of("c", 2)));
        Map<String, Object> turned = new LinkedHashMap<>(Map.of("b", List.of(Map.of("c", 2))));
        turned.put("a", 1);
        Waiting trainer = new Waiting(2);
        try (RunHandle run = nas.start(
                searchedBy(trainer).trainer(trainer, Map.of("table", table)).build())) {
            trainer.reached.await();
            run.cancel();
            run.await();
        }
        turned.put("a", 2);
        assertRefused(
                searchedBy(trainer).trainer(new NumberTrainer(), Map.of("table", turned)), "trainer's option (table)");
        assertRefused(searchedBy(trainer).trainer(new NumberTrainer(), Map.of("table", turned)), "or begin a new run");
        turned.put("a", 1);
        RunResult result = nas.run(searchedBy(trainer)
                .trainer(new NumberTrainer(), Map.of("table", turned))
                .build());
        assertThat(result.export().orElseThrow().epoch()).isEqualTo(5);
    }
}
