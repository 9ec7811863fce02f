package io.lanista.djl.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixelRangeTest {
    @ParameterizedTest
    @CsvSource({"0.3, 1", "1, 1", "16, 16", "128, 128", "200, 255", "255, 255", "300, 300"})
    void whiteIsToldByTheLargestPixel(float largest, double white) {
        float[] pixels = {0, largest, largest / 2, 0};
        DataSet images = DataSet.classification(new long[] {1, 1, 2}, List.of("a", "b"), pixels, new int[] {0, 1});
        PixelRange range = PixelRange.of(images);
        assertThat(range.white()).isEqualTo(white);
        assertThat(range).hasToString("0.0 to " + (double) largest);
    }
}
