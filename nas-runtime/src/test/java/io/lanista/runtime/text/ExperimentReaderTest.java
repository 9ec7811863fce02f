package io.lanista.runtime.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.trial.Objective;
import io.lanista.layer.LayerCatalogue;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.DuplicatePolicy;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.PluginChoice;
import io.lanista.runtime.experiment.Scalarisation;
import io.lanista.runtime.experiment.Stopping;
import io.lanista.runtime.plugin.PluginHost;
import io.lanista.runtime.plugin.PluginKinds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentReaderTest {
    private static final String FULL = """
            name: digits
            space:
              layers:
                - {choice: act, of: [relu, tanh]}
                - flatten
                - linear: {units: 10}
            strategy: {name: "tpe@[1.2,2)", candidates: 24, nested: {a: [1, 2]}}
            evaluator: {name: classification, data: glyphs, epochs: 3}
            objective: {maximize: accuracy}
            budget: {trials: 20, time: 1h30m, target: 0.99, trial_time: 90}
            parallel: 2
            seed: 7
            stopping: median
            duplicates: reuse
            constraints: {max_parameters: 1e6, max_flops: 2000000}
            executor: {name: forked, workers: 2}
            failures: {in_a_row: 3, retries: 2}
            trackers: [log, {name: board, url: here}]
            reevaluate: 0.25
            """;

    private static PluginHost host;

    @TempDir
    Path folder;

    @BeforeAll
    static void startHost() {
        host = PluginHost.builder(PluginKinds.all()).start();
    }

    @AfterAll
    static void closeHost() {
        host.close();
    }

    private Experiment read(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("e.yaml"), text);
        return ExperimentReader.read(file, host, LayerCatalogue.standard()).build();
    }

    private String after(String objective) {
        return FULL.replace("objective: {maximize: accuracy}", objective)
                .replace(", target: 0.99", "")
                .replace("reevaluate: 0.25", "reevaluate: 0");
    }

    @Test
    void severalObjectivesHaveBoundsReferencesAndAScalarisation() throws Exception {
        Experiment read = read(after("""
                objective:
                  - {maximize: accuracy, at_least: 0.9}
                  - {minimize: latency_ms, at_most: 2, reference: 10}
                scalarisation: {weighted: {accuracy: 1, latency_ms: 0.5}}
                """));
        assertThat(read.objectives())
                .containsExactly(
                        Objective.maximize("accuracy").within(0.9),
                        Objective.minimize("latency_ms").within(2).from(10));
        assertThat(read.scalarisation()).contains(Scalarisation.weighted(Map.of("accuracy", 1.0, "latency_ms", 0.5)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{maximize: a}, {minimize: a}]       | each with a metric of its own",
                "{maximize: a, at_most: 3}            | Maybe 'at_least'",
                "{minimize: a, at_least: 3}           | Maybe 'at_most'",
                "[{maximize: a, minimize: b}]         | must be {maximize: metric}",
                "[]                                   | at least one objective",
                "{maximize: a, at_least: much}        | must be a number",
            })
    void objectivesThatMeanNothingAreRefused(String objective, String complaint) {
        assertThatThrownBy(() -> read(after("objective: " + objective)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("e.yaml:")
                .hasMessageContaining(complaint);
    }

    @Test
    void aTargetIsForOneObjective() {
        assertThatThrownBy(() -> read(FULL.replace(
                        "objective: {maximize: accuracy}", "objective: [{maximize: accuracy}, {minimize: flops}]")))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("e.yaml:")
                .hasMessageContaining("is a score of one objective");
    }

    @Test
    void everythingIsRead() throws Exception {
        Experiment read = read(FULL);
        assertThat(read.name()).isEqualTo("digits");
        assertThat(read.space().base().name()).isEqualTo("digits");
        assertThat(read.space().base().inputs()).containsValue(SpaceFile.UNKNOWN_SHAPE);
        assertThat(read.strategy())
                .contains(PluginChoice.named(
                        "tpe@[1.2,2)", Map.of("candidates", 24L, "nested", Map.of("a", List.of(1L, 2L)))));
        assertThat(read.evaluator().options()).containsEntry("data", "glyphs").containsEntry("epochs", 3L);
        assertThat(read.objectives()).containsExactly(Objective.maximize("accuracy"));
        assertThat(read.budget())
                .isEqualTo(Budget.ofTrials(20).withTime(Duration.ofMinutes(90)).withTarget(0.99));
        assertThat(read.trialTime()).contains(Duration.ofSeconds(90));
        assertThat(read.parallelism()).isEqualTo(2);
        assertThat(read.isParallelismOfMachine()).isFalse();
        assertThat(read(FULL.replace("parallel: 2", "parallel: auto")).isParallelismOfMachine())
                .isTrue();
        assertThat(read.seed()).isEqualTo(7);
        assertThat(read.stopping()).isEqualTo(Stopping.median(1, 5));
        assertThat(read.duplicates()).contains(DuplicatePolicy.REUSE);
        assertThat(read.reevaluate()).hasValue(0.25);
        assertThat(read.space().constraints()).hasSize(2);
        assertThat(read.executor()).contains("forked");
        assertThat(read.executorOptions()).isEqualTo(Map.of("workers", 2L));
        assertThat(read.trackers())
                .containsExactly(
                        PluginChoice.named("log", Map.of()), PluginChoice.named("board", Map.of("url", "here")));
        assertThat(read.maxFailuresInARow()).isEqualTo(3);
        assertThat(read.retries()).isEqualTo(2);
        assertThat(read.source()).contains(FULL);
        assertThat(read.baseFolder()).isEqualTo(folder.toAbsolutePath());
    }

    @Test
    void whatAFileLeavesOutIsAsInAProgram() throws Exception {
        Experiment read = read("""
                name: small
                space: {layers: [relu]}
                strategy: random
                evaluator: classification
                objective: {maximize: accuracy}
                """);
        Experiment built = Experiment.named("small")
                .space(read.space())
                .strategy("random", Map.of())
                .evaluator("classification", Map.of())
                .objective(Objective.maximize("accuracy"))
                .build();
        assertThat(read.toBuilder().source("").baseFolder(Path.of("")).build())
                .usingRecursiveComparison()
                .isEqualTo(built.toBuilder().source("").build());
    }

    @Test
    void theSpaceMayStandInAnotherFileOrInTheHub() throws Exception {
        Files.writeString(folder.resolve("net.yaml"), "name: net\nlayers: [relu]\n");
        String rest = FULL.substring(FULL.indexOf("strategy:"));
        assertThat(read("name: a\nspace: net.yaml\n" + rest).space().base().name())
                .isEqualTo("net");
        Experiment hub = read("name: a\nspace: {hub: nasbench201, channels: 4}\n" + rest);
        assertThat(hub.space().base().name()).isEqualTo("nasbench201");
        assertThat(hub.spaceOrigin())
                .hasValueSatisfying(origin -> assertThat(origin.name()).isEqualTo("nasbench201"));
        assertThatThrownBy(() -> read("name: a\nspace: nets.yaml\n" + rest))
                .hasMessageContaining("e.yaml:2: (space) names the file (")
                .hasMessageContaining("nets.yaml), which doesn't exist.");
    }

    @Test
    void aSpaceWithoutLayersIsToldHowToNameOneOfTheHub() {
        assertThatThrownBy(() -> read("name: a\nspace: {name: darts, size: small}\nstrategy: random\n"))
                .hasMessageContaining("e.yaml:2: (space) has no key (layers)")
                .hasMessageContaining("{hub: nasbench201}");
    }

    @Test
    void anErrorInTheSpaceNamesThePlaceInTheExperiment() {
        assertThatThrownBy(() -> read(FULL.replace("units: 10", "unit: 10")))
                .hasMessageContaining(
                        "e.yaml:6: (space.layers[2].linear.unit) unknown key (unit). Allowed: bias, units.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            objective: {maximize: accuracy} | objective: accuracy             | e.yaml:9: (objective) must be {maximize: metric} or {minimize: metric}, or a list of such, and is the text (accuracy).
            maximize: accuracy              | maximise: accuracy              | e.yaml:9: (objective.maximise) unknown key (maximise). Allowed: at_least, at_most, maximize, minimize, reference. Maybe 'maximize'.
            trials: 20                      | trials: 0                       | e.yaml:10: (budget.trials) must be a whole number from 1 to 1000000000, and is (0).
            time: 1h30m                     | time: soon                      | e.yaml:10: (budget.time) must be a length of time such as 90s, 10m or 1h30m, and is the text (soon).
            parallel: 2                     | paralel: 2                      | e.yaml:11: (paralel) unknown key (paralel). Allowed: architecture, baseline, budget, constraints, duplicates, evaluator, executor, failures, filter, name, objective, parallel, past, plugins, reevaluate, scalarisation, seed, space, stopping, strategy, trackers, trainer, warm_start. Maybe 'parallel'.
            seed: 7                         | seed: x                         | e.yaml:12: (seed) must be a whole number, at least
            duplicates: reuse               | duplicates: keep                | e.yaml:14: (duplicates) must be one of reject, repeat, reuse, and is (keep).
            reevaluate: 0.25                | reevaluate: 1                   | e.yaml:19: (reevaluate) The share of the trials that evaluate a contender again (1.0) must be from 0 to 0.9.
            reevaluate: 0.25                | reevaluate: often               | e.yaml:19: (reevaluate) must be a number from 0 to 0.9, and is the text (often).
            name: digits                    | name: my digits                 | e.yaml:1: (name) The name (my digits) of an experiment must be letters, digits,
            stopping: median                | stopping: medan                 | e.yaml:13: (stopping) there is no stopping rule 'medan'. Available: curve, median, none. Maybe 'median'.
            max_parameters: 1e6             | max_parameters: 1, min_parameters: 2 | e.yaml:15: (constraints) The number of parameters can't be at least (2) and at most (1).
            [log,                           | [[log],                         | e.yaml:18: (trackers[0]) must be the name of a listener, or a table with its name and its options, and is a list.
            max_flops                       | max_flop                        | e.yaml:15: (constraints.max_flop) unknown key (max_flop). Allowed: max_depth, max_flops
            stopping: median                | trainer: darts                  | e.yaml:13: (trainer) stands beside a strategy
            stopping: median                | architecture: x                 | e.yaml:13: (architecture) stands beside something that searches
            evaluator:                      | valuator:                       | e.yaml:8: (valuator) unknown key (valuator).
            name: classification            | nome: classification            | e.yaml:8: (evaluator) the key (name) is missing: the name of an evaluator, or a table with its name and its options. Maybe (nome) was meant to be it.
            """)
    void theMessageNamesFileLinePathAndWhatIsAllowed(String part, String instead, String message) {
        assertThat(FULL).contains(part);
        assertThatThrownBy(() -> read(FULL.replace(part, instead)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining(message);
    }
}
