package io.lanista.djl.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.Objective;
import io.lanista.djl.data.DataSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class ManyTrialsTest {
    private static final Path STATUS = Path.of("/proc/self/statm");
    private static final long PAGE = 4096;

    @TempDir
    Path folder;

    @Test
    void memoryStaysFlatOverFiveHundredTrials() throws Exception {
        assumeTrue(Files.exists(STATUS), "This system doesn't tell a process's memory.");
        ClassificationEvaluator evaluator = new ClassificationEvaluator();
        Map<String, Object> options = Map.of("epochs", 2, "batch_size", 20);
        Evaluation evaluation =
                evaluator.open(TestRequest.of(evaluator, model(8), Objective.maximize("accuracy"), options, images()));
        long[] resident = new long[500];
        for (int trial = 0; trial < resident.length; trial++) {
            // Widths differ from trial to trial, as they do in a search.
            Model model = model(16 + 8 * (trial % 3));
            evaluation.evaluate(model, new TestContext(folder.resolve("trial" + trial), trial));
            resident[trial] = resident();
        }
        // What the allocator keeps for later comes and goes by a tenth from trial to trial; a leak of a few kilobytes
        // shows in medians.
        long early = median(resident, 50, 200);
        assertThat(median(resident, 350, 500))
                .as("bytes in the last 150 of 500 trials, against %d in 150 after the first 50", early)
                .isLessThan(early * 105 / 100);
    }

    private static long median(long[] values, int from, int to) {
        long[] part = Arrays.copyOfRange(values, from, to);
        Arrays.sort(part);
        return part[part.length / 2];
    }

    private static long resident() throws IOException {
        System.gc();
        return Long.parseLong(Files.readString(STATUS).split(" ")[1]) * PAGE;
    }

    private static Model model(int width) {
        Layer convolution = Layer.of("conv2d", "out_channels", width);
        return Model.named("images")
                .input("x", 3, 16, 16)
                .then("first", Graph.sequence(convolution, Layer.of("batch_norm"), Layer.of("relu")))
                .then("second", Graph.sequence(convolution, Layer.of("batch_norm"), Layer.of("relu")))
                .then("pool", Layer.of("avg_pool2d", "kernel", 3, "padding", 1))
                .then("flatten", Layer.of("flatten"))
                .then("wide", Layer.of("linear", "units", 32 * width))
                .then("drop", Layer.of("dropout"))
                .then("head", Layer.of("linear", "units", Model.OUTPUTS))
                .build();
    }

    private static DataSet images() {
        Random random = new Random(1);
        float[] features = new float[200 * 768];
        int[] labels = new int[200];
        for (int i = 0; i < features.length; i++) {
            features[i] = random.nextFloat();
        }
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % 2;
        }
        return DataSet.classification(new long[] {3, 16, 16}, List.of("a", "b"), features, labels);
    }
}
