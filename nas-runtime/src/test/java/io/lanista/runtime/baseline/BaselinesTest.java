package io.lanista.runtime.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.djl.data.DataSources;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.data.Standardization;
import io.lanista.djl.data.Task;
import io.lanista.djl.train.Prediction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselinesTest {
    @TempDir
    private Path folder;

    private DataSplit data(BinaryOperator<Double> label, boolean classes) throws Exception {
        StringBuilder text = new StringBuilder("x,y,label\n");
        Random random = new Random(1);
        for (int row = 0; row < 600; row++) {
            double x = random.nextGaussian();
            double y = random.nextGaussian();
            double value = label.apply(x, y);
            text.append(x).append(',').append(y).append(',');
            text.append(classes ? value > 0 ? "in" : "out" : String.valueOf(value))
                    .append('\n');
        }
        Path file = Files.writeString(folder.resolve("a.csv"), text);
        return DataSources.standard().load("csv", Map.of("path", file.toString()), folder);
    }

    private static List<Baseline> of(DataSplit data) {
        return Baselines.of(data, data.task() == Task.CLASSIFICATION ? Prediction.PROBABILITIES : Prediction.NUMBERS);
    }

    private static double of(List<Baseline> all, String name, String metric) {
        return all.stream()
                .filter(baseline -> baseline.name().equals(name))
                .findFirst()
                .orElseThrow()
                .metrics()
                .get(metric);
    }

    @Test
    void aLinearModelFindsALine() throws Exception {
        List<Baseline> all = of(data((x, y) -> 2 * x - y + 0.1, true));

        assertThat(of(all, "linear", "accuracy")).isGreaterThan(0.96);
        assertThat(of(all, "linear", "loss")).isLessThan(0.15);
        assertThat(of(all, "majority", "accuracy")).isBetween(0.4, 0.65);
    }

    @Test
    void aForestFindsWhatNoLineTellsApart() throws Exception {
        List<Baseline> all = of(data((x, y) -> x * y, true));

        assertThat(of(all, "forest", "accuracy")).isGreaterThan(0.9);
        assertThat(of(all, "linear", "accuracy")).isLessThan(0.7);
    }

    @Test
    void aForestIsNotSurerOfNoiseThanItCanBe() throws Exception {
        Random noise = new Random(2);
        List<Baseline> all = of(data((x, y) -> x + 2 * noise.nextGaussian(), true));

        assertThat(of(all, "forest", "loss")).isLessThan(of(all, "majority", "loss"));
    }

    @Test
    void severalAnswersOfYesAndNoAreMeasuredAsSuch() throws Exception {
        StringBuilder text = new StringBuilder("x,y,rain,wind\n");
        Random random = new Random(1);
        for (int row = 0; row < 400; row++) {
            double x = random.nextGaussian();
            double y = random.nextGaussian();
            text.append(x).append(',').append(y).append(x > 0 ? ",yes" : ",no");
            text.append(x * y > 0 ? ",yes\n" : ",no\n");
        }
        Path file = Files.writeString(folder.resolve("b.csv"), text);
        DataSplit data = DataSources.standard()
                .load("csv", Map.of("path", file.toString(), "label", List.of("rain", "wind")), folder);
        DataSplit plain = data.scaled(data.inputScale(), Standardization.identity(2));

        List<Baseline> all = Baselines.of(plain, Prediction.CHANCES);

        assertThat(of(all, "linear", "accuracy")).isBetween(0.65, 0.85);
        assertThat(of(all, "forest", "accuracy")).isGreaterThan(0.9);
        assertThat(of(all, "forest", "loss")).isLessThan(of(all, "mean", "loss"));
    }

    @Test
    void numbersArePredictedInTheirOwnUnit() throws Exception {
        List<Baseline> all = of(data((x, y) -> 1000 + 50 * x, false));

        assertThat(of(all, "linear", "r2")).isGreaterThan(0.999);
        assertThat(of(all, "mean", "r2")).isBetween(-0.1, 0.01);
        assertThat(of(all, "mean", "rmse")).isBetween(30.0, 70.0);
        assertThat(of(all, "forest", "r2")).isGreaterThan(0.95);
    }
}
