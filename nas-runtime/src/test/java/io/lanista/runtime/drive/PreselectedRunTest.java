package io.lanista.runtime.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Answer;
import io.lanista.api.trial.Objective;
import io.lanista.djl.proxy.Proxy;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.experiment.ProxyFilter;
import io.lanista.runtime.experiment.WarmStart;
import io.lanista.runtime.journal.JournalRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Searches that begin with what a proxy likes, or pass over what it doesn't. */
class PreselectedRunTest extends HostedTest {
    private static final SearchSpace SPACE = SearchSpace.of(Model.named("perceptron")
            .input("image", 1, 8, 8)
            .then("flatten", Layer.of("flatten"))
            .then("hidden", Layer.of("linear", "units", Value.integer("units", 1, 24)))
            .then("relu", Layer.of("relu"))
            .then("head", Layer.of("linear", "units", Model.OUTPUTS))
            .build());

    private ExperimentBuilder training() {
        return Experiment.named("preselected")
                .space(SPACE)
                .strategy(new Fixtures.Sensitive(), Map.of())
                .evaluator(
                        "classification",
                        Map.of("data", Map.of("source", "glyphs", "size", 8, "per_class", 10), "epochs", 1))
                .objective(Objective.maximize("accuracy"))
                .executor(Experiment.INLINE, Map.of())
                .runsFolder(folder);
    }

    private static List<Long> units(Path run) {
        return ResumeTest.history(run).stream()
                .filter(JournalRecord.Asked.class::isInstance)
                .map(record -> ((JournalRecord.Asked) record).answer())
                .filter(Answer.Try.class::isInstance)
                .map(answer -> ((Answer.Try) answer).choices())
                .map(PreselectedRunTest::units)
                .toList();
    }

    private static long units(Choices choices) {
        return (long) choices.values().values().iterator().next();
    }

    @Test
    void theFirstTrialsAreTheBestOfTheDrawsInEverySession() throws Exception {
        WarmStart start = new WarmStart(Proxy.PARAMS, 200, 3, 16);
        ExperimentBuilder warm = training().warmStart(start).budget(Budget.ofTrials(5));
        Path whole = nas.run(warm.build()).folder();
        assertThat(units(whole)).startsWith(24L, 23L, 22L).hasSizeGreaterThanOrEqualTo(5);
        List<String> lines = Files.readAllLines(whole.resolve("journal.jsonl"));
        Path cut = Files.createDirectory(folder.resolve("cut"));
        for (int kept = 1; kept < lines.size(); kept += 3) {
            Files.write(cut.resolve("journal.jsonl"), lines.subList(0, kept));
            nas.run(warm.runFolder(cut).build());
            assertThat(units(cut)).as("cut after %d lines", kept).isEqualTo(units(whole));
        }
    }

    @Test
    void whatTheFilterPassesOverIsInTheJournalWithTheReason() throws Exception {
        Path run = nas.run(training()
                        .filter(new ProxyFilter(Proxy.PARAMS, 0.5, 500, 16))
                        .budget(Budget.ofTrials(4))
                        .build())
                .folder();
        List<Long> proposed = units(run);
        List<JournalRecord> history = ResumeTest.history(run);
        List<JournalRecord.Rejected> passed = history.stream()
                .filter(JournalRecord.Rejected.class::isInstance)
                .map(JournalRecord.Rejected.class::cast)
                .filter(rejected -> rejected.reason().startsWith("The filter passed it over"))
                .toList();
        assertThat(passed).isNotEmpty().allSatisfy(rejected -> {
            assertThat(proposed.get(rejected.trial())).isLessThanOrEqualTo(12);
            assertThat(rejected.reason())
                    .contains("by the proxy 'params'")
                    .contains("the best (0.5) of (24) architectures");
        });
        assertThat(history.stream()
                        .filter(JournalRecord.Ended.class::isInstance)
                        .map(record -> proposed.get(((JournalRecord.Ended) record).trial())))
                .hasSize(4)
                .allSatisfy(units -> assertThat(units).isGreaterThan(12));
    }

    @Test
    void whatCannotBeScoredIsRefusedBeforeAnythingRuns() {
        WarmStart start = new WarmStart(Proxy.NWOT, 10, 2, 16);
        Experiment untrained = Fixtures.experiment(new Fixtures.Measuring((model, context) -> 0))
                .warmStart(start)
                .budget(Budget.ofTrials(3))
                .runsFolder(folder)
                .build();
        assertThatThrownBy(() -> nas.run(untrained))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("trains no networks on data, so (warm_start) can't score them");
        assertThatThrownBy(() ->
                        training().trainer("darts", Map.of()).warmStart(start).build())
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("has no strategy. Maybe leave (warm_start) out");
        assertThatThrownBy(() -> new WarmStart(Proxy.NWOT, 5, 6, 16)).hasMessageContaining("(6) of (5) draws");
        assertThatThrownBy(() -> new ProxyFilter(Proxy.NWOT, 1, 100, 16)).hasMessageContaining("Maybe 'keep: 0.5'");
    }
}
