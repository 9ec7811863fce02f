package io.lanista.djl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.option.OptionException;
import io.lanista.api.option.Options;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvSourceTest {
    private static final String FLOWERS = """
            5.1,3.5,rose
            4.9,3.0,lily
            4.7,3.2,rose
            4.6,3.1,lily
            5.0,3.6,rose
            5.4,3.9,lily
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"flowers.csv", "flowers.csv.gz"})
    void readsARowAsFeaturesAndAWordAsItsClass(String name) throws IOException {
        Samples.write(folder.resolve(name), FLOWERS);

        DataSet data = all(Map.of("path", name));

        assertThat(data.size()).isEqualTo(6);
        assertThat(data.shape()).containsExactly(2);
        assertThat(data.classNames()).containsExactly("lily", "rose");
        assertThat(Samples.labels(data)).containsExactly(1, 0, 1, 0, 1, 0);
        assertThat(data.features(3)).containsExactly(4.6f, 3.1f);
    }

    @Test
    void aFirstRowOfWordsIsAHeader() throws IOException {
        Samples.write(folder.resolve("a.csv"), "length,width,kind\n" + FLOWERS);

        assertThat(all(Map.of("path", "a.csv")).size()).isEqualTo(6);
    }

    @Test
    void aFirstRowOfNumbersWithAWordAboveNumbersIsAHeader() throws IOException {
        Samples.write(
                folder.resolve("a.csv"),
                "0,1,label\n" + FLOWERS.replace("rose", "1").replace("lily", "2"));

        assertThat(all(Map.of("path", "a.csv")).size()).isEqualTo(6);
    }

    @Test
    void theHeaderCanBeSaidToBeOrNotToBe() throws IOException {
        Samples.write(folder.resolve("a.csv"), FLOWERS);

        assertThat(all(Map.of("path", "a.csv", "header", "yes")).size()).isEqualTo(5);
        assertThat(all(Map.of("path", "a.csv", "header", "no")).size()).isEqualTo(6);
    }

    @Test
    void theLabelIsFoundByNameOrPosition() throws IOException {
        Samples.write(folder.resolve("a.csv"), "kind,length,width\na,1,2\nb,3,4\na,5,6\n");

        for (Object label : List.of("kind", 0, -3)) {
            DataSet data = all(Map.of("path", "a.csv", "label", label));
            assertThat(data.classNames()).containsExactly("a", "b");
            assertThat(data.features(1)).containsExactly(3, 4);
        }
    }

    @Test
    void semicolonsTabsQuotesBlankLinesAndWindowsEndingsAreUnderstood() throws IOException {
        Samples.write(folder.resolve("a.csv"), "\uFEFF\"x; in \"\"mm\"\"\";y\r\n1;a\r\n\r\n2;b\r\n");
        Samples.write(folder.resolve("b.csv"), "1\ta\n2\tb");

        for (String name : List.of("a.csv", "b.csv")) {
            DataSet data = all(Map.of("path", name));
            assertThat(Samples.rawFeatures(data)).containsExactly(1, 2);
            assertThat(data.classNames()).containsExactly("a", "b");
        }
    }

    @Test
    void wholeNumbersAreClassesInTheirOrderAndFractionsAreTargets() throws IOException {
        Samples.write(folder.resolve("a.csv"), "1,10\n2,9\n3,10.0\n4,-1\n");
        Samples.write(folder.resolve("b.csv"), "1,10\n2,9.5\n3,10\n");

        assertThat(all(Map.of("path", "a.csv")).classNames()).containsExactly("-1", "9", "10");
        DataSet numbers = all(Map.of("path", "b.csv"));
        assertThat(numbers.task()).isEqualTo(Task.REGRESSION);
        assertThat(numbers.target(1, 0)).isEqualTo(9.5f);
        assertThat(all(Map.of("path", "a.csv", "task", "regression")).target(3, 0))
                .isEqualTo(-1);
        assertThat(all(Map.of("path", "b.csv", "task", "classification")).classNames())
                .containsExactly("9.5", "10");
    }

    @Test
    void aShapeMakesImagesOfRows() throws IOException {
        Samples.write(folder.resolve("a.csv"), "1,2,3,4,a\n5,6,7,8,b\n");

        assertThat(all(Map.of("path", "a.csv", "shape", List.of(1, 2, 2))).shape())
                .containsExactly(1, 2, 2);
        assertThat(all(Map.of("path", "a.csv", "shape", "auto")).shape()).containsExactly(1, 2, 2);
        assertThat(all(Map.of("path", "a.csv")).shape()).containsExactly(4);
        assertThatThrownBy(() -> all(Map.of("path", "a.csv", "shape", List.of(1, 2, 3))))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("[1, 2, 3]", "(6) values", "(4) feature columns", "Maybe [1, 2, 2]");
    }

    @Test
    void aSecondFileIsTheTestPart() throws IOException {
        Samples.write(folder.resolve("a.csv"), FLOWERS);
        Samples.write(folder.resolve("t.csv"), "9,9,lily\n");

        DataSplit split = Samples.load(folder, "csv", Map.of("path", "a.csv", "test_path", "t.csv"));

        assertThat(split.train().size() + split.validation().size()).isEqualTo(6);
        assertThat(split.test().raw().features(0)).containsExactly(9, 9);
        assertThat(split.test().label(0)).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2,a/3,,b          | line (2)   | ()      | leave that line out",
                "1,2,a/3,NaN,b       | line (2)   | (NaN)   | Column (1, from 0)",
                "1,2,a/3,b           | Line (2)   | (2) columns | (3)",
                "1,2,a/3,4,b/x,6,a   | line (3)   | (x)     | must be a number",
                "1,2,a/3,1e99,b      | line (2)   | (1e99)  | must be a number",
                "1,2,a/3,4,          | line (2)   | label   | missing",
                "1,2,a/3,4,a         | one value  | (a)     | option label",
                "1/2                 | (1) column | feature | separated",
                "1,2.5/2,?/3,2       | line (2)   | (?)     | missing",
                "1,2.5/2,x/3,2       | line (2)   | (x)     | classification",
                "1,'\"2,a/3,4,b'     | Line (1)   | quotation | isn't closed",
                "x,y,z               | header     | no rows | a.csv"
            })
    void aBadRowIsNamedWithItsLine(String rows, String place, String what, String way) throws IOException {
        Samples.write(folder.resolve("a.csv"), rows.strip().replace('/', '\n'));

        assertThatThrownBy(() -> all(Map.of("path", "a.csv")))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("a.csv", place, what, way)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void badOptionsSayWhatThereIs() throws IOException {
        Samples.write(folder.resolve("a.csv"), "length,width,kind\n" + FLOWERS);

        assertThatThrownBy(() -> all(Map.of("path", "a.csv", "label", "species")))
                .hasMessageContainingAll("(species)", "Available: length, width, kind");
        assertThatThrownBy(() -> all(Map.of("path", "a.csv", "label", 3)))
                .hasMessageContainingAll("(3)", "0 to 2, or -1 to -3");
        assertThatThrownBy(() -> all(Map.of("path", "a.csv", "header", "no", "label", "kind")))
                .hasMessageContaining("no header with names");
        assertThatThrownBy(() -> all(Map.of()))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("(path)");
        assertThatThrownBy(() -> Samples.load(folder, "csv", Map.of("path", "a.csv", "validaton", 0.1)))
                .isInstanceOf(OptionException.class)
                .hasMessageContainingAll("(validaton)", "validation", "label");
        assertThatThrownBy(() -> all(Map.of("path", "a.csv", "shape", "square")))
                .isInstanceOf(OptionException.class)
                .hasMessageContainingAll("(square)", "auto");
    }

    @Test
    void badFilesAreNamed() throws IOException {
        byte[] whole = Samples.gzip(FLOWERS.getBytes(StandardCharsets.UTF_8));
        Files.write(folder.resolve("cut.csv.gz"), Arrays.copyOf(whole, whole.length - 12));
        byte[] damaged = whole.clone();
        damaged[20] ^= 0x55;
        damaged[21] ^= 0x55;
        Files.write(folder.resolve("damaged.csv.gz"), damaged);
        Files.write(folder.resolve("binary.csv"), new byte[] {'1', ',', (byte) 0xff, (byte) 0xfe});
        Files.write(folder.resolve("empty.csv"), new byte[0]);

        assertThatThrownBy(() -> all(Map.of("path", "cut.csv.gz")))
                .hasMessageContainingAll("cut.csv.gz", "ends too early", "again");
        assertThatThrownBy(() -> all(Map.of("path", "damaged.csv.gz")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("damaged.csv.gz");
        assertThatThrownBy(() -> all(Map.of("path", "binary.csv"))).hasMessageContainingAll("binary.csv", "UTF-8");
        assertThatThrownBy(() -> all(Map.of("path", "empty.csv"))).hasMessageContainingAll("empty.csv", "empty");
        assertThatThrownBy(() -> all(Map.of("path", "none.csv")))
                .hasMessageContainingAll(
                        "There is no file", folder.resolve("none.csv").toString());
        assertThatThrownBy(() -> all(Map.of("path", "."))).hasMessageContaining("is a folder");
    }

    @Test
    void aTestLabelThatTrainingDoesNotHaveIsNamed() throws IOException {
        Samples.write(folder.resolve("a.csv"), FLOWERS);
        Samples.write(folder.resolve("t.csv"), "9,9,tulip\n");

        assertThatThrownBy(() -> Samples.load(folder, "csv", Map.of("path", "a.csv", "test_path", "t.csv")))
                .hasMessageContainingAll("line (1)", "t.csv", "(tulip)", "Available: lily, rose");
    }

    @Test
    void readsRealDigits() {
        Path file = Samples.real("digits.csv.gz");

        DataSplit split = Samples.load(folder, "csv", Map.of("path", file.toString(), "shape", List.of(1, 8, 8)));

        assertThat(split.train().size()
                        + split.validation().size()
                        + split.test().size())
                .isEqualTo(1797);
        assertThat(split.shape()).containsExactly(1, 8, 8);
        assertThat(split.train().classNames()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(split.inputScale().mean().get(0)).isBetween(4.7, 5.1);
    }

    /** All rows of a file, however small, without the split. */
    private DataSet all(Map<String, ?> given) {

        io.lanista.djl.data.CsvSource source = new io.lanista.djl.data.CsvSource();
        return source.load(Options.parse("data source 'csv'", source.options(), given), folder)
                .train();
    }
}
