package io.lanista.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.ModelBuilder;
import io.lanista.api.model.Shape;
import io.lanista.api.option.Options;
import io.lanista.api.trial.Evaluation;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.block.LayerProvider;
import io.lanista.djl.data.DataParts;
import io.lanista.djl.data.DataSet;
import io.lanista.djl.data.DataSources;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.train.RegressionEvaluator;
import io.lanista.djl.train.TrainedNetwork;
import io.lanista.onnx.InputPart;
import io.lanista.onnx.OnnxExport;
import io.lanista.onnx.OnnxMapping;
import io.lanista.onnx.OnnxMappings;
import io.lanista.onnx.graph.OnnxModel;
import io.lanista.onnx.runtime.OnnxArray;
import io.lanista.onnx.runtime.OnnxRuntime;
import io.lanista.onnx.runtime.OnnxSession;
import io.lanista.testkit.LayerTypeContract.Example;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every ONNX mapping must keep, as tests to inherit: that a trained network with the layer predicts the same in ONNX Runtime as
 * by itself. Needs {@code nas-onnx}, libtorch and ONNX Runtime on the class path of the test; without ONNX Runtime, what needs it is
 * skipped. A test may inherit it together with {@link LayerProviderContract}, with the same examples.
 */
public interface OnnxMappingContract {
    /** How many examples are compared; another number than any that the network was trained with. */
    int COMPARED = 3;

    /** A new mapping at each call. */
    OnnxMapping mapping();

    /** A new provider of the layer type at each call. */
    LayerProvider provider();

    /** Layers of the type in different forms, at least one; several inputs must have one shape. */
    List<Example> examples();

    /** A feature of an example; by default normally distributed. */
    default float feature(RandomGenerator random) {
        return (float) random.nextGaussian();
    }

    /** It is for the type of the provider, and for no standard one. */
    @Test
    default void mappingIsForItsOwnLayerType() {
        assertThat(mapping().layerType())
                .as("the layer type that the mapping is for")
                .isEqualTo(provider().type().name());
        assertThat(OnnxMappings.of(List.of(mapping()))).isNotNull();
    }

    /** The host finds it by {@code META-INF/services}. */
    @Test
    default void serviceLoaderFindsTheMapping() {
        ProviderRules.assertFound(OnnxMapping.class, mapping());
    }

    /** Writing a trained network and running it gives what the network predicts. */
    @Test
    default void predictsTheSameInOnnxRuntime(@TempDir Path folder) throws Exception {
        Optional<OnnxRuntime> runtime = OnnxRuntime.find();
        assumeTrue(runtime.isPresent(), "ONNX Runtime is not at hand.");
        assertThat(examples()).as("the examples").isNotEmpty();
        for (Example example : examples()) {
            try (TrainedNetwork network = trained(example, folder)) {
                float[][] rows = rows(example, COMPARED, new Random(9));
                OnnxModel written = OnnxExport.of(network, OnnxMappings.of(List.of(mapping())));
                try (OnnxSession session = runtime.get().open(written)) {
                    OnnxArray input =
                            new OnnxArray(flat(rows), batched(example.inputs().get(0)));
                    OnnxArray output = Objects.requireNonNull(
                            session.run(Map.of(InputPart.NAME, input)).get(OnnxExport.NUMBERS),
                            "the output of " + example);
                    assertThat(output.values())
                            .as("what a network with " + example + " predicts in ONNX Runtime")
                            .containsExactly(flat(network.predict(rows)), within(1e-4f));
                }
            }
        }
    }

    private TrainedNetwork trained(Example example, Path folder) throws Exception {
        BlockCatalogue blocks = BlockCatalogue.of(List.of(provider()));
        String[] reads = new String[example.inputs().size()];
        Arrays.fill(reads, "x");
        ModelBuilder builder = Model.named("mapped")
                .input("x", example.inputs().get(0).toArray())
                .node("layer", example.layer(), reads);
        Model model = builder.then("flat", Layer.of("flatten"))
                .then("head", Layer.of("linear", "units", 1))
                .build();
        RegressionEvaluator evaluator = new RegressionEvaluator();
        Options options = Options.parse(
                "evaluator", evaluator.options(), Map.of("epochs", 1, "batch_size", 8, "optimizer", "sgd"));
        FakeTrial trial = new FakeTrial(folder.resolve("" + examples().indexOf(example)), 1);
        try (Evaluation evaluation = evaluator.open(new MappingRequest(options, model, data(example), blocks))) {
            evaluation.evaluate(model, trial);
            return TrainedNetwork.load(trial.artifactFolder().resolve(TrainedNetwork.FILE), model, blocks);
        }
    }

    private DataSplit data(Example example) {
        int count = 40;
        Random random = new Random(5);
        double[] targets = random.doubles(count).toArray();
        DataSet all =
                DataSet.regression(example.inputs().get(0).toArray(), flat(rows(example, count, random)), targets, 1);
        return DataSources.standard().withMemory(DataParts.of(all)).load("memory", Map.of(), Path.of(""));
    }

    private float[][] rows(Example example, int count, RandomGenerator random) {
        float[][] rows = new float[count][(int) example.inputs().get(0).count()];
        for (float[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = feature(random);
            }
        }
        return rows;
    }

    private static float[] flat(float[][] rows) {
        float[] flat = new float[rows.length * rows[0].length];
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, flat, row * rows[0].length, rows[0].length);
        }
        return flat;
    }

    private static long[] batched(Shape shape) {
        return LongStream.concat(LongStream.of(COMPARED), LongStream.of(shape.toArray()))
                .toArray();
    }
}
