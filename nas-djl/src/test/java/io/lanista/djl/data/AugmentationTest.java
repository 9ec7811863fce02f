package io.lanista.djl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.option.OptionException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class AugmentationTest {
    /** Two channels of 2x3 pixels. */
    private static final float[] IMAGE = {1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16};

    private static final long[] SHAPE = {2, 2, 3};

    /** All different results in many draws. */
    private static Set<List<Float>> results(Augmentation augmentation) {
        Set<List<Float>> results = new LinkedHashSet<>();
        RandomGenerator random = Samples.random(3);
        float[] to = new float[IMAGE.length + 1];
        for (int draw = 0; draw < 2000; draw++) {
            augmentation.apply(IMAGE, to, 1, SHAPE, random);
            List<Float> result = new ArrayList<>();
            for (int i = 1; i < to.length; i++) {
                result.add(to[i]);
            }
            results.add(result);
        }
        return results;
    }

    private static List<Float> pixels(float... values) {
        List<Float> list = new ArrayList<>();
        for (float value : values) {
            list.add(value);
        }
        return list;
    }

    @Test
    void aFlipMirrorsAllChannelsOrNone() {
        assertThat(results(new Augmentation(0, true, 0)))
                .containsExactlyInAnyOrder(pixels(IMAGE), pixels(3, 2, 1, 6, 5, 4, 13, 12, 11, 16, 15, 14));
    }

    @Test
    void aShiftMovesEachWayAndLeavesZeros() {
        assertThat(results(new Augmentation(1, false, 0)))
                .hasSize(9)
                .contains(
                        pixels(IMAGE),
                        pixels(5, 6, 0, 0, 0, 0, 15, 16, 0, 0, 0, 0),
                        pixels(0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 11, 12));
    }

    @Test
    void aCutoutBlanksASquareInAllChannels() {
        assertThat(results(new Augmentation(0, false, 1)))
                .hasSize(6)
                .contains(pixels(1, 2, 3, 4, 0, 6, 11, 12, 13, 14, 0, 16));
        assertThat(results(new Augmentation(0, false, 2)))
                .contains(
                        pixels(0, 0, 3, 0, 0, 6, 0, 0, 13, 0, 0, 16), pixels(0, 2, 3, 4, 5, 6, 0, 12, 13, 14, 15, 16));
    }

    @Test
    void itIsReadFromAnExperimentFile() {
        assertThat(Augmentation.parse(Map.of("crop", 4, "flip", true))).isEqualTo(new Augmentation(4, true, 0));
        assertThat(Augmentation.parse(Map.of()).isNone()).isTrue();
        assertThatThrownBy(() -> Augmentation.parse(Map.of("mirror", true)))
                .isInstanceOf(OptionException.class)
                .hasMessageContainingAll("(mirror)", "crop, flip, cutout");
    }
}
