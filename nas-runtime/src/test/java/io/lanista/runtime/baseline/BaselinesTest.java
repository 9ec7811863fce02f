package io.lanista.runtime.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.djl.data.DataSources;
import io.lanista.djl.data.DataSplit;
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
        List<Baseline> all = Baselines.of(data((x, y) -> 2 * x - y + 0.1, true));

        assertThat(of(all, "linear", "accuracy")).isGreaterThan(0.96);
        assertThat(of(all, "linear", "loss")).isLessThan(0.15);
        assertThat(of(all, "majority", "accuracy")).isBetween(0.4, 0.65);
    }

    @Test
    void aForestFindsWhatNoLineTellsApart() throws Exception {
        List<Baseline> all = Baselines.of(data((x, y) -> x * y, true));

        assertThat(of(all, "forest", "accuracy")).isGreaterThan(0.9);
        assertThat(of(all, "linear", "accuracy")).isLessThan(0.7);
    }

    @Test
    void numbersArePredictedInTheirOwnUnit() throws Exception {
        List<Baseline> all = Baselines.of(data((x, y) -> 1000 + 50 * x, false));

        assertThat(of(all, "linear", "r2")).isGreaterThan(0.999);
        assertThat(of(all, "mean", "r2")).isBetween(-0.1, 0.01);
        assertThat(of(all, "mean", "rmse")).isBetween(30.0, 70.0);
        assertThat(of(all, "forest", "r2")).isGreaterThan(0.95);
    }
}
