package io.lanista.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.djl.block.LayerProvider;
import io.lanista.onnx.OnnxMapping;
import io.lanista.onnx.graph.OnnxException;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.deploy.Deployed;
import io.lanista.runtime.deploy.OnnxDeployment;
import io.lanista.runtime.deploy.OnnxForm;
import io.lanista.runtime.export.ExportResult;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A layer type that only a jar knows, written as ONNX with and without the mapping that the jar brings. */
class OnnxMappingsTest {
    private static final String SCALED = """
            package com.acme.onnx;
            import io.lanista.layer.LayerType;
            import io.lanista.api.model.*;
            import io.lanista.djl.backend.Initial;
            import io.lanista.djl.backend.Tensors;
            import io.lanista.djl.block.*;
            import java.util.List;
            public class Scaled implements LayerProvider, LayerType {
                public String name() { return "scaled"; }
                public Shape infer(Layer layer, List<Shape> inputs) { return inputs.get(0); }
                public long parameters(Layer layer, List<Shape> inputs) { return inputs.get(0).count(); }
                public LayerType type() { return this; }
                public Computation build(LayerSite site) {
                    var scale = site.parameter("scale", Initial.constant(2), site.input().get(0));
                    return (inputs, pass) -> Tensors.multiply(inputs.get(0), pass.parameter(scale));
                }
            }
            """;

    private static final String MAPPING = """
            package com.acme.onnx;
            import io.lanista.onnx.*;
            import io.lanista.onnx.graph.OnnxOperator;
            public class ScaledMapping implements OnnxMapping {
                public String layerType() { return "scaled"; }
                public String map(OnnxLayer layer) {
                    return layer.add(OnnxOperator.of("Mul"), layer.input(), layer.parameter("scale"));
                }
            }
            """;

    private static final String STRATEGY = """
            package com.acme.onnx;
            import io.lanista.api.strategy.*;
            public class First implements Strategy {
                public String name() { return "first"; }
                public Search open(SearchRequest request) {
                    return new Search() {
                        public Answer ask(Ask ask) {
                            return Answer.tryOut(request.space().enumerate().findFirst().orElseThrow());
                        }
                        public void tell(int trial, Outcome outcome) {}
                    };
                }
            }
            """;

    private static final String EXPERIMENT = """
            name: scaled
            space:
              name: net
              input: {image: [1, 8, 8]}
              layers: [flatten, {linear: {units: 16}}, scaled, relu, {linear: {units: outputs}}]
            strategy: first
            evaluator: {name: classification, data: {source: glyphs, size: 8, per_class: 20}, epochs: 1}
            objective: {maximize: accuracy}
            budget: {trials: 1}
            executor: inline
            """;

    @TempDir
    private Path folder;

    private Path plugin(boolean withMapping) {
        BundleMaker bundle = BundleMaker.bundle("com.acme.onnx", "1.0.0")
                .header(
                        "Import-Package",
                        "io.lanista.api.strategy,io.lanista.api.space,io.lanista.layer,io.lanista.api.model,"
                                + "io.lanista.djl.block,io.lanista.djl.backend,ai.djl.ndarray"
                                + (withMapping ? ",io.lanista.onnx,io.lanista.onnx.graph" : ""))
                .source("com.acme.onnx.Scaled", SCALED)
                .source("com.acme.onnx.First", STRATEGY)
                .service(LayerProvider.class.getName(), "com.acme.onnx.Scaled")
                .service("io.lanista.api.strategy.Strategy", "com.acme.onnx.First");
        if (withMapping) {
            bundle.source("com.acme.onnx.ScaledMapping", MAPPING)
                    .service(OnnxMapping.class.getName(), "com.acme.onnx.ScaledMapping");
        }
        return bundle.writeTo(folder.resolve("onnx.jar"));
    }

    private Deployed<ExportResult> deployed(boolean withMapping) throws Exception {
        Path file = Files.writeString(folder.resolve("experiment.yaml"), EXPERIMENT);
        try (NasRuntime nas = NasRuntime.builder().plugin(plugin(withMapping)).build()) {
            Path run = nas.run(nas.experiment(file)
                            .runFolder(folder.resolve("run"))
                            .build())
                    .folder();
            return nas.exportOnnx(run, folder.resolve("winner"), new OnnxDeployment(OnnxForm.ONNX, false));
        }
    }

    @Test
    void thatAJarBringsAreUsedAndChecked() throws Exception {
        Deployed<ExportResult> deployed = deployed(true);
        assertThat(deployed.agreement().orElseThrow().isClose()).isTrue();
        assertThat(folder.resolve("winner/model.onnx")).exists();
    }

    @Test
    void thatAreMissingAreToldWithTheNodeAndItsType() {
        assertThatThrownBy(() -> deployed(false))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining("The node (2)")
                .hasMessageContaining("type 'scaled'");
        assertThat(folder.resolve("winner/model.onnx")).doesNotExist();
    }
}
