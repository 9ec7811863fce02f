package io.lanista.djl.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.djl.file.DataException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuoteCheckTest {
    /** Line ends of all sorts, outside and inside of cells, each of which is one. */
    private static final String FINE = "x,\"a\rb\nc\r\n\r\",\"\"\r\n1,a \"\"pipe\"\",\"of \"\"2\"\"\nor 3\" ,\r\r,,\n";

    private static final String BROKEN = "longer,\"a \\\" pipe\",rose\n2,\"a\",b\n";

    private static String read(String text, int atOnce) throws IOException {
        StringBuilder all = new StringBuilder();
        char[] letters = new char[atOnce + 2];
        try (Reader in = new QuoteCheck(Path.of("a.csv"), new StringReader(text), ',')) {
            for (int read = in.read(letters, 1, atOnce); read >= 0; read = in.read(letters, 1, atOnce)) {
                all.append(letters, 1, read);
            }
        }
        return all.toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void itFindsTheSameHoweverManyLettersAreReadAtOnce(int atOnce) throws IOException {
        assertThat(read(FINE, atOnce)).isEqualTo(FINE);

        assertThatThrownBy(() -> read(FINE + BROKEN + BROKEN, atOnce))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("begins in line (10) of (a.csv)");
    }
}
