package io.lanista.djl.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.space.SpaceProvider;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The small variants of the hub's spaces train on a laptop: ten classes are told apart far better than by guessing. */
@Tag("long")
class HubTrainingTest {
    private static final double GUESSING = 0.1;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nasbench201",
                "nasbench101",
                "darts",
                "nasnet",
                "mobilenetv3",
                "proxyless",
                "shufflenetv2",
                "mlp"
            })
    void anImageNetworkLearnsDigits(String name) throws Exception {
        double accuracy = accuracy(name, Map.of("source", "glyphs", "per_class", 100));
        assertThat(accuracy).isGreaterThan(3 * GUESSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tabular-resnet", "mlp", "table"})
    void aNetworkForTablesLearnsClusters(String name) throws Exception {
        Path table = Files.writeString(folder.resolve("clusters.csv"), clusters());
        double accuracy = accuracy(name, Map.of("source", "csv", "path", table.toString(), "label", "class"));
        assertThat(accuracy).isGreaterThan(7 * GUESSING);
    }

    private double accuracy(String name, Map<String, Object> data) throws Exception {
        SpaceProvider provider = ServiceLoader.load(SpaceProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow();
        SearchSpace space =
                provider.open(Options.parse(name, provider.options(), Map.of("size", "small", "classes", 10)));
        Model model = space.freeze(space.sample(new Random(1)));
        Evaluator evaluator = new ClassificationEvaluator();
        Map<String, Object> options = Map.of(
                "data",
                data,
                "epochs",
                20,
                "batch_size",
                32,
                "optimizer",
                "adamw",
                "learning_rate",
                0.01,
                "schedule",
                "cosine");
        try (Evaluation evaluation =
                evaluator.open(TestRequest.of(evaluator, model, Objective.maximize("accuracy"), options, ""))) {
            Shape shape = evaluation.inputShape().orElseThrow();
            Metrics metrics = evaluation.evaluate(
                    model.withInputShape(shape).withOutputs(evaluation.outputs().orElseThrow()),
                    new TestContext(folder, 1));
            System.out.println(name + " " + metrics);
            return metrics.get("accuracy");
        }
    }

    /** Ten clusters of points in eight dimensions. */
    private static String clusters() {
        Random random = new Random(2);
        double[][] centres = new double[10][8];
        for (double[] centre : centres) {
            for (int i = 0; i < centre.length; i++) {
                centre[i] = 2 * random.nextGaussian();
            }
        }
        StringBuilder csv = new StringBuilder("a,b,c,d,e,f,g,h,class\n");
        for (int i = 0; i < 1_000; i++) {
            for (double value : centres[i % 10]) {
                csv.append(value + random.nextGaussian()).append(',');
            }
            csv.append('k').append(i % 10).append('\n');
        }
        return csv.toString();
    }
}
