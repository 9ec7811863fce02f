package io.lanista.djl.table;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CsvRecordsTest {
    @Test
    void memoryThatIsFullIsNoFaultOfTheRecord() {
        OutOfMemoryError full = new OutOfMemoryError("made for this test");
        CsvRecords.Rows rows = new CsvRecords.Rows() {
            @Override
            public void begin(long line) {}

            @Override
            public void cell(int place, char[] text, int from, int length) {
                throw full;
            }

            @Override
            public boolean end(int cells) {
                return true;
            }
        };

        assertThatThrownBy(() -> CsvRecords.read(Path.of("bomb.csv"), new StringReader("1,2\n"), ',', rows))
                .isSameAs(full);
    }
}
