package io.lanista.djl.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnProfileTest {
    private static final int ROWS = 60;

    private static ColumnKind ofNumbers(String name, IntToDoubleFunction value) {
        return ColumnProfile.of(
                        name,
                        new NumberColumn(
                                IntStream.range(0, ROWS).mapToDouble(value).toArray()))
                .kind();
    }

    private static ColumnKind ofWords(String name, IntFunction<String> word) {
        return ColumnProfile.of(name, column(word)).kind();
    }

    private static ColumnProfile ofCells(IntFunction<String> word) {
        return ColumnProfile.of("x", column(word));
    }

    private static WordColumn column(IntFunction<String> word) {
        List<String> cells = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            cells.add(word.apply(row));
        }
        return WordColumn.of(cells);
    }

    @Test
    void numbersAreQuantitiesUnlessTheyNameTheRows() {
        assertThat(ofNumbers("price", row -> row * 0.5)).isEqualTo(ColumnKind.NUMBER);
        assertThat(ofNumbers("rooms", row -> row % 5)).isEqualTo(ColumnKind.NUMBER);
        assertThat(ofNumbers("x", row -> row + 1)).isEqualTo(ColumnKind.ID);
        assertThat(ofNumbers("year", row -> 1960 + row)).isEqualTo(ColumnKind.NUMBER);
        assertThat(ofNumbers("Sample Number", row -> row < 35 ? row : row - 35)).isEqualTo(ColumnKind.ID);
        assertThat(ofNumbers("hour", row -> row % 24)).isEqualTo(ColumnKind.NUMBER);
        assertThat(ofNumbers("customerId", row -> row * 7919 % 1009)).isEqualTo(ColumnKind.ID);
        assertThat(ofNumbers("width", row -> row * 7919 % 1009)).isEqualTo(ColumnKind.NUMBER);
        assertThat(ofNumbers("__null_dask_index__", row -> row * 7919 % 1009)).isEqualTo(ColumnKind.ID);
        assertThat(ofNumbers("height", row -> 3)).isEqualTo(ColumnKind.CONSTANT);
        assertThat(ofNumbers("weight", row -> Double.NaN)).isEqualTo(ColumnKind.CONSTANT);
        assertThat(ofNumbers("weight", row -> row % 2 == 0 ? Double.NaN : 3)).isEqualTo(ColumnKind.NUMBER);
    }

    @Test
    void onlyWordsMayRatherBeNumbers() {
        assertThat(ofCells(row -> "red; blue").doubt()).isEmpty();
        assertThat(ofCells(row -> row % 6 == 0 ? "<0.1" : "0." + (row % 20 + 10))
                        .doubt())
                .contains("50 of 60 cells are numbers, but not (<0.1)");
        assertThat(ofCells(row -> row == 0 ? "none;" : "3." + row).doubt())
                .contains("59 of 60 cells are numbers, but not (none;)");
    }

    @Test
    void codesWithZerosInFrontAreNoNumbers() {
        assertThat(ofCells(row -> row % 6 == 0 ? "02139-4307" : "021" + (row % 20 + 10))
                        .doubt())
                .isEmpty();
    }

    @Test
    void wordsAreLookedAtUntilTooManyAreOthers() {
        WordColumn column = column(row -> "N" + row);
        List<String> looked = new ArrayList<>();

        assertThat(ColumnProfile.mostly(column, "numbers", word -> !looked.add(word)))
                .isEmpty();

        assertThat(looked).hasSize(ROWS / 2);
    }

    @Test
    void aFewRowsAreNoIds() {
        assertThat(ColumnProfile.of("x", new NumberColumn(1, 2, 3, 4)).kind()).isEqualTo(ColumnKind.NUMBER);
    }

    @Test
    void wordsAreCategoriesUnlessTheyNameTheRowsOrAreSentences() {
        assertThat(ofWords("kind", row -> "abc".substring(row % 3, row % 3 + 1)))
                .isEqualTo(ColumnKind.CATEGORY);
        assertThat(ofWords("name", row -> "N" + row)).isEqualTo(ColumnKind.ID);
        assertThat(ofWords("review", row -> "this is the text number " + row)).isEqualTo(ColumnKind.TEXT);
        assertThat(ofWords(
                        "comment", row -> row % 5 == 0 ? "not enough blood" : row % 3 == 0 ? "no blood at all" : null))
                .isEqualTo(ColumnKind.LEAVE_OUT);
        assertThat(ofWords("stage", row -> "adult, one egg stage")).isEqualTo(ColumnKind.CONSTANT);
        assertThat(ofWords("old", row -> row % 2 == 0 ? "Yes" : "no")).isEqualTo(ColumnKind.YES_NO);
        assertThat(ofWords("old", row -> row % 3 == 0 ? "TRUE" : row % 3 == 1 ? "False" : null))
                .isEqualTo(ColumnKind.YES_NO);
        assertThat(ofWords("sex", row -> row % 2 == 0 ? "male" : "female")).isEqualTo(ColumnKind.CATEGORY);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-31, 2024-02-01T13:00:00Z, YEAR_FIRST",
        "31.01.2024, 01.02.2024 13:00, DAY_FIRST",
        "01/31/2024, 02/01/2024, MONTH_FIRST",
        "31/01/2024, 01/02/2024, DAY_FIRST",
        "2024/01/31, 2024/02/01, YEAR_FIRST",
        "31-01-2024, 01-02-2024, DAY_FIRST"
    })
    void datesAreFoundInAnyOrderOfTheirParts(String first, String second, DatePattern pattern) {
        WordColumn column = WordColumn.of(Arrays.asList(first, null, second));

        assertThat(ColumnProfile.of("when", column).kind()).isEqualTo(ColumnKind.DATE);
        assertThat(DatePattern.of(column.words())).contains(pattern);
        assertThat(pattern.seconds(first.strip())).isEqualTo(1_706_659_200);
    }

    @Test
    void whatIsNoDateIsNone() {
        assertThat(DatePattern.of(List.of("2024-13-01"))).isEmpty();
        assertThat(DatePattern.of(List.of("2024-01-01", "soon"))).isEmpty();
        assertThat(DatePattern.of(List.of("31.01.2024", "01.31.2024"))).isEmpty();
        assertThat(DatePattern.YEAR_FIRST.seconds("2024-01-01T02:00:00+02:00"))
                .isEqualTo(DatePattern.YEAR_FIRST.seconds("2024-01-01"));
        assertThat(DatePattern.YEAR_FIRST.seconds("2024-01-01 25:00")).isNaN();
    }
}
