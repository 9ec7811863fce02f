package io.lanista.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.strategy.Strategy;
import io.lanista.djl.block.BlockFactory;
import io.lanista.djl.train.TrainedNetwork;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.Export;
import io.lanista.runtime.experiment.RunResult;
import io.lanista.runtime.text.ExperimentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A layer type that only a jar knows: in an experiment file, in training, in worker JVMs, and in what is exported. */
class LayerTypesTest {
    private static final String SCALED = """
            package com.acme.%1$s;
            import ai.djl.ndarray.NDArray;
            import io.lanista.api.layer.LayerType;
            import io.lanista.api.model.*;
            import io.lanista.djl.backend.Initial;
            import io.lanista.djl.block.*;
            import java.util.List;
            public class Scaled implements BlockFactory, LayerType {
                public String name() { return "%2$s"; }
                public Shape infer(Layer layer, List<Shape> inputs) { return inputs.get(0); }
                public long parameters(Layer layer, List<Shape> inputs) { return inputs.get(0).count(); }
                public LayerType type() { return this; }
                public Computation build(LayerSite site) {
                    int scale = site.parameter("scale", Initial.constant(2), site.input().get(0));
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
        return BundleMaker.bundle("com.acme." + name, "1.0.0")
                .header(
                        "Import-Package",
                        "ai.djl.ndarray,io.lanista.api.strategy,io.lanista.api.space,io.lanista.api.layer,"
                                + "io.lanista.api.model,io.lanista.djl.block,io.lanista.djl.backend")
                .source("com.acme." + name + ".Scaled", SCALED.formatted(name, type))
                .service(BlockFactory.class.getName(), "com.acme." + name + ".Scaled");
    }

    private static BundleMaker withStrategy() {
        return scaled("layers", "scaled")
                .source("com.acme.layers.First", """
                        package com.acme.layers;
                        import io.lanista.api.strategy.*;
                        public class First implements Strategy {
                            public String name() { return "first"; }
                            public Search open(SearchRequest request) {
                                return new Search() {
                                    public Answer ask(Ask ask) {
                                        return Answer.tryOut(request.space().enumerate()
                                                .skip(ask.trial()).findFirst().orElseThrow());
                                    }
                                    public void tell(int trial, Outcome outcome) {}
                                };
                            }
                        }
                        """)
                .service(Strategy.class.getName(), "com.acme.layers.First");
    }

    @ParameterizedTest
    @ValueSource(strings = {"inline", "forked"})
    void ofAPlugInIsSearchedTrainedAndExported(String executor) throws Exception {
        Path jar = withStrategy().writeTo(folder.resolve("layers.jar"));
        Path file = Files.writeString(folder.resolve("experiment.yaml"), EXPERIMENT.formatted(executor));
        Path winner = folder.resolve("winner");
        try (NasRuntime nas = NasRuntime.builder().plugin(jar).build()) {
            ExperimentFile described = ExperimentFile.read(file, nas.catalogue());
            RunResult result = nas.run(
                    nas.experiment(described).runFolder(folder.resolve("run")).build());

            assertThat(result.completed()).isEqualTo(2);
            assertThat(result.folder().resolve("workers").toFile().list())
                    .as("workers with plug-ins have temporary files")
                    .isEqualTo(executor.equals("forked") ? new String[] {"worker-1.log"} : null);
            Export export = nas.export(result.folder(), winner);
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
            assertThatThrownBy(() -> ExperimentFile.read(file, without.catalogue()))
                    .hasMessageContaining("No layer type 'scaled'");
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
