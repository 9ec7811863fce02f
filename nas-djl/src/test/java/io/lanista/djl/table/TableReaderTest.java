package io.lanista.djl.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.djl.file.DataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableReaderTest {
    @TempDir
    Path folder;

    private TableFile read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8), TableOptions.none());
    }

    private TableFile read(byte[] bytes, TableOptions told) throws IOException {
        Path file = Files.write(folder.resolve("a.csv"), bytes);
        return TableReader.read(file, told, (written, names) -> Collections.nCopies(names.size(), Form.ANY));
    }

    private static double[] numbers(TableFile file, String name) {
        NumberColumn column = (NumberColumn) file.table().column(name);
        double[] values = new double[column.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = column.value(row);
        }
        return values;
    }

    private static List<String> words(TableFile file, String name) {
        WordColumn column = (WordColumn) file.table().column(name);
        return java.util.stream.IntStream.range(0, column.size())
                .mapToObj(row -> column.isMissing(row) ? "" : column.words().get(column.code(row)))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sep=^\n", "sep=^\r\n", "\"SEP=^\"\n"})
    void aFirstLineThatTellsTheSeparatorIsNoRow(String first) throws IOException {
        TableFile file = read(first + "a^b\n1.5^x\n2.5^y\n");

        assertThat(file.dialect().separator()).isEqualTo('^');
        assertThat(numbers(file, "a")).containsExactly(1.5, 2.5);
        assertThat(words(file, "b")).containsExactly("x", "y");
    }

    @Test
    void quotationMarksWithNothingBetweenAreARowOfOneColumn() throws IOException {
        TableFile file = read(
                "a\nx\n\"\"\n\ny\n\"\"\n".getBytes(StandardCharsets.UTF_8),
                TableOptions.none().withHeader());

        assertThat(words(file, "a")).containsExactly("x", "", "y", "");
    }

    @Test
    void rowsWithOneCellMoreThanTheHeaderAreTold() throws IOException {
        TableFile file = read("a,b\nr1,1.5,2\nr2,2.5,3\n");

        assertThat(numbers(file, "a")).containsExactly(1.5, 2.5);
        assertThat(file.notes()).anyMatch(note -> note.contains("one cell more than the header"));
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void theSeparatorIsFound(String separator) throws IOException {
        TableFile file = read("a,b,c\n1.5,x,2\n2.5,y,3\n".replace(",", separator));

        assertThat(file.dialect().separator()).isEqualTo(separator.charAt(0));
        assertThat(numbers(file, "a")).containsExactly(1.5, 2.5);
        assertThat(words(file, "b")).containsExactly("x", "y");
    }

    @Test
    void quotesHoldSeparatorsQuotesAndLineBreaks() throws IOException {
        TableFile file = read("\"length\n(cm)\",kind\n1,\"a, \"\"b\"\"\nc\"\n2, \"blank before\"\n");

        assertThat(file.table().names()).containsExactly("length (cm)", "kind");
        assertThat(words(file, "kind")).containsExactly("a, \"b\"\nc", "blank before");
        assertThat(file.table().place(1)).contains("line (5)");
    }

    @Test
    void decimalCommasAndThousandsAreRead() throws IOException {
        TableFile file = read("a;b\n1.234,5;x\n-0,25;y\n7;z\n");
        TableFile headless = read("2,4915;-2,5441;ant\n-0,6449;-1,7474;bee\n");
        TableFile thousands = read("a,b\n\"1,234.5\",x\n\"12,000\",y\n");

        assertThat(file.dialect().decimal()).isEqualTo(DecimalMark.COMMA);
        assertThat(numbers(file, "a")).containsExactly(1234.5, -0.25, 7);
        assertThat(headless.dialect().separator()).isEqualTo(';');
        assertThat(numbers(headless, "column 0")).containsExactly(2.4915, -0.6449);
        assertThat(numbers(thousands, "a")).containsExactly(1234.5, 12_000);
    }

    @Test
    void aCommaThatMayBeEitherIsADecimalOneUnlessItSeparatesCells() throws IOException {
        assertThat(numbers(read("a;b\n1,234;x\n2,345;y\n"), "a")).containsExactly(1.234, 2.345);
        TableOptions told = new TableOptions(
                Optional.empty(), Optional.empty(), Optional.of(DecimalMark.DOT), Optional.empty(), List.of());
        assertThat(numbers(read("a;b\n1,234;x\n".getBytes(StandardCharsets.UTF_8), told), "a"))
                .containsExactly(1234);
    }

    @Test
    void aHeaderIsWhatIsUnlikeTheCellsBelow() throws IOException {
        assertThat(read("0,1,2,label\n5.1,3.5,1,ant\n4.9,3,2,bee\n4,3,2,ant\n1,3,2,bee\n")
                        .dialect()
                        .header())
                .isTrue();
        assertThat(read("text,label\ngood,yes\nbad,no\nfine,yes\nsad,no\n")
                        .dialect()
                        .header())
                .isTrue();
        assertThat(read("a,b\nx,y\n").dialect().header()).isTrue();
        assertThat(read("1,2,ant\n3,4,bee\n").dialect().header()).isFalse();
        assertThat(read("p,x,s\ne,x,p\np,s,x\ne,x,s\n").dialect().header()).isFalse();
        assertThat(read("p,p,s\ne,x,p\n").dialect().header()).isFalse();
    }

    @Test
    void namesThatCountUpAreAHeader() throws IOException {
        StringBuilder text = new StringBuilder("0,1,2,3\n");
        for (int row = 0; row < 12; row++) {
            text.append(row * 7 % 5).append(",0.5,").append(row * 3 % 4).append(",1\n");
        }

        assertThat(read(text.toString()).table().names()).containsExactly("0", "1", "2", "3");
    }

    @Test
    void twoColumnsOfOneNameAreToldApartAndThatIsNoted() throws IOException {
        TableFile file = read("y,b,y,\n1,2,3,4\n5,6,7,8\n");

        assertThat(file.table().names()).containsExactly("y", "b", "y (2)", "column 3");
        assertThat(numbers(file, "y (2)")).containsExactly(3, 7);
        assertThat(file.notes()).anyMatch(note -> note.contains("two columns are called (y)"));
    }

    @Test
    void separatorsAtTheEndsOfLinesMakeNoColumn() throws IOException {
        TableFile file = read("a,b,\n1,2,\n3,4,\n");

        assertThat(file.table().names()).containsExactly("a", "b");
        assertThat(file.notes()).anyMatch(note -> note.contains("end with a separator"));
    }

    @Test
    void aHeaderWithoutANameForTheRowNamesIsUnderstood() throws IOException {
        TableFile file = read("\"a\",\"b\"\n\"1\",2.5,3\n\"2\",4,5\n");

        assertThat(file.table().names()).containsExactly("column 0", "a", "b");
        assertThat(numbers(file, "a")).containsExactly(2.5, 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "windows-1252"})
    void theEncodingIsFound(String encoding) throws IOException {
        byte[] bytes = "größe,kind\n1.5,käfer\n2.5,biene\n".getBytes(Charset.forName(encoding));

        TableFile file = read(bytes, TableOptions.none());

        assertThat(words(file, "kind")).containsExactly("käfer", "biene");
        assertThat(file.table().names()).contains("größe");
    }

    @Test
    void aFileThatIsUtf8ButForOneByteIsRefusedWithItsLine() {
        byte[] bytes = "a,kind\n1,käfer\n2,kX\n".getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 2] = (byte) 0xE4;

        assertThatThrownBy(() -> read(bytes, TableOptions.none()))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("UTF-8", "line (", "option encoding");
    }

    @Test
    void whatIsNoTextIsRefused() {
        byte[] zeros = new byte[5000];
        byte[] noise = new byte[5000];
        new java.util.Random(1).nextBytes(noise);

        assertThatThrownBy(() -> read(zeros, TableOptions.none())).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> read(noise, TableOptions.none())).isInstanceOf(DataException.class);
    }

    @Test
    void missingCellsAreMissing() throws IOException {
        TableFile file = read("a,b\n1,x\n?,NA\n,none\nNaN,y\nnull,\n2,-\n");

        assertThat(numbers(file, "a")).containsExactly(1, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 2);
        assertThat(words(file, "b")).containsExactly("x", "", "", "y", "", "");
    }

    @Test
    void furtherWordsAndNumbersCanBeToldToBeMissing() throws IOException {
        TableOptions told = TableOptions.none().withMissing(List.of("-999", "unknown"));

        TableFile file = read("a,b\n1,x\n-999.0,unknown\n3,y\n".getBytes(StandardCharsets.UTF_8), told);

        assertThat(numbers(file, "a")).containsExactly(1, Double.NaN, 3);
        assertThat(words(file, "b")).containsExactly("x", "", "y");
    }

    @Test
    void numbersWithZerosInFrontAreCodes() throws IOException {
        TableFile file = read("zip,x\n01234,1\n98765,2\n01234,3\n");

        assertThat(words(file, "zip")).containsExactly("01234", "98765", "01234");
    }

    @Test
    void aWordFarBelowNumbersMakesWordsOfThemAll() throws IOException {
        StringBuilder text = new StringBuilder("a,b\n");
        for (int row = 0; row < 3000; row++) {
            text.append(row < 2000 ? "1.0" : "many").append(",2\n");
        }

        TableFile file = read(text.toString());

        assertThat(((WordColumn) file.table().column("a")).words()).containsExactly("1.0", "many");
    }

    @Test
    void oneWordAmongManyNumbersIsNamedWithItsLine() {
        StringBuilder text = new StringBuilder("a,b\n");
        for (int row = 0; row < 100; row++) {
            text.append(row == 70 ? "oops" : "" + row).append(",2\n");
        }

        assertThatThrownBy(() -> read(text.toString()))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("column (a)", "line (72)", "(oops)", "option missing", "option columns");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "inf", "-Infinity", "1e200"})
    void aNumberThatIsTooLargeIsNamedWithItsLine(String number) {
        assertThatThrownBy(() -> read("a,b\n1,2\n" + number + ",3\n"))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("column (a)", "line (3)", "(" + number + ")", "too large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b\n1,2\n3\n", "a,b\n1,2\n3,4,5\n", "a,b\n1,\"2\n3,4\n", "\"a,b\n1,2\n"})
    void aRowThatDoesNotFitIsNamedWithItsLine(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(DataException.class)
                .hasMessageMatching("(?s)Line \\([123]\\) of \\(.*a\\.csv\\) has .*Maybe .*\\.");
    }

    @Test
    void aCellWithoutAnEndIsRefusedBeforeMemoryIsGone() throws IOException {
        Path file = folder.resolve("bomb.csv.gz");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            byte[] ones = new byte[1 << 20];
            java.util.Arrays.fill(ones, (byte) '1');
            for (int i = 0; i < 200; i++) {
                out.write(ones);
            }
        }
        Files.write(file, bytes.toByteArray());

        assertThatThrownBy(() -> TableReader.read(
                        file, TableOptions.none(), (written, names) -> Collections.nCopies(names.size(), Form.ANY)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("bomb.csv.gz");
    }
}
