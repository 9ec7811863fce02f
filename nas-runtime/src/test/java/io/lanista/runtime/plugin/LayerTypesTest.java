package io.lanista.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.strategy.Strategy;
import io.lanista.djl.block.LayerProvider;
import io.lanista.djl.train.TrainedNetwork;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.CannotContinueException;
import io.lanista.runtime.experiment.DuplicatePolicy;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.export.ExportResult;
import io.lanista.runtime.journal.JournalLine;
import io.lanista.runtime.journal.JournalReader;
import io.lanista.runtime.journal.JournalRecord;
import io.lanista.runtime.watch.RunHandle;
import io.lanista.runtime.watch.RunInfo;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunResult;
import io.lanista.runtime.watch.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A layer type that only a jar knows: in an experiment file, in training, in worker JVMs, and in what is exported. */
@Tag("slow")
class LayerTypesTest {
    private static final String SCALED = """
            package com.acme.%1$s;
            import ai.djl.ndarray.NDArray;
            import io.lanista.layer.LayerType;
            import io.lanista.api.model.*;
            import io.lanista.djl.backend.Initial;
            import io.lanista.djl.block.*;
            import java.util.List;
            public class Scaled implements LayerProvider, LayerType {
                public String name() { return "%2$s"; }
                public Shape infer(Layer layer, List<Shape> inputs) { return inputs.get(0); }
                public long parameters(Layer layer, List<Shape> inputs) { return inputs.get(0).count(); }
                public LayerType type() { return this; }
                public Computation build(LayerSite site) {
                    WeightSlot scale = site.parameter("scale", Initial.constant(2), site.input().get(0));
                    return (inputs, pass) -> inputs.get(0).mul(pass.parameter(scale));
                }
            }
            """;

    private static final String EXPERIMENT = """
            name: scaled
            space:
              name: net
              input: {image: [1, 8, 8]}
              layers:
                - flatten
                - choice: first
                  of: {scaled: [scaled], plain: [{linear: {units: 16}}, scaled]}
                - linear: {units: outputs}
            strategy: first
            evaluator: {name: classification, data: {source: glyphs, size: 8, per_class: 10}, epochs: 1}
            objective: {maximize: accuracy}
            budget: {trials: 2}
            executor: %s
            """;

    @TempDir
    Path folder;

    private static BundleMaker scaled(String name, String type) {
        return scaled(name, type, "1.0.0");
    }

    private static BundleMaker scaled(String name, String type, String version) {
        return BundleMaker.bundle("com.acme." + name, version)
                .header(
                        "Import-Package",
                        "ai.djl.ndarray,io.lanista.api.strategy,io.lanista.api.space,io.lanista.layer,"
                                + "io.lanista.api.model,io.lanista.djl.block,io.lanista.djl.backend")
                .source("com.acme." + name + ".Scaled", SCALED.formatted(name, type))
                .service(LayerProvider.class.getName(), "com.acme." + name + ".Scaled");
    }

    private static BundleMaker withStrategy() {
        return withStrategy("1.0.0");
    }

    private static BundleMaker withStrategy(String version) {
        return scaled("layers", "scaled", version)
                .source("com.acme.layers.First", """
                        package com.acme.layers;
                        import io.lanista.api.strategy.*;
                        public class First implements Strategy {
                            public String name() { return "first"; }
                            public Search open(SearchRequest request) {
                                return new Search() {
                                    public Answer ask(Ask ask) {
                                        return Answer.tryOut(request.space().enumerate()
                                                .skip((ask.trial() + %d) %% 2).findFirst().orElseThrow());
                                    }
                                    public void tell(int trial, Outcome outcome) {}
                                };
                            }
                        }
                        """.formatted(version.startsWith("3") ? 1 : 0))
                .service(Strategy.class.getName(), "com.acme.layers.First");
    }

    @Test
    void ofAnotherVersionIsNoticedByALaterSession() throws Exception {
        Path file = Files.writeString(folder.resolve("experiment.yaml"), EXPERIMENT.formatted("inline"));
        assertThat(changesOfASession(file, "1.0.0", 1)).isEmpty();
        assertThat(changesOfASession(file, "1.0.0", 2)).isEmpty();
        assertThat(changesOfASession(file, "2.0.0", 3))
                .singleElement()
                .asString()
                .contains(
                        "the layer type 'scaled' was that of com.acme.layers 1.0.0, and is that of com.acme.layers 2.0.0.");
        assertThat(changesOfASession(file, "2.0.0", 4)).isEmpty();

        List<JournalRecord> records =
                JournalReader.read(folder.resolve("run/journal.jsonl")).orElseThrow().lines().stream()
                        .map(JournalLine::record)
                        .toList();
        assertThat(((JournalRecord.Header) records.get(0)).plugins())
                .contains(new JournalRecord.Plugin("layer type", "scaled", "com.acme.layers", "1.0.0"));
        assertThat(records.stream()
                        .filter(JournalRecord.Resumed.class::isInstance)
                        .map(record -> ((JournalRecord.Resumed) record).plugins()))
                .containsExactly(
                        List.of(),
                        List.of(
                                new JournalRecord.Plugin("strategy", "first", "com.acme.layers", "2.0.0"),
                                new JournalRecord.Plugin("layer type", "scaled", "com.acme.layers", "2.0.0")),
                        List.of());
    }

