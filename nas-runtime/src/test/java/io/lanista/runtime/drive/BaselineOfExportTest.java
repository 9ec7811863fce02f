package io.lanista.runtime.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.space.Choices;
import io.lanista.djl.train.EarlierRun;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.runs.EarlierRuns;
import io.lanista.runtime.watch.BestTrial;
import io.lanista.runtime.watch.RunResult;
import io.lanista.runtime.watch.SupernetExport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What comes after a supernet: random architectures beside what was exported, and the supernet itself. */
@Tag("slow")
class BaselineOfExportTest extends OneShotRuns {
    private ExperimentBuilder compared() {
        return searchedBy(new NumberTrainer()).baseline(3);
    }

    @Test
    void randomArchitecturesAreTrainedBesideWhatWasExported() throws Exception {
        RunResult result = nas.run(compared().build());

        SupernetExport export = result.export().orElseThrow();
        assertThat(result.completed()).isEqualTo(4);
        BestTrial own = export.trained().orElseThrow();
        assertThat(own.trial()).isZero();
        assertThat(own.choices()).isEqualTo(export.choices());
        assertThat(export.baseline()).hasSize(3);
        Set<Choices> distinct =
                export.baseline().stream().map(BestTrial::choices).collect(Collectors.toSet());
        assertThat(distinct).hasSize(3).doesNotContain(export.choices());
        double[] scores = export.baseline().stream()
                .mapToDouble(trial -> trial.score().value())
                .toArray();
        assertThat(export.baselineMean())
                .hasValue(Arrays.stream(scores).average().orElseThrow());
        assertThat(export.ahead())
                .isEqualTo(Arrays.stream(scores)
                        .filter(score -> own.score().value() > score)
                        .count());
    }

    @Test
    void withoutABaselineNothingIsCompared() throws Exception {
        SupernetExport export =
                nas.run(searchedBy(new NumberTrainer()).build()).export().orElseThrow();
        assertThat(export.baseline()).isEmpty();
        assertThat(export.baselineMean()).isEmpty();
        assertThat(export.trained()).isPresent();
    }

    @Test
    void anInterruptedBaselineGoesOnWithTheSameArchitectures() throws Exception {
        RunResult whole = nas.run(compared().runFolder(folder.resolve("whole")).build());
        byte[] journal = Files.readAllBytes(whole.folder().resolve("journal.jsonl"));
        for (int left = 1; left < 6; left++) {
            Path cut = folder.resolve("cut-" + left);
            Files.createDirectories(cut);
            copy(whole.folder().resolve("supernet"), cut.resolve("supernet"));
            Files.write(
                    cut.resolve("journal.jsonl"), Arrays.copyOf(journal, journal.length - left * journal.length / 16));

            RunResult goneOn = nas.run(compared().runFolder(cut).build());

            assertThat(history(goneOn)).as("%d sixteenths cut", left).isEqualTo(history(whole));
        }
    }

    @Test
    void aBaselineIsForATrainer() {
        assertThatThrownBy(() -> Fixtures.experiment(PLAIN).baseline(3).build())
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("(3) random architectures")
                .hasMessageContaining("'random'");
        assertThatThrownBy(() -> compared().baseline(-1)).hasMessageContaining("(-1) must be at least 0");
    }

    @Test
    void aTrainedSupernetIsLeftForOthers() throws Exception {
        RunResult result = nas.run(searchedBy(new NumberTrainer()).build());
        EarlierRun run = EarlierRuns.read(result.folder());
        assertThat(run.supernet()).isEqualTo(result.folder().resolve("supernet").resolve("epoch-5"));
        assertThat(run.supernet().resolve("state.txt")).exists();
        assertThat(run.evaluator()).isEqualTo(PLAIN.name());
        assertThat(run.space().name()).isNotEmpty();
    }

    @Test
    void aRunWithoutATrainedSupernetIsRefused() throws Exception {
        Path none = folder.resolve("none");
        assertThatThrownBy(() -> EarlierRuns.read(none)).hasMessageContaining("(" + none + ") holds no run");
        RunResult byStrategy = nas.run(
                Fixtures.experiment(PLAIN).runsFolder(folder.resolve("other")).build());
        assertThatThrownBy(() -> EarlierRuns.read(byStrategy.folder()))
                .hasMessageContaining("so it has no supernet")
                .hasMessageContaining("spos");
        RunResult cancelled = cancelledIn(3);
        assertThatThrownBy(() -> EarlierRuns.read(cancelled.folder())).hasMessageContaining("isn't trained to its end");
        RunResult whole = nas.run(searchedBy(new NumberTrainer())
                .runFolder(folder.resolve("whole"))
                .build());
        Files.delete(whole.folder().resolve("supernet").resolve("epoch-5").resolve("state.txt"));
        Files.delete(whole.folder().resolve("supernet").resolve("epoch-5"));
        assertThatThrownBy(() -> EarlierRuns.read(whole.folder())).hasMessageContaining("has no supernet any more");
    }
}
