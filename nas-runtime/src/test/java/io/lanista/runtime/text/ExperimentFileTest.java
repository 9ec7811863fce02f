package io.lanista.runtime.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.layer.LayerCatalogue;
import io.lanista.api.trial.Objective;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentFileTest {
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
            failures: {in_a_row: 3, retries: 1}
            """;

    @TempDir
    Path folder;

    private ExperimentFile read(String text) throws Exception {
        return ExperimentFile.read(Files.writeString(folder.resolve("e.yaml"), text), LayerCatalogue.standard());
    }

    @Test
    void everythingIsRead() throws Exception {
        ExperimentFile read = read(FULL);
        assertThat(read.name()).isEqualTo("digits");
        assertThat(read.space()).isInstanceOfSatisfying(ExperimentFile.Space.Written.class, space -> {
            assertThat(space.described().inputGiven()).isFalse();
            assertThat(space.described().model().name()).isEqualTo("digits");
        });
        NamedOptions strategy = ((ExperimentFile.Method.Strategy) read.method()).plugin();
        assertThat(strategy.name()).isEqualTo("tpe@[1.2,2)");
        assertThat(strategy.options()).isEqualTo(Map.of("candidates", 24L, "nested", Map.of("a", List.of(1L, 2L))));
        assertThat(strategy.place("candidates")).hasToString(folder.resolve("e.yaml") + ":7: (strategy.candidates)");
        assertThat(read.evaluator().options()).containsEntry("data", "glyphs").containsEntry("epochs", 3L);
        assertThat(read.objective()).isEqualTo(Objective.maximize("accuracy"));
        assertThat(read.budget().trials()).hasValue(20);
        assertThat(read.budget().time()).isEqualTo(Duration.ofMinutes(90));
        assertThat(read.budget().target()).hasValue(0.99);
        assertThat(read.budget().trialTime()).isEqualTo(Duration.ofSeconds(90));
        assertThat(read.parallel()).isEqualTo(2);
        assertThat(read.seed()).isEqualTo(7);
        assertThat(read.stopping()).extracting(NamedOptions::name).isEqualTo("median");
        assertThat(read.duplicates()).isEqualTo(ExperimentFile.Duplicates.REUSE);
        assertThat(read.constraints()).containsExactly(Map.entry("max_parameters", 1e6), Map.entry("max_flops", 2e6));
        assertThat(read.executor()).extracting(NamedOptions::name).isEqualTo("forked");
        assertThat(read.failures()).isEqualTo(new ExperimentFile.Failures(3, 1));
    }

    @Test
    void theSpaceMayStandInAnotherFileOrInTheHub() throws Exception {
        Files.writeString(folder.resolve("net.yaml"), "name: net\nlayers: [relu]\n");
        String rest = FULL.substring(FULL.indexOf("strategy:"));
        assertThat(read("name: a\nspace: net.yaml\n" + rest).space()).isInstanceOf(ExperimentFile.Space.Written.class);
        assertThat(read("name: a\nspace: {hub: nasbench201, channels: 4}\n" + rest)
                        .space())
                .isInstanceOfSatisfying(ExperimentFile.Space.Hub.class, hub -> {
                    assertThat(hub.provider().name()).isEqualTo("nasbench201");
                    assertThat(hub.provider().options()).isEqualTo(Map.of("channels", 4L));
                });
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
            objective: {maximize: accuracy} | objective: accuracy             | e.yaml:9: (objective) must be {maximize: metric} or {minimize: metric}, and is the text (accuracy).
            maximize: accuracy              | maximise: accuracy              | e.yaml:9: (objective.maximise) unknown key (maximise). Allowed: maximize, minimize. Maybe 'maximize'.
            trials: 20                      | trials: 0                       | e.yaml:10: (budget.trials) must be a whole number from 1 to 1000000000, and is (0).
            time: 1h30m                     | time: soon                      | e.yaml:10: (budget.time) must be a length of time such as 90s, 10m or 1h30m, and is the text (soon).
            parallel: 2                     | paralel: 2                      | e.yaml:11: (paralel) unknown key (paralel). Allowed: architecture, budget, constraints, duplicates, evaluator, executor, failures, name, objective, parallel, seed, space, stopping, strategy, trainer. Maybe 'parallel'.
            seed: 7                         | seed: x                         | e.yaml:12: (seed) must be a whole number, at least
            duplicates: reuse               | duplicates: keep                | e.yaml:14: (duplicates) must be one of reject, repeat, reuse, and is (keep).
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
