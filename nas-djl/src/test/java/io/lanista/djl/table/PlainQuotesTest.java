package io.lanista.djl.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainQuotesTest {
    private static String read(String text, char separator, int givenAtOnce) throws IOException {
        Reader slow = new StringReader(text) {
            @Override
            public int read(char[] to, int at, int length) throws IOException {
                return super.read(to, at, Math.min(length, givenAtOnce));
            }
        };
        StringBuilder all = new StringBuilder();
        char[] letters = new char[7];
        try (Reader in = new PlainQuotes(slow, separator)) {
            for (int read = in.read(letters, 1, 5); read >= 0; read = in.read(letters, 1, 5)) {
                all.append(letters, 1, read);
            }
        }
        return all.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`1, \"a, b\",c`      | `1,\" a, b\",c`",
                "`\t \"a, b\",  \"c\"`| `\" \ta, b\",\"  c\"`",
                "`1, a \"b\", c`      | `1, a \"b\", c`",
                "`\"a \\\"b\\\"\",1`  | `\"a \"\"b\"\"\",1`",
                "`\"\\\"a\\\", b\",1` | `\"\"\"a\"\", b\",1`",
                "`\"C:\\dir\\\",1`    | `\"C:\\dir\\\",1`",
                "`\"a\\\\\",\"b\"`    | `\"a\\\\\",\"b\"`",
                "`\"a \"\"b\"\"\",1`  | `\"a \"\"b\"\"\",1`"
            })
    void marksAreWrittenAsTheStandardHasThem(String text, String plain) throws IOException {
        for (int atOnce : new int[] {1, 2, 3, 1000}) {
            assertThat(read(text, ',', atOnce)).isEqualTo(plain);
        }
    }

    @Test
    void aSeparatorThatIsABlankIsNone() throws IOException {
        assertThat(read("1 \"a b\" 2", ' ', 100)).isEqualTo("1 \"a b\" 2");
        assertThat(read("1\t \"a\tb\"", '\t', 100)).isEqualTo("1\t\" a\tb\"");
    }

    @Test
    void longTextsComeOutTheSameHoweverTheyAreGiven() throws IOException {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder();
        while (text.length() < 100_000) {
            text.append("a,b \"\\\n   ".charAt(random.nextInt(10)));
        }
        text.append(" ".repeat(50_000)).append("\\".repeat(50_000));

        String whole = read(text.toString(), ',', 1 << 20);

        assertThat(whole).hasSize(text.length());
        assertThat(read(text.toString(), ',', 1).substring(0, 90_000)).isEqualTo(whole.substring(0, 90_000));
    }
}
