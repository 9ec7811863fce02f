package io.lanista.djl.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RasterImageTest {
    @Test
    void imagesThatKeepTheirFormAreCutOffOrGetBlackSides() {
        // Two by four: the left half is 10, the right one 20.
        RasterImage wide = new RasterImage(1, 2, 4, new float[] {10, 10, 20, 20, 10, 10, 20, 20});

        assertThat(ImageFit.CROP.apply(wide, 2, 2).values()).containsExactly(10, 20, 10, 20);
        assertThat(ImageFit.PAD.apply(wide, 4, 4).values())
                .containsExactly(0, 0, 0, 0, 10, 10, 20, 20, 10, 10, 20, 20, 0, 0, 0, 0);
        assertThat(ImageFit.STRETCH.apply(wide, 2, 2).values()[0]).isBetween(10f, 15f);
        RasterImage same = new RasterImage(1, 1, 1, new float[] {7});
        assertThat(ImageFit.PAD.apply(same, 3, 3).height()).isEqualTo(3);
        assertThat(ImageFit.CROP.apply(same, 3, 1).values()).containsExactly(7, 7, 7);
    }

    @Test
    void shrinkingAverages() {
        // A new pixel's triangle reaches over 4 old ones on each side of its centre, here 1.5 and 5.5.
        float dark = 80 * (0.375f + 0.125f) / (0.625f + 0.875f + 0.875f + 0.625f + 0.375f + 0.125f);
        RasterImage image = new RasterImage(1, 1, 8, new float[] {0, 0, 0, 0, 80, 80, 80, 80});

        assertThat(image.resized(1, 2).values()).containsExactly(dark, 80 - dark);
        assertThat(image.resized(1, 1).values()).containsExactly(40);
    }

    @Test
    void growingInterpolates() {
        RasterImage image = new RasterImage(2, 2, 1, new float[] {0, 100, 7, 7});

        assertThat(image.resized(4, 1).values()).containsExactly(0, 25, 75, 100, 7, 7, 7, 7);
    }

    @Test
    void bothDirectionsAreIndependent() {
        RasterImage image = new RasterImage(1, 2, 2, new float[] {1, 2, 3, 4});

        assertThat(image.resized(1, 1).values()).containsExactly(2.5f);
        assertThat(image.resized(2, 2)).isSameAs(image);
        assertThat(image.resized(2, 1).values()).containsExactly(1.5f, 3.5f);
    }

    @Test
    void coloursAreTheSameHoweverTheyAreStored() {
        BufferedImage bytes = new BufferedImage(5, 3, BufferedImage.TYPE_3BYTE_BGR);
        BufferedImage integers = new BufferedImage(5, 3, BufferedImage.TYPE_INT_RGB);
        RandomGenerator random = Samples.random(1);
        for (int i = 0; i < 15; i++) {
            int colour = random.nextInt(1 << 24);
            bytes.setRGB(i % 5, i / 5, colour);
            integers.setRGB(i % 5, i / 5, colour);
        }

        assertThat(RasterImage.of(bytes).values())
                .hasSize(45)
                .isEqualTo(RasterImage.of(integers).values());
        assertThat(RasterImage.of(bytes.getSubimage(1, 1, 3, 2)).values())
                .isEqualTo(RasterImage.of(integers.getSubimage(1, 1, 3, 2)).values());
    }
}
