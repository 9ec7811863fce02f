package io.lanista.runtime.drive;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.journal.JournalRecord;
import io.lanista.runtime.runs.RunHistory;
import io.lanista.runtime.watch.BestTrial;
import io.lanista.runtime.watch.EndReason;
import io.lanista.runtime.watch.RunHandle;
import io.lanista.runtime.watch.RunInfo;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunResult;
import io.lanista.runtime.watch.RunStatus;
import io.lanista.runtime.watch.SupernetEpoch;
import io.lanista.runtime.watch.SupernetExport;
import io.lanista.runtime.watch.SupernetExport.Cut;
import io.lanista.runtime.watch.TrialStart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a one-shot run writes down and tells. */
class OneShotJournalTest extends OneShotRuns {
    private static final Objective OBJECTIVE = Objective.maximize(Fixtures.METRIC);

    @Test
    void whatIsExportedIsTheOnlyTrial() throws Exception {
        RunResult result = nas.run(searchedBy(new NumberTrainer()).build());

        SupernetExport export = result.export().orElseThrow();
        BestTrial best = result.best().orElseThrow();
        assertThat(export.cut()).isEqualTo(Cut.NONE);
        assertThat(export.epoch()).isEqualTo(5);
        assertThat(best.choices()).isEqualTo(export.choices());
        assertThat(result.completed()).isEqualTo(1);
        assertThat(result.reason().kind()).isEqualTo(EndReason.Kind.DONE);
        assertThat(best.test()).isPresent();
        assertThat(export.mixed(OBJECTIVE)).hasValue(40);
        assertThat(export.inherited(OBJECTIVE)).hasValue(30);
        assertThat(export.notes()).hasSize(6).endsWith("The end.");
        assertThat(result.folder().resolve("supernet").toFile().list()).containsExactly("epoch-5");
    }

    @Test
    void theJournalHoldsBothPhases() throws Exception {
        RunResult result = nas.run(searchedBy(new NumberTrainer()).build());

        List<JournalRecord> history = history(result);
        assertThat(history.stream().map(record -> record.getClass().getSimpleName()))
                .containsExactly(
                        "Epoch", "Epoch", "Epoch", "Epoch", "Epoch", "Exported", "Asked", "Ended", "Asked", "Tested");
        JournalRecord.Epoch last = (JournalRecord.Epoch) history.get(4);
        assertThat(last.weights()).containsOnlyKeys("x");
        assertThat(last.weights().get("x").values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isEqualTo(1);
        assertThat(last.notes()).hasSize(1);
        RunHistory read = RunHistory.read(result.folder());
        assertThat(read.header().method()).isEqualTo(JournalRecord.Method.TRAINER);
        assertThat(read.epochs()).hasSize(5);
        assertThat(read.export()).isEqualTo(result.export());
    }

    @Test
    void listenersHearEpochsNotesAndTheExportInOrder() throws Exception {
        List<String> heard = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void started(RunInfo run, RunStatus status) {
                heard.add("started");
            }

            @Override
            public void epochEnded(SupernetEpoch epoch, RunStatus status) {
                heard.add("epoch " + epoch.epoch());
            }

            @Override
            public void noted(String sentence) {
                heard.add("note");
            }

            @Override
            public void exported(SupernetExport export, RunStatus status) {
                heard.add("exported " + export.epoch());
            }

            @Override
            public void trialStarted(TrialStart start) {
                heard.add("trial " + start.trial());
            }
        };
        Experiment experiment = searchedBy(new NumberTrainer())
                .trainer(new NumberTrainer(), Map.of("epochs", 2))
                .build();
        try (RunHandle run = nas.start(experiment, listener)) {
            run.await();
        }
        assertThat(heard)
                .containsExactly("started", "note", "epoch 1", "note", "epoch 2", "note", "exported 2", "trial 0");
    }

    @Test
    void aGivenArchitectureIsTheOnlyTrial() throws Exception {
        Choices choices = Choices.of(Map.of(Label.of("x"), 3, Label.of("y"), 4));
        RunResult result = nas.run(Fixtures.experiment(PLAIN)
                .architecture(choices)
                .runsFolder(folder)
                .build());
        assertThat(result.completed()).isEqualTo(1);
        assertThat(result.best()).hasValueSatisfying(best -> {
            assertThat(best.choices()).isEqualTo(choices);
            assertThat(best.score().value()).isEqualTo(3.004);
        });
        assertThat(result.export()).isEmpty();
    }

    @Test
    void choicesAreThoseOfTheSeed() throws Exception {
        RunResult one = nas.run(searchedBy(new NumberTrainer()).seed(1).build());
        RunResult two = nas.run(searchedBy(new NumberTrainer()).seed(2).build());
        assertThat(one.export().orElseThrow().choices().get(Label.of("x")))
                .isNotEqualTo(two.export().orElseThrow().choices().get(Label.of("x")));
    }
}
