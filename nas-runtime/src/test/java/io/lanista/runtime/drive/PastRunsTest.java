package io.lanista.runtime.drive;

import static io.lanista.runtime.drive.Fixtures.experiment;
import static io.lanista.runtime.drive.Fixtures.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.trial.Objective;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.runs.PastTrials;
import io.lanista.runtime.runs.RunFolder;
import io.lanista.runtime.watch.RunResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class PastRunsTest extends HostedTest {
    private ExperimentBuilder searching(String runs) {
        return experiment(new Fixtures.Measuring((model, context) -> value(model)))
                .budget(Budget.ofTrials(3))
                .runsFolder(folder.resolve(runs));
    }

    @Test
    void aNewRunIsToldOfTheTrialsOfEarlierOnes() throws Exception {
        RunResult first = nas.run(searching("first").build());

        RunResult second =
                nas.run(searching("second").past(List.of(first.folder())).build());

        assertThat(PastTrials.of(new RunFolder(second.folder()))).hasSize(3);
        assertThat(second.completed()).isEqualTo(3);
    }

    @Test
    void aRunThatWasAfterSomethingElseIsRefused() throws Exception {
        RunResult first = nas.run(searching("first").build());

        assertThatThrownBy(() -> nas.run(searching("second")
                        .objective(Objective.minimize("value"))
                        .past(List.of(first.folder()))
                        .build()))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("was after");
    }
}
