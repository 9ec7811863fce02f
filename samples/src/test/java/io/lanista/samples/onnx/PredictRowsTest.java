package io.lanista.samples.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Objective;
import io.lanista.djl.data.DataSet;
import io.lanista.djl.data.DataSources;
import io.lanista.djl.train.TrainedNetwork;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.deploy.OnnxDeployment;
import io.lanista.runtime.deploy.OnnxForm;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.Experiment;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictRowsTest {
    private static final Map<String, Object> GLYPHS = Map.of("source", "glyphs", "size", 8, "per_class", 20);

    @TempDir
    private Path folder;

    private static Model base() {
        return Model.named("glyphs")
                .input("image", 1, 8, 8)
                .then("flatten", Layer.of("flatten"))
                .then("head", Layer.of("linear", "units", Model.OUTPUTS))
                .build();
    }

    @Test
    void aProgramWithoutLanistaPredictsWhatTheNetworkItselfDoes() throws Exception {
        Path winner = folder.resolve("winner");
        DataSet test = DataSources.standard()
                .load("glyphs", Map.of("size", 8L, "per_class", 20L), folder)
                .test()
                .raw();
        List<String> rows = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        try (NasRuntime nas = NasRuntime.builder().build()) {
            Path run = nas.run(Experiment.named("glyphs")
                            .space(SearchSpace.of(base()))
                            .strategy("random", Map.of())
                            .evaluator("classification", Map.of("data", GLYPHS, "epochs", 2))
                            .objective(Objective.maximize("accuracy"))
                            .budget(Budget.ofTrials(1))
                            .runsFolder(folder.resolve("runs"))
                            .build())
                    .folder();
            nas.exportOnnx(run, winner, new OnnxDeployment(OnnxForm.ONNX, false));
            try (TrainedNetwork network = nas.load(winner)) {
                for (int i = 0; i < 5; i++) {
                    float[] example = test.features(i);
                    rows.add(row(example));
                    expected.add(line(network, network.predict(new float[][] {example})[0]));
                }
            }
        }
        Path file = Files.write(folder.resolve("rows.csv"), rows);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PredictRows.predict(winner.resolve("model.onnx"), file, new PrintStream(printed, true, StandardCharsets.UTF_8));
        assertThat(printed.toString(StandardCharsets.UTF_8).lines()).containsExactlyElementsOf(expected);
    }

    private static String row(float[] example) {
        StringBuilder row = new StringBuilder();
        for (float number : example) {
            row.append(row.length() == 0 ? "" : ",").append(number);
        }
        return row.toString();
    }

    private static String line(TrainedNetwork network, float[] probabilities) {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            best = probabilities[i] > probabilities[best] ? i : best;
        }
        return String.format(Locale.ROOT, "%s %.4f", network.classNames().get(best), probabilities[best]);
    }
}