    @Test
    void ofAnotherVersionIsNamedWhereAStrategyAnswersDifferently() throws Exception {
        Path file = Files.writeString(folder.resolve("experiment.yaml"), EXPERIMENT.formatted("inline"));
        changesOfASession(file, "1.0.0", 1);
        changesOfASession(file, "2.0.0", 2);
        assertThatThrownBy(() -> changesOfASession(file, "3.0.0", 3))
                .isInstanceOf(CannotContinueException.class)
                .hasMessageContaining("first (com.acme.layers 1.0.0) answered try")
                .hasMessageContaining("first (com.acme.layers 3.0.0) answers try")
                .hasMessageContaining(
                        "Besides, the layer type 'scaled' was that of com.acme.layers 2.0.0, and is that of com.acme.layers 3.0.0.")
                .hasMessageContaining("Maybe install the former version again");
    }

    private List<String> changesOfASession(Path file, String version, int trials) throws Exception {
        Path jar = withStrategy(version).writeTo(folder.resolve("layers.jar"));
        List<String> changes = new ArrayList<>();
        try (NasRuntime nas = NasRuntime.builder().plugin(jar).build()) {
            Experiment experiment = nas.experiment(file)
                    .runFolder(folder.resolve("run"))
                    .duplicates(DuplicatePolicy.REPEAT)
                    .budget(Budget.ofTrials(trials))
                    .build();
            RunListener listener = new RunListener() {
                @Override
                public void started(RunInfo run, RunStatus status) {
                    changes.addAll(run.notes());
                }
            };
            try (RunHandle run = nas.start(experiment, listener)) {
                run.await();
            }
        }
        return changes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"inline", "forked"})
    void ofAPlugInIsSearchedTrainedAndExported(String executor) throws Exception {
        Path jar = withStrategy().writeTo(folder.resolve("layers.jar"));
        Path file = Files.writeString(folder.resolve("experiment.yaml"), EXPERIMENT.formatted(executor));
        Path winner = folder.resolve("winner");
        try (NasRuntime nas = NasRuntime.builder().plugin(jar).build()) {
            RunResult result = nas.run(
                    nas.experiment(file).runFolder(folder.resolve("run")).build());

            assertThat(result.completed()).isEqualTo(2);
            assertThat(result.folder().resolve("workers").toFile().list())
                    .as("workers with plug-ins have temporary files")
                    .isEqualTo(executor.equals("forked") ? new String[] {"worker-1.log"} : null);
            ExportResult export = nas.export(result.folder(), winner);
            assertThat(export.checked()).isPresent();
            assertThat(export.isExact()).isTrue();
            try (TrainedNetwork network = nas.load(winner)) {
                assertThat(network.predict(new float[][] {new float[64]})[0]).hasSize(10);
            }
        }
        try (NasRuntime without = NasRuntime.builder().build()) {
            assertThatThrownBy(() -> without.load(winner))
                    .hasMessageContaining("No layer type 'scaled'")
                    .hasMessageContaining("conv2d");
            assertThatThrownBy(() -> without.experiment(file)).hasMessageContaining("No layer type 'scaled'");
        }
    }

    @Test
    void thatTwoPlugInsHaveIsRefusedWithBoth() throws IOException {
        scaled("one", "scaled").writeTo(folder.resolve("one.jar"));
        scaled("two", "scaled").writeTo(folder.resolve("two.jar"));
        try (NasRuntime nas = NasRuntime.builder().plugins(folder).build()) {
            assertThatThrownBy(nas::catalogue)
                    .isInstanceOf(PluginException.class)
                    .hasMessageContaining("layer type 'scaled'")
                    .hasMessageContaining("one.jar")
                    .hasMessageContaining("two.jar");
        }
    }

    @Test
    void thatIsCalledLikeAStandardOneIsRefusedAlone() {
        Path jar = scaled("taken", "conv2d").writeTo(folder.resolve("taken.jar"));
        try (NasRuntime nas = NasRuntime.builder().plugin(jar).build()) {
            assertThat(nas.plugins())
                    .flatExtracting(PluginInfo::problems)
                    .singleElement()
                    .asString()
                    .contains("'conv2d' is a standard one");
            assertThat(nas.catalogue().types()).containsKey("conv2d");
        }
    }
}
