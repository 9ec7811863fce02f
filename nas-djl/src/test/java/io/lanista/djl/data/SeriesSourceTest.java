package io.lanista.djl.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesSourceTest {
    @TempDir
    private Path folder;

    @Test
    void partsFollowTheOrderOfTimeAndOnlyColumnsOfTheSeriesAreSpokenOf() throws IOException {
        StringBuilder text = new StringBuilder("step,value\n");
        for (int step = 0; step < 60; step++) {
            text.append(step).append(',').append(step * step % 17).append('\n');
        }
        Samples.write(folder.resolve("steps.csv"), text.toString());

        DataSplit split = Samples.load(folder, "series", Map.of("path", "steps.csv", "window", 10, "time", "step"));

        assertThat(split.train().size()).isEqualTo(30);
        assertThat(split.test().target(9, 0)).isEqualTo(59 * 59 % 17);
        assertThat(split.description().summary()).anyMatch(line -> line.contains("10 numbers"));
        assertThat(split.description().summary()).noneMatch(line -> line.contains("left out"));
        assertThat(split.table().orElseThrow().leftOut()).isEmpty();
    }
}
