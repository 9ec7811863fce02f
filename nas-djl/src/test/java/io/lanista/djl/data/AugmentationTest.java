package io.lanista.djl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lanista.api.option.OptionException;
import java.util.ArrayList;
import java.util.Arrays;
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
    void aQuarterTurnMovesEveryPixelToItsPlace() {
        float[] square = {1, 2, 3, 4};

        float[] turned = Rotation.of(square, new long[] {1, 2, 2}, 90);

        assertThat(turned).containsExactly(new float[] {2, 4, 1, 3}, within(1e-5f));
        assertThat(Rotation.of(square, new long[] {1, 2, 2}, 0)).containsExactly(square);
    }

    @Test
    void aTurnLeavesTheCentreAndBringsZerosIntoTheCorners() {
        float[] white = new float[81];
        Arrays.fill(white, 1);

        float[] turned = Rotation.of(white, new long[] {1, 9, 9}, 45);

        assertThat(turned[40]).isCloseTo(1, within(1e-5f));
        assertThat(turned[0]).isZero();
    }

    @Test
    void coloursChangeWithinTheirBoundsAndGreyHasNoSaturation() {
        for (List<Float> result : results(new Augmentation(0, false, 0, 0, new Colour(0.5, 0, 0), 0))) {
            float added = result.get(0) - IMAGE[0];
            assertThat(Math.abs(added)).isLessThanOrEqualTo(0.5f);
            assertThat(result.get(11) - IMAGE[11]).isCloseTo(added, within(1e-4f));
        }
        float[] grey = {1, -1};
        new Colour(0, 0, 1).apply(grey, 0, new long[] {1, 1, 2}, Samples.random(1));
        assertThat(grey).containsExactly(1, -1);
        float[] colours = {3, 1};
        new Colour(0, 0, 1).apply(colours, 0, new long[] {2, 1, 1}, Samples.random(1));
        assertThat(colours[0] + colours[1]).isCloseTo(4, within(1e-5f));
        assertThat(colours[0]).isNotEqualTo(3);
    }

    @Test
    void sharesOfMixedImagesAreThoseOfBetaWithTheirLargerPartFirst() {
        Augmentation mixing = new Augmentation(0, false, 0, 0, Colour.NONE, 0.4);
        RandomGenerator random = Samples.random(2);
        double sum = 0;
        for (int draw = 0; draw < 20_000; draw++) {
            double share = mixing.share(random);
            assertThat(share).isBetween(0.5, 1.0);
            sum += share * (1 - share);
        }
        // E[x(1 − x)] of Beta(α, α) is α / (2 (2α + 1)).
        assertThat(sum / 20_000).isCloseTo(0.4 / (2 * 1.8), within(0.003));
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
