package io.lanista.djl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.option.OptionException;
import io.lanista.api.trial.DataDescription;
import io.lanista.djl.file.DataException;
import io.lanista.djl.table.ColumnKind;
import io.lanista.djl.table.Feature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x, \"note\", kind\n1, \"a, b\", \"u\"\n2, \"c, d\", \"v\"\n",
                "x,note,kind\n1,\"a \\\"so, called\\\" b\",u\n2,\"c \\\"d, e\\\"\",v\n"
            })
    void blanksAndBackslashesInFrontOfQuotationMarksAreUnderstood(String text) throws IOException {
        Samples.write(folder.resolve("a.csv"), text);

        DataSet data = all(Map.of("path", "a.csv", "columns", Map.of("note", "leave_out")));

        assertThat(Samples.rawFeatures(data)).containsExactly(1, 2);
        assertThat(data.classNames()).containsExactly("u", "v");
    }

    @Test
    void wholeNumbersAreWhatIsAskedForAndFractionsAreTargets() throws IOException {
        Samples.write(folder.resolve("a.csv"), "1,10\n2,9\n3,10.0\n4,-1\n");
        Samples.write(folder.resolve("b.csv"), "1,10\n2,9.5\n3,10\n");

        assertThat(all(Map.of("path", "a.csv")).classNames()).containsExactly("-1", "9", "10");
        DataSet numbers = all(Map.of("path", "b.csv"));
        assertThat(numbers.task()).isEqualTo(Task.REGRESSION);
        assertThat(numbers.target(1, 0)).isEqualTo(9.5);
        assertThat(all(Map.of("path", "a.csv"), Task.REGRESSION).target(3, 0)).isEqualTo(-1);
        assertThat(all(Map.of("path", "a.csv", "task", "regression")).target(3, 0))
                .isEqualTo(-1);
        assertThat(all(Map.of("path", "b.csv", "task", "classification")).classNames())
                .containsExactly("9.5", "10");
    }

    @Test
    void manyWholeNumbersAreClassesIfTheyAreAskedForAndEachHasSeveralRows() throws IOException {
        StringBuilder few = new StringBuilder();
        StringBuilder many = new StringBuilder();
        for (int row = 0; row < 1200; row++) {
            few.append(row * 0.5).append(',').append(row % 120).append('\n');
            many.append(row * 0.5).append(',').append(row * 3 % 1000).append('\n');
        }
        Samples.write(folder.resolve("few.csv"), few.toString());
        Samples.write(folder.resolve("many.csv"), many.toString());

        assertThat(all(Map.of("path", "few.csv"), Task.CLASSIFICATION).classNames())
                .hasSize(120);
        assertThat(all(Map.of("path", "few.csv")).task()).isEqualTo(Task.REGRESSION);
        assertThatThrownBy(() -> all(Map.of("path", "many.csv"), Task.CLASSIFICATION))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("(1000)", "quantity", "regression", "task: classification");
    }

    @Test
    void classesAreWhatTheyAreCalled() throws IOException {
        Samples.write(folder.resolve("a.csv"), "x,kind\n1,none\n2,NA\n3,null\n4,none\n5,NA\n6,null\n");
        Samples.write(folder.resolve("b.csv"), "x,kind\n1,01\n2,1\n3,01\n4,1\n");
        Samples.write(folder.resolve("c.csv"), "x,kind\n1,1\n2,none\n3,2\n4,none\n");

        assertThat(all(Map.of("path", "a.csv")).classNames()).containsExactly("NA", "none", "null");
        assertThat(all(Map.of("path", "b.csv")).classNames()).containsExactly("01", "1");
        assertThat(all(Map.of("path", "c.csv")).classNames()).containsExactly("1", "2", "none");
    }

    @Test
    void rowsWithoutALabelAreLeftOutAndThatIsSaid() throws IOException {
        Samples.write(folder.resolve("a.csv"), "x,y\n1,2.5\n2,\n3,NA\n4,1.5\n");

        DataSet data = all(Map.of("path", "a.csv"));

        assertThat(data.size()).isEqualTo(2);
        assertThat(data.target(1, 0)).isEqualTo(1.5);
        assertThat(open(Map.of("path", "a.csv"), DataUse.ANY).findings().warnings())
                .anyMatch(warning -> warning.contains("2 rows without a label (y)") && warning.contains("line (3)"));
    }

    @Test
    void severalLabelsAreNumbers() throws IOException {
        Samples.write(folder.resolve("a.csv"), "x,y,z\n1,2,3\n4,5,6\n7,8,10\n");

        DataSet data = all(Map.of("path", "a.csv", "label", List.of("y", -1)));

        assertThat(data.outputSize()).isEqualTo(2);
        assertThat(data.target(2, 0)).isEqualTo(8);
        assertThat(data.target(2, 1)).isEqualTo(10);
        assertThat(data.shape()).containsExactly(1);
    }

    @Test
    void aTargetKeepsItsPrecision() throws IOException {
        Samples.write(folder.resolve("a.csv"), "x,y\n1,1700000037.25\n2,1700000038.5\n3,1700000039.75\n");

        assertThat(all(Map.of("path", "a.csv")).target(0, 0)).isEqualTo(1_700_000_037.25);
    }

    @Test
    void columnsOfAnyKindBecomeNumbersAndSomeAreLeftOut() throws IOException {
        StringBuilder text = new StringBuilder("id,age,colour,member,since,site,kind\n");
        for (int row = 0; row < 30; row++) {
            text.append(row)
                    .append(',')
                    .append(row % 3 == 0 ? "" : "" + row % 7 * 1.5)
                    .append(',');
            text.append(row % 2 == 0 ? "red" : "blue")
                    .append(',')
                    .append(row % 5 == 0 ? "yes" : "no")
                    .append(',');
            text.append("2024-03-")
                    .append(10 + row % 20)
                    .append(",north,")
                    .append("ab".charAt(row % 2))
                    .append('\n');
        }
        Samples.write(folder.resolve("a.csv"), text.toString());

        DataSplit split = Samples.load(folder, "csv", Map.of("path", "a.csv"));

        List<String> names = split.table().orElseThrow().features().stream()
                .map(Feature::name)
                .toList();
        assertThat(names)
                .startsWith("age", "age missing", "since")
                .containsSubsequence("colour=blue", "colour=red", "member")
                .noneMatch(name -> name.startsWith("id") || name.startsWith("site"));
        assertThat(split.shape()).containsExactly(names.size());
        assertThat(String.join(" ", split.description().summary()))
                .contains(
                        "1 number, 1 category, 1 column of yes or no, 1 date; left out: id (id: counts up by one), site (always north)");
        assertThat(Samples.load(
                                folder,
                                "csv",
                                Map.of("path", "a.csv", "columns", Map.of("id", "number", "age", "leave_out")))
                        .table()
                        .orElseThrow()
                        .features()
                        .get(0)
                        .name())
                .isEqualTo("id");
    }

    @Test
    void whatColumnsAreCanBeSaidByTheirNames() throws IOException {
        Samples.write(folder.resolve("a.csv"), "zip,x,kind\n1,2,a\n2,3,b\n1,4,a\n");

        assertThat(all(Map.of("path", "a.csv", "columns", Map.of("zip", "category")))
                        .shape())
                .containsExactly(3);
        assertThatThrownBy(() -> all(Map.of("path", "a.csv", "columns", Map.of("zap", "number"))))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("(zap)", "Available: zip, x, kind", "Maybe 'zip'");
        assertThatThrownBy(() -> all(Map.of("path", "a.csv", "columns", Map.of("zip", "categry"))))
                .isInstanceOf(OptionException.class)
                .hasMessageContainingAll("(categry)", "Maybe 'category'");
    }

    @Test
    void aLabelThatTwoColumnsAreCalledIsRefused() throws IOException {
        Samples.write(folder.resolve("a.csv"), "y,b,y\n1,2,a\n2,3,b\n");

        assertThatThrownBy(() -> all(Map.of("path", "a.csv", "label", "y")))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("(y)", "(2) columns", "position");
        assertThat(all(Map.of("path", "a.csv", "label", -1)).classNames()).containsExactly("a", "b");
    }

    @Test
    void aTableOfWhichNothingIsLeftSaysWhy() throws IOException {
        StringBuilder text = new StringBuilder("id,kind\n");
        for (int row = 0; row < 30; row++) {
            text.append(row).append(',').append("ab".charAt(row % 2)).append('\n');
        }
        Samples.write(folder.resolve("a.csv"), text.toString());

        assertThatThrownBy(() -> all(Map.of("path", "a.csv")))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("No column is left", "id (id: counts up by one)", "option columns");
    }

    private Map<String, Object> reviews(Object columns) throws IOException {
        StringBuilder text = new StringBuilder("review,stars,kind\n");
        for (int row = 0; row < 40; row++) {
            text.append(row % 2 == 0 ? "it was good indeed" : "it was bad sadly")
                    .append(" and I say ")
                    .append(row);
            text.append(',')
                    .append(row * 0.5)
                    .append(',')
                    .append("ab".charAt(row % 2))
                    .append('\n');
        }
        Samples.write(folder.resolve("a.csv"), text.toString());
        return Map.of("path", "a.csv", "columns", columns);
    }

    @Test
    void aTextIsUsedByItsWordsBesideOtherColumnsAndWordForWordAlone() throws IOException {
        DataSplit beside = DataSources.standard().load("csv", reviews(Map.of()), folder);
        assertThat(beside.table().orElseThrow().features())
                .extracting(Feature::name)
                .contains("stars", "review: good", "review: bad")
                .doesNotContain("review: it", "review: 7");

        DataSplit alone = DataSources.standard().load("csv", reviews(Map.of("review", "tokens")), folder);
        assertThat(alone.table().orElseThrow().columns())
                .extracting(column -> column.kind())
                .containsExactly(ColumnKind.TOKENS);

        DataSplit left = DataSources.standard().load("csv", reviews(Map.of("stars", "leave_out")), folder);
        assertThat(left.table().orElseThrow().columns())
                .extracting(column -> column.kind())
                .containsExactly(ColumnKind.TOKENS);
    }

    @Test
    void aNumberThatStandsForNoneIsToldBeforeAnythingTrains() throws IOException {
        StringBuilder text = new StringBuilder("a,b,kind\n-3e38,1,x\n");
        for (int row = 0; row < 30; row++) {
            text.append(row * 0.1)
                    .append(',')
                    .append(row % 4 == 0 ? "9999" : "" + row * 1.5)
                    .append(",")
                    .append("xy".charAt(row % 2));
            text.append('\n');
        }
        Samples.write(folder.resolve("a.csv"), text.toString());

        assertThat(Samples.load(folder, "csv", Map.of("path", "a.csv"))
                        .description()
                        .warnings())
                .anyMatch(warning ->
                        warning.contains("(a)") && warning.contains("-3.000e+38") && warning.contains("option missing"))
                .anyMatch(warning -> warning.contains("(b)") && warning.contains("8 cells of 9999"));
    }

    @ParameterizedTest
    @CsvSource({
        "1900-01-01, 2021-03-, 6 cells of 1900-01-01",
        "9999-12-31, 2021-03-, none after 2021-03-30",
        "1970-01-01, 2021-03-, 6 cells of 1970-01-01",
    })
    void aDateThatStandsForNoneIsToldBeforeAnythingTrains(String strange, String month, String told)
            throws IOException {
        StringBuilder text = new StringBuilder("when,kind\n");
        for (int row = 1; row <= 30; row++) {
            text.append(row % 5 == 1 ? strange : month + (row < 10 ? "0" : "") + row)
                    .append("xy".charAt(row % 2) == 'x' ? ",x\n" : ",y\n");
        }
        Samples.write(folder.resolve("a.csv"), text.toString());

        assertThat(Samples.load(folder, "csv", Map.of("path", "a.csv"))
                        .description()
                        .warnings())
                .anyMatch(warning -> warning.contains("(when)") && warning.contains(told));
    }

    @Test
    void whatIsNoDateAmongDatesIsNamedAndOrdersThatAreGuessedAreTold() throws IOException {
        StringBuilder text = new StringBuilder("when,day,kind\n");
        for (int row = 1; row <= 90; row++) {
            text.append(row % 9 == 4 ? "0000-00-00" : String.format("20%02d-02-11", row))
                    .append(String.format(",0%d/0%d/2021,%s%n", 1 + row % 9, 1 + row % 7, "xy".charAt(row % 2)));
        }
        Samples.write(folder.resolve("a.csv"), text.toString());

        assertThatThrownBy(() -> Samples.load(folder, "csv", Map.of("path", "a.csv")))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("(when)", "(0000-00-00)", "no date", "(80) others", "option missing");
        assertThat(Samples.load(folder, "csv", Map.of("path", "a.csv", "missing", List.of("0000-00-00")))
                        .description()
                        .warnings())
                .anyMatch(warning -> warning.contains("(day)") && warning.contains("with the month first"));
    }

    @Test
    void eachExampleIsCountedOnceWhereAllAreTrainedOn() throws IOException {
        Samples.write(folder.resolve("a.csv"), "x,y\n" + "1,a\n2,b\n3,a\n4,b\n5,a\n".repeat(4));

        DataDescription told = Samples.load(folder, "csv", Map.of("path", "a.csv", "all_data", true))
                .description();

        assertThat(told.summary().get(0)).contains("20 examples", "a 12, b 8");
        assertThat(told.warnings())
                .anyMatch(warning -> warning.contains("trained on all examples"))
                .noneMatch(warning -> warning.contains("equal to some in another part"));
    }

    @Test
    void classesThatLookAlikeAreTold() throws IOException {
        Samples.write(folder.resolve("a.csv"), "x,y\n" + "1,yes\n2,Yes\n3,no\n4,n\u043e\n5,other\n".repeat(9));

        assertThat(Samples.load(folder, "csv", Map.of("path", "a.csv"))
                        .description()
                        .warnings())
                .anyMatch(
                        warning -> warning.contains("Yes") && warning.contains("yes") && warning.contains("look alike"))
                .anyMatch(warning -> warning.contains("n\u043e") && warning.contains("look alike"))
                .noneMatch(warning -> warning.contains("look alike") && warning.contains("other"));
    }

    @Test
    void aConstantTargetIsRefused() throws IOException {
        Samples.write(folder.resolve("a.csv"), "x,y\n1,5.5\n2,5.5\n3,5.5\n4,5.5\n5,5.5\n");

        assertThatThrownBy(() -> Samples.load(folder, "csv", Map.of("path", "a.csv")))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("(y)", "(5.5)", "option label");
    }

    @Test
    void aShapeMakesImagesOfRows() throws IOException {
        Samples.write(folder.resolve("a.csv"), "1,2,3,4,a\n5,6,7,8,b\n");

        assertThat(all(Map.of("path", "a.csv", "shape", List.of(1, 2, 2))).shape())
                .containsExactly(1, 2, 2);
        assertThat(all(Map.of("path", "a.csv", "shape", "square")).shape()).containsExactly(1, 2, 2);
        assertThat(all(Map.of("path", "a.csv"), new DataUse(Optional.empty(), true))
                        .shape())
                .containsExactly(1, 2, 2);
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

    @Test
    void rowsThatRunTogetherInACellAreRefused() throws IOException {
        Samples.write(folder.resolve("a.csv"), "x,note,kind\n" + "1,\"a \\\" pipe\",rose\n".repeat(20));
        assertThatThrownBy(() -> Samples.load(folder, "csv", Map.of("path", "a.csv")))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("begins in line (2)", "a.csv", "over several lines", "Maybe double");

        StringBuilder fine = new StringBuilder("x,note,kind\n");
        for (int row = 0; row < 20; row++) {
            fine.append(row)
                    .append(",\"a \"\"pipe\"\"\nof ")
                    .append(row % 2)
                    .append("\" ,")
                    .append(row % 2 == 0 ? "rose\n" : "lily\n");
        }
        Samples.write(folder.resolve("a.csv"), fine.toString());
        assertThat(all(Map.of("path", "a.csv")).size()).isEqualTo(20);
    }

    @Test
    void blanksThatDoNotBreakAreBlanks() throws IOException {
        Samples.write(
                folder.resolve("a.csv"), FLOWERS.replace(",", "\u00a0,\u202f").replace("\n", "\u00a0\n"));

        DataSet data = all(Map.of("path", "a.csv"));

        assertThat(data.shape()).containsExactly(2);
        assertThat(data.classNames()).containsExactly("lily", "rose");
    }

    @Test
    void examplesThatDifferInZeroAndTwoAreNotEqual() throws IOException {
        StringBuilder rows = new StringBuilder("x,z,kind\n");
        for (int row = 0; row < 60; row++) {
            rows.append(row % 2 * 2).append(',').append(row / 2 + 0.5).append(row % 3 == 0 ? ",rose\n" : ",lily\n");
        }
        Samples.write(folder.resolve("a.csv"), rows.toString());

        assertThat(Samples.load(folder, "csv", Map.of("path", "a.csv"))
                        .description()
                        .summary())
                .noneMatch(line -> line.contains("equal to others"));
    }

    @ParameterizedTest
    @CsvSource({"<0.1, 0., are numbers", "2023-13-, 2023-03-, are dates"})
    void columnsThatAreWordsForTheSakeOfAFewCellsAreTold(String strange, String usual, String told) throws IOException {
        StringBuilder rows = new StringBuilder("x,z,kind\n");
        for (int row = 0; row < 60; row++) {
            rows.append(row % 6 == 0 ? strange + (row / 6 + 10) : usual + (row % 20 + 10))
                    .append(row % 3 == 0 ? ",1,rose\n" : "," + row + ".5,lily\n");
        }
        Samples.write(folder.resolve("a.csv"), rows.toString());

        assertThat(Samples.load(folder, "csv", Map.of("path", "a.csv"))
                        .description()
                        .warnings())
                .anyMatch(warning -> warning.contains("(x)") && warning.contains(told) && warning.contains(strange));
    }

    @Test
    void aFewCellsThatAreNoNumbersAreToldBesideDecimalCommas() throws IOException {
        StringBuilder rows = new StringBuilder("x;z;kind\n");
        for (int row = 0; row < 60; row++) {
            rows.append(row % 6 == 0 ? "<0," + (row / 6 + 10) : "1," + (row % 20 + 10))
                    .append(';')
                    .append(row)
                    .append(row % 3 == 0 ? ",5;rose\n" : ",25;lily\n");
        }
        Samples.write(folder.resolve("a.csv"), rows.toString());

        assertThat(Samples.load(folder, "csv", Map.of("path", "a.csv"))
                        .description()
                        .warnings())
                .anyMatch(warning -> warning.contains("(x)") && warning.contains("50 of 60 cells are numbers"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"classification", "regression"})
    void aColumnThatTellsTheLabelIsTold(String task) throws IOException {
        StringBuilder rows = new StringBuilder("x,copy,other,kind\n");
        for (int row = 0; row < 60; row++) {
            int label = row % 3;
            rows.append(row)
                    .append(".5,")
                    .append(label)
                    .append(',')
                    .append(row % 4)
                    .append(',')
                    .append(label)
                    .append('\n');
        }
        Samples.write(folder.resolve("a.csv"), rows.toString());

        assertThat(Samples.load(folder, "csv", Map.of("path", "a.csv", "task", task))
                        .description()
                        .warnings())
                .anyMatch(warning -> warning.contains("(copy) tells the label"))
                .noneMatch(warning -> warning.contains("(other)"));
    }

    @ParameterizedTest
    @CsvSource({"standardize, 365, far from", "standardize, 0.001, differ far less", "quantile, 365, far from"})
    void testColumnsInAnotherUnitAreTold(String numbers, double unit, String told) throws IOException {
        StringBuilder rows = new StringBuilder("age,size,kind\n");
        StringBuilder test = new StringBuilder("age,size,kind\n");
        for (int row = 0; row < 60; row++) {
            double age = 1 + row % 30;
            String end = "," + row % 17 + (row % 3 == 0 ? ",rose\n" : ",lily\n");
            rows.append(age).append(end);
            test.append(age * unit).append(end);
        }
        Samples.write(folder.resolve("a.csv"), rows.toString());
        Samples.write(folder.resolve("t.csv"), test.toString());

        assertThat(Samples.load(folder, "csv", Map.of("path", "a.csv", "test_path", "t.csv", "numbers", numbers))
                        .description()
                        .warnings())
                .anyMatch(warning ->
                        warning.contains("(age)") && warning.contains(told) && warning.contains("another unit"))
                .noneMatch(warning -> warning.contains("(size)") && warning.contains("unit"));
    }

    @ParameterizedTest
    @CsvSource({
        "quantile, 20, 70, 71, 72", // A few older people.
        "quantile, 1990, 2010, 2011, 2020", // Later years.
        "standardize, 40, 60, 50, 50.1", // Of one sort.
    })
    void testColumnsInTheSameUnitAreNotTold(String numbers, double from, double to, double testFrom, double testTo)
            throws IOException {
        StringBuilder rows = new StringBuilder("x,kind\n");
        StringBuilder test = new StringBuilder("x,kind\n");
        for (int row = 0; row < 60; row++) {
            String end = row % 3 == 0 ? ",rose\n" : ",lily\n";
            rows.append(from + (to - from) * (row % 30) / 29).append(end);
            test.append(testFrom + (testTo - testFrom) * (row % 30) / 29).append(end);
        }
        Samples.write(folder.resolve("a.csv"), rows.toString());
        Samples.write(folder.resolve("t.csv"), test.toString());

        assertThat(Samples.load(folder, "csv", Map.of("path", "a.csv", "test_path", "t.csv", "numbers", numbers))
                        .description()
                        .warnings())
                .noneMatch(warning -> warning.contains("unit"));
    }

    @Test
    void oneHugeNumberOfTheTrainingSaysNothingOfTheUnit() throws IOException {
        StringBuilder rows = new StringBuilder("x,kind\n");
        StringBuilder test = new StringBuilder("x,kind\n");
        for (int row = 0; row < 600; row++) {
            String cells = (row % 30 + 1) + ".5" + (row % 3 == 0 ? ",rose\n" : ",lily\n");
            rows.append(row < 60 && row % 2 == 0 ? "999999" + cells.substring(cells.indexOf(',')) : cells);
            test.append(row < 60 ? cells : "");
        }
        Samples.write(folder.resolve("a.csv"), rows.toString());
        Samples.write(folder.resolve("t.csv"), test.toString());

        assertThat(Samples.load(folder, "csv", Map.of("path", "a.csv", "test_path", "t.csv", "numbers", "standardize"))
                        .description()
                        .warnings())
                .noneMatch(warning -> warning.contains("unit"));
    }

    @Test
    void aTestFileIsReadByTheNamesOfItsColumns() throws IOException {
        Samples.write(folder.resolve("a.csv"), "length,width,kind\n" + FLOWERS);
        Samples.write(folder.resolve("t.csv"), "kind,note,width,length\nlily,hello,3,9\n");

        DataSplit split = Samples.load(folder, "csv", Map.of("path", "a.csv", "test_path", "t.csv"));

        assertThat(split.test().raw().features(0)).containsExactly(9, 3);
        assertThat(split.description().warnings())
                .anyMatch(warning -> warning.contains("further columns") && warning.contains("note"));
        Samples.write(folder.resolve("less.csv"), "length,kind\n9,lily\n");
        assertThatThrownBy(() -> Samples.load(folder, "csv", Map.of("path", "a.csv", "test_path", "less.csv")))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("less.csv", "no column (width)", "Available: length, kind");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2,a/3,b           | Line (2)   | (2) columns | (3)",
                "1,2,a/3,1e400,b     | line (2)   | (1e400) | too large",
                "1,2,a/3,4,a         | one value  | (a)     | option label",
                "1/2                 | (1) column | feature | separated",
                "1,\"2,a/3,4,b      | Line (1)   | quotation | isn't closed",
                "x,y,z               | header     | no rows | a.csv"
            })
    void aBadRowIsNamedWithItsLine(String rows, String place, String what, String way) throws IOException {
        Samples.write(folder.resolve("a.csv"), rows.strip().replace('/', '\n'));

        assertThatThrownBy(() -> all(Map.of("path", "a.csv")))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll(place, what, way)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void aLabelThatIsNoNumberIsNamedWithItsLine() throws IOException {
        Samples.write(folder.resolve("a.csv"), "1,2.5\n2,x\n3,2\n");

        assertThatThrownBy(() -> all(Map.of("path", "a.csv"), Task.REGRESSION))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("line (2)", "(x)", "must be a number");
    }

    @ParameterizedTest
    @EnumSource(Task.class)
    void aWordAmongFractionsOfTheLabelIsNamedWhateverIsAskedFor(Task task) throws IOException {
        StringBuilder rows = new StringBuilder("x,y\n");
        for (int row = 0; row < 40; row++) {
            rows.append(row).append(row == 7 ? ",<0.1\n" : "," + row + ".5\n");
        }
        Samples.write(folder.resolve("a.csv"), rows.toString());

        assertThatThrownBy(() -> all(Map.of("path", "a.csv"), task))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("line (9)", "(<0.1)", "must be a number");
    }

    @Test
    void classesThatAreRatherNumbersHaveAnotherWayOut() throws IOException {
        StringBuilder rows = new StringBuilder("x,y\n");
        for (int row = 0; row < 40; row++) {
            rows.append(row).append(',').append(1000 + row * 7).append('\n');
        }
        Samples.write(folder.resolve("a.csv"), rows.toString());

        assertThatThrownBy(() -> Samples.load(folder, "csv", Map.of("path", "a.csv")))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("Class (1000) has (1) examples", "option task: regression");
    }

    @Test
    void manyRareClassesAreToldInOneSentence() throws IOException {
        StringBuilder rows = new StringBuilder("x,y\n");
        for (int row = 0; row < 105; row++) {
            rows.append(row).append(",kind").append(row % 21).append(row == 0 ? "\n0.5,kind0\n" : "\n");
        }
        Samples.write(folder.resolve("a.csv"), rows.toString());

        assertThat(Samples.load(folder, "csv", Map.of("path", "a.csv"))
                        .description()
                        .warnings())
                .singleElement()
                .asString()
                .startsWith("21 of 21 classes have fewer than 10 examples: (kind1) 5, ")
                .endsWith("….");
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
        assertThatThrownBy(() -> all(Map.of("path", "a.csv", "shape", "round")))
                .isInstanceOf(OptionException.class)
                .hasMessageContainingAll("(round)", "auto");
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
        assertThatThrownBy(() -> all(Map.of("path", "binary.csv"))).hasMessageContainingAll("binary.csv");
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

    /** All rows of a file, however small, without the split, as numbers that aren't standardised. */
    private DataSet all(Map<String, ?> given) {
        return all(given, DataUse.ANY);
    }

    private DataSet all(Map<String, ?> given, Task task) {
        return all(given, new DataUse(Optional.of(task), false));
    }

    private DataSet all(Map<String, ?> given, DataUse use) {
        RawData data = open(given, use);
        int[] rows = IntStream.range(0, data.size()).toArray();
        return data.prepare(false, rows).part(rows);
    }

    private RawData open(Map<String, ?> given, DataUse use) {
        DataSource source = new io.lanista.djl.data.CsvSource();
        return source.open(Samples.request(source, given, folder, use));
    }

    @Test
    void aCellThatIsBeyondWhatNetworksCalculateWithIsRefusedWithItsPlace() throws IOException {
        String rows = "0.01,rose\n0.02,lily\n".repeat(10);
        Samples.write(folder.resolve("a.csv"), "width,kind\n" + rows);
        Samples.write(folder.resolve("b.csv"), "width,kind\n0.01,rose\n3e38,lily\n");

        assertThatThrownBy(() -> Samples.load(folder, "csv", Map.of("path", "a.csv", "test_path", "b.csv")))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("(width) in line (3)", "b.csv", "(3.000e+38)", "too large", "option missing");
    }

    @Test
    void verySmallNumbersAreStandardisedLikeOthers() throws IOException {
        Samples.write(folder.resolve("a.csv"), "width,kind\n" + "1e-60,rose\n3e-60,lily\n".repeat(10));

        DataSplit split = Samples.load(folder, "csv", Map.of("path", "a.csv"));

        assertThat(Math.abs(split.train().features(0)[0])).isBetween(0.5f, 1.5f);
    }

    @Test
    void longCodesAreClassesOfTheirOwn() throws IOException {
        Samples.write(
                folder.resolve("a.csv"),
                "1.5,9007199254740993\n2.5,9007199254740992\n3.5,1234567890123456789\n4.5,1234567890123456788\n"
                        .repeat(8));
        DataUse use = new DataUse(Optional.of(Task.CLASSIFICATION), false);

        DataSplit split = DataSources.standard().load(new DataChoice("csv", Map.of("path", "a.csv")), folder, use);

        assertThat(split.train().classNames())
                .containsExactly("9007199254740992", "9007199254740993", "1234567890123456788", "1234567890123456789");
    }

    @Test
    void namesOfClassesDoNothingToATerminal() throws IOException {
        Samples.write(folder.resolve("a.csv"), "1.5,a\u001b[31m\n2.5,b\u202e\n".repeat(10));

        assertThat(Samples.load(folder, "csv", Map.of("path", "a.csv"))
                        .description()
                        .summary()
                        .get(0))
                .contains("a [31m, b .");
    }
}
