package io.lanista.djl.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.option.OptionException;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.djl.data.DataSources;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.file.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldsTest {
    @TempDir
    private Path folder;

    private Path table() throws Exception {
        StringBuilder text = new StringBuilder("x,y,class\n");
        Random random = new Random(1);
        for (int row = 0; row < 120; row++) {
            double x = random.nextGaussian();
            double y = random.nextGaussian();
            text.append(x)
                    .append(',')
                    .append(y)
                    .append(',')
                    .append(x + y > 0 ? "in" : "out")
                    .append('\n');
        }
        return Files.writeString(folder.resolve("a.csv"), text);
    }

    private DataSplit load(Object validation) throws Exception {
        return DataSources.standard().load("csv", Map.of("path", table().toString(), "validation", validation), folder);
    }

    @Test
    void everyExampleThatIsNotForTheTestIsScoredOnce() throws Exception {
        DataSplit split = load(Map.of("folds", 4));

        assertThat(split.folds()).hasSize(4);
        Set<Float> scored = new HashSet<>();
        int all = 0;
        for (DataSplit.Fold fold : split.folds()) {
            assertThat(fold.train().size() + fold.validation().size()).isEqualTo(96);
            for (int example = 0; example < fold.validation().size(); example++) {
                scored.add(fold.validation().features(example)[0]);
                all++;
            }
        }
        assertThat(all).isEqualTo(96);
        assertThat(scored).hasSize(96);
        for (int example = 0; example < split.test().size(); example++) {
            assertThat(scored).doesNotContain(split.test().features(example)[0]);
        }
        assertThat(load(Map.of("folds", 3, "repeats", 2)).folds()).hasSize(6);
        assertThat(load(Map.of("folds", 4)).description().fingerprint())
                .isEqualTo(split.description().fingerprint())
                .isNotEqualTo(load(0.2).description().fingerprint());
    }

    @Test
    void whatAreNoFoldsIsToldSo() {
        assertThatThrownBy(() -> load(Map.of("folds", 1)))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("{folds: 5}");
        assertThatThrownBy(() -> load(Map.of("fold", 3))).isInstanceOf(OptionException.class);
        assertThatThrownBy(() -> DataSources.standard()
                        .load(
                                "csv",
                                Map.of("path", table().toString(), "time", "x", "validation", Map.of("folds", 3)),
                                folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("their time");
    }

    @Test
    void aTrialTrainsANetworkForEachFoldAndTheyAnswerTogether() throws Exception {
        Model model = Model.named("linear")
                .input("row", 2)
                .then("head", Layer.of("linear", "units", Model.OUTPUTS))
                .build();
        ClassificationEvaluator evaluator = new ClassificationEvaluator();
        Map<String, Object> options = Map.of("epochs", 30, "batch_size", 8, "learning_rate", 0.05);
        try (Evaluation evaluation = evaluator.open(
                TestRequest.of(evaluator, model, Objective.maximize("accuracy"), options, load(Map.of("folds", 4))))) {
            TestContext context = new TestContext(folder.resolve("trial"), 1);

            Metrics metrics = evaluation.evaluate(model, context);

            assertThat(metrics.get("accuracy")).isGreaterThan(0.9);
            assertThat(context.artifactFolder().resolve("network-4.bin")).exists();
            assertThat(context.artifactFolder().resolve("network-5.bin")).doesNotExist();
            Metrics test = evaluation.test(model, context).orElseThrow();
            assertThat(test.get("accuracy")).isGreaterThan(0.85);
            assertThat(test.get("accuracy_low")).isLessThan(test.get("accuracy"));
            assertThat(evaluation
                            .evaluate(model, new TestContext(folder.resolve("again"), 1))
                            .get("loss"))
                    .isCloseTo(metrics.get("loss"), within(1e-12));
        }
    }
}
