package io.lanista.djl.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.djl.file.DataException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesWindowsTest {
    private static final Table SERIES = Table.of(List.of("v"), List.of(new NumberColumn(1, 2, 3, 4)));

    @Test
    void eachRowHoldsTheLastStepsAndTheNextOne() {
        Table windows = SeriesWindows.of(SERIES, List.of("v[t-1]", "v[t]", "v[t+1]"));

        assertThat(windows.size()).isEqualTo(3);
        assertThat(((NumberColumn) windows.column("v[t-1]")).value(0)).isEqualTo(1);
        assertThat(((NumberColumn) windows.column("v[t]")).value(0)).isEqualTo(2);
        assertThat(((NumberColumn) windows.column("v[t+1]")).value(0)).isEqualTo(3);
        assertThat(windows.column("v[t+1]").isMissing(2)).isTrue();
    }

    @Test
    void aSeriesThatIsTooShortIsToldSo() {
        assertThatThrownBy(() -> SeriesWindows.of(SERIES, List.of("v[t-9]", "v[t]")))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("(4) steps", "(10)");
    }

    @Test
    void gapsAreFilledByWhatWasBefore() {
        NumberColumn filled = SeriesWindows.filled(new NumberColumn(Double.NaN, 1, Double.NaN, 3))
                .orElseThrow();
        assertThat(List.of(filled.value(0), filled.value(1), filled.value(2), filled.value(3)))
                .containsExactly(1.0, 1.0, 1.0, 3.0);
        assertThat(SeriesWindows.filled(new NumberColumn(1, 2))).isEmpty();
    }
}
