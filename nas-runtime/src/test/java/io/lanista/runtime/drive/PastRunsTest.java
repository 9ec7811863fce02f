package io.lanista.runtime.drive;

import static io.lanista.runtime.drive.Fixtures.experiment;
import static io.lanista.runtime.drive.Fixtures.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.strategy.Strategy;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.experiment.PastWinners;
import io.lanista.runtime.runs.PastTrials;
import io.lanista.runtime.runs.RunFolder;
import io.lanista.runtime.runs.RunHistory;
import io.lanista.runtime.watch.RunResult;
import io.lanista.runtime.watch.TrialReport;
import java.util.List;
import java.util.Map;
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

    @Test
    void aPastThatMisleadsCostsItsTrialsAndNoMore() throws Exception {
        RunResult misleading = nas.run(
                searching("past").objective(Objective.minimize(Fixtures.METRIC)).build());
        RunResult plain = nas.run(counting("plain", 8).build());

        RunResult led = nas.run(counting("led", 11)
                .pastWinners(new PastWinners(List.of(misleading.folder()), 3))
                .build());

        List<Choices> tried = choices(led);
        assertThat(tried).hasSize(11);
        assertThat(choices(misleading)).containsAll(tried.subList(0, 1));
        assertThat(tried.subList(3, 11)).isEqualTo(choices(plain));
    }

    private ExperimentBuilder counting(String runs, int trials) {
        return searching(runs).strategy(new Counting(), Map.of()).budget(Budget.ofTrials(trials));
    }

    /** Proposes one number after the other. */
    private static final class Counting implements Strategy {
        @Override
        public String name() {
            return "counting";
        }

        @Override
        public Search open(SearchRequest request) {
            return new Search() {
                @Override
                public Answer ask(Ask ask) {
                    return Answer.tryOut(
                            Choices.of(Map.of(Label.of("x"), (long) ask.trial(), Label.of("y"), 99L - ask.trial())));
                }

                @Override
                public void tell(int trial, Outcome outcome) {
                    // What comes out changes nothing.
                }
            };
        }
    }

    private static List<Choices> choices(RunResult result) {
        return RunHistory.read(result.folder()).trials().stream()
                .map(TrialReport::choices)
                .toList();
    }
}
