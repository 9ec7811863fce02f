package io.lanista.djl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lanista.djl.file.DataException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandardizationTest {
    private static final List<String> CLASSES = List.of("a", "b");

    @Test
    void imagesHaveOneMeanForEachChannel() {
        float[] pixels = {1, 3, 10, 10, 5, 7, 10, 20};
        DataSet data = DataSet.classification(new long[] {2, 1, 2}, CLASSES, pixels, new int[] {0, 1});

        Standardization learnt = Standardization.ofFeatures(data);

        assertThat(learnt.mean()).containsExactly(4.0, 12.5);
        assertThat(learnt.deviation().get(0)).isCloseTo(Math.sqrt(5), within(1e-12));
        assertThat(data.standardized(learnt).features(1)[3]).isCloseTo((float) (7.5 / Math.sqrt(18.75)), within(1e-6f));
    }

    @Test
    void tablesHaveOneMeanForEachColumnAndAConstantColumnKeepsItsScale() {
        float[] cells = {1, 5.1f, 3, 5.1f, 5, 5.1f};
        DataSet data = DataSet.classification(new long[] {2}, CLASSES, cells, new int[] {0, 1, 0});

        Standardization learnt = Standardization.ofFeatures(data);

        assertThat(learnt.mean()).containsExactly(3.0, (double) 5.1f);
        assertThat(learnt.deviation().get(1)).isEqualTo(1.0);
        assertThat(data.standardized(learnt).features(0)[1]).isZero();
    }

    @Test
    void aLargeMeanDoesNotCancelTheSpread() {
        float[] cells = {1_000_000, 1_000_001, 1_000_002, 1_000_003};
        DataSet data = DataSet.classification(new long[] {1}, CLASSES, cells, new int[] {0, 1, 0, 1});

        assertThat(Standardization.ofFeatures(data).deviation().get(0)).isCloseTo(Math.sqrt(1.25), within(1e-9));
    }

    @Test
    void itIsStoredAndReadBack() {
        Standardization stored = new Standardization(List.of(0.1, -3.0), List.of(2.0, 1.0 / 3));

        assertThat(Standardization.fromMap(stored.asMap())).isEqualTo(stored);
        assertThat(Standardization.fromMap(Map.of("mean", List.of(1), "deviation", List.of(2))))
                .isEqualTo(new Standardization(List.of(1.0), List.of(2.0)));
    }

    @Test
    void whatIsNoStandardisationIsRefused() {
        assertThatThrownBy(() -> Standardization.fromMap(Map.of("mean", List.of(1))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("deviation");
        assertThatThrownBy(() -> Standardization.fromMap(Map.of("mean", List.of("x"), "deviation", List.of(1))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("(x)");
        assertThatThrownBy(() -> new Standardization(List.of(1.0), List.of(0.0)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("(0.0)");
        assertThatThrownBy(() -> Standardization.identity(3).apply(new float[8], 2, 2, 2))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("(3)", "2x2x2", "(2)");
    }
}
