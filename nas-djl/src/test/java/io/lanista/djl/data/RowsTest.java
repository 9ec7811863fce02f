package io.lanista.djl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.djl.file.DataException;
import org.junit.jupiter.api.Test;

class RowsTest {
    @Test
    void bytesMeanZeroToOne() {
        float[] row = new float[3];

        Rows.ofBytes(new byte[] {0, 51, (byte) 255, 1}, 2).copy(0, row, 1);

        assertThat(row).containsExactly(0, 0, 0.2f);
        Rows.ofBytes(new byte[] {0, 51, (byte) 255, 1}, 2).copy(1, row, 0);
        assertThat(row).startsWith(1, 1 / 255f);
    }

    @Test
    void whatDoesNotFitIntoMemoryIsSaid() {
        assertThat(Rows.capacity(60_000, 784, 1)).isEqualTo(47_040_000);
        assertThatThrownBy(() -> Rows.capacity(1_000_000, 150_528, 1))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("(1000000)", "(150528)", "option size");
    }
}
