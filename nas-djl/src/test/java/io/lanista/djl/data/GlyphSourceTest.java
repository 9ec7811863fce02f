package io.lanista.djl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.option.OptionException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GlyphSourceTest {
    private static DataSplit glyphs(Map<String, ?> options) {
        return Samples.load(Path.of("."), "glyphs", options);
    }

    @Test
    void drawsTheSameNumberOfEveryDigit() {
        DataSplit split = glyphs(Map.of("per_class", 10, "size", 12));

        assertThat(split.shape()).containsExactly(1, 12, 12);
        assertThat(split.train().classNames()).hasSize(10).startsWith("0", "1");
        assertThat(split.train().classCounts()).containsOnly(6);
        assertThat(split.validation().classCounts()).containsOnly(2);
        assertThat(split.test().classCounts()).containsOnly(2);
    }

    @Test
    void imagesAreAllDifferentAndHaveInk() {
        DataSet images = glyphs(Map.of("per_class", 20)).train().raw();

        List<String> seen = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            float[] pixels = images.features(i);
            seen.add(Arrays.toString(pixels));
            float[] sorted = pixels.clone();
            Arrays.sort(sorted);
            assertThat(sorted[sorted.length - 1] - sorted[0]).isGreaterThan(0.2f);
            assertThat(sorted[0]).isGreaterThanOrEqualTo(0);
            assertThat(sorted[sorted.length - 1]).isLessThanOrEqualTo(1);
        }
        assertThat(seen).doesNotHaveDuplicates();
    }

    @Test
    void theSeedDecidesTheDrawing() {
        assertThat(checksum(Map.of("per_class", 5))).isEqualTo(checksum(Map.of("per_class", 5)));
        assertThat(checksum(Map.of("per_class", 5))).isNotEqualTo(checksum(Map.of("per_class", 5, "draw_seed", 1)));
    }

    @Test
    void theDrawingIsTheSameInEveryVersionOfJava() {
        assertThat(checksum(Map.of("per_class", 100))).isEqualTo(0x7ddb3cfdL);
    }

    @Test
    void wrongOptionsSayWhatIsAllowed() {
        assertThatThrownBy(() -> glyphs(Map.of("size", 4)))
                .isInstanceOf(OptionException.class)
                .hasMessageContainingAll("(size)", "(4)", "from 8 to 64");
    }

    @Test
    @Tag("long")
    void aSmallConvnetLearnsThemAndIsNotPerfect() {
        double accuracy = new SmallConvnet(glyphs(Map.of()), 16, 1).testAccuracy(10, Augmentation.none());

        assertThat(accuracy).isGreaterThan(0.9).isLessThan(1);
    }

    private static long checksum(Map<String, ?> options) {
        CRC32 sum = new CRC32();
        for (float pixel : Samples.rawFeatures(glyphs(options).train())) {
            sum.update(Math.round(pixel * 255));
        }
        return sum.getValue();
    }
}
