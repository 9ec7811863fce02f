package io.lanista.djl.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lanista.djl.file.DataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablePreparationTest {
    private static final Table TABLE = Table.of(
            List.of("age", "kind", "old", "when"),
            List.of(
                    new NumberColumn(1, 2, Double.NaN, 6, 100),
                    WordColumn.of(Arrays.asList("b", "a", "b", null, "c")),
                    WordColumn.of(List.of("no", "Yes", "NO", "yes", "no")),
                    WordColumn.of(List.of("2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04", "2024-01-05"))));

    private static TablePreparation learn(CategoryForm form, int... rows) {
        List<ColumnProfile> profiles = TABLE.names().stream()
                .map(name -> ColumnProfile.of(name, TABLE.column(name)))
                .toList();
        return new TablePreparation(
                TablePreparation.learn(TABLE, profiles, form, NumberForm.STANDARDIZE, rows),
                List.of("id"),
                List.of("y"),
                List.of("a", "b"),
                Optional.of(new Dialect(StandardCharsets.UTF_8, ';', DecimalMark.COMMA, true)),
                List.of("unknown"));
    }

    private static float[] row(TablePreparation preparation, Table table, int row) {
        Encoder encoder = preparation.encoder(table);
        float[] values = new float[encoder.width()];
        encoder.encode(row, values, 0);
        return values;
    }

    @Test
    void everythingIsLearntOnTheGivenRowsOnly() {
        TablePreparation preparation = learn(CategoryForm.ONE_HOT, 0, 1, 2, 3);

        NumberPreparation age = (NumberPreparation) preparation.columns().get(0);
        assertThat(age.mean()).isEqualTo(3);
        assertThat(age.deviation()).isCloseTo(Math.sqrt(14.0 / 3), within(1e-12));
        assertThat(age.fill()).isEqualTo(2);
        assertThat(((CategoryPreparation) preparation.columns().get(2)).levels())
                .containsExactly("a", "b");
        assertThat(preparation.features().stream().map(Feature::name))
                .containsExactly("age", "age missing", "when", "kind=a", "kind=b", "kind missing", "old");
        assertThat(preparation.numbers()).isEqualTo(3);
    }

    @Test
    void cellsBecomeNumbers() {
        TablePreparation preparation = learn(CategoryForm.ONE_HOT, 0, 1, 2, 3);
        float deviation = (float) Math.sqrt(14.0 / 3);

        assertThat(row(preparation, TABLE, 1)).startsWith(-1 / deviation, 0).endsWith(1, 0, 0, 1);
        assertThat(row(preparation, TABLE, 2)).startsWith(-1 / deviation, 1).endsWith(0, 1, 0, 0);
        assertThat(row(preparation, TABLE, 3)).startsWith(3 / deviation, 0).endsWith(0, 0, 1, 1);
        // The word c is in no training row.
        assertThat(row(preparation, TABLE, 4)).startsWith(97 / deviation, 0).endsWith(0, 0, 0, 0);
    }

    @Test
    void whatNoTrainingRowHasIsCounted() {
        Encoder encoder = learn(CategoryForm.ONE_HOT, 0, 1, 2, 3).encoder(TABLE);

        encoder.encode(4, new float[encoder.width()], 0);

        assertThat(encoder.surprises()).containsExactly(Map.entry("kind", 1));
    }

    @Test
    void onlyEncodedRowsTellOfAnotherUnit() {
        Encoder encoder = learn(CategoryForm.ONE_HOT, 0, 1, 2, 3).encoder(TABLE);
        float[] to = new float[encoder.width()];

        encoder.encode(0, to, 0);
        assertThat(encoder.shifts()).isEmpty();

        Encoder other = learn(CategoryForm.ONE_HOT, 0, 1, 2, 3).encoder(TABLE);
        other.encode(4, to, 0);
        assertThat(other.shifts()).singleElement().asString().contains("1 of 1 numbers of the column (age)", "(100)");
    }

    @Test
    void equalNumbersHaveNoRangeThatOthersAreFarFrom() {
        Table table = Table.of(List.of("x"), List.of(new NumberColumn(7, 7, 8)));
        List<ColumnProfile> profiles = List.of(ColumnProfile.of("x", table.column("x")));
        Encoder encoder = new TablePreparation(
                        TablePreparation.learn(table, profiles, CategoryForm.ONE_HOT, NumberForm.QUANTILE, 0, 1),
                        List.of(),
                        List.of("y"),
                        List.of(),
                        Optional.empty(),
                        List.of())
                .encoder(table);

        encoder.encode(2, new float[encoder.width()], 0);

        assertThat(encoder.shifts()).isEmpty();
    }

    @Test
    void numbersThatAreAllMissingTellNothing() {
        Table empty = Table.of(
                TABLE.names(),
                List.of(
                        WordColumn.of(Arrays.asList((String) null)),
                        WordColumn.of(List.of("a")),
                        WordColumn.of(List.of("no")),
                        WordColumn.of(List.of("2024-01-01"))));
        Encoder encoder = learn(CategoryForm.ONE_HOT, 0, 1, 2, 3).encoder(empty);

        encoder.encode(0, new float[encoder.width()], 0);

        assertThat(encoder.shifts()).isEmpty();
    }

    @Test
    void categoriesMayBeCodesForAnEmbedding() {
        TablePreparation preparation = learn(CategoryForm.CODES, 0, 1, 2, 3);

        CategoryPreparation kind = (CategoryPreparation) preparation.columns().get(2);
        assertThat(kind.codes()).isEqualTo(4);
        assertThat(row(preparation, TABLE, 0)[3]).isEqualTo(2);
        assertThat(row(preparation, TABLE, 1)[3]).isEqualTo(1);
        assertThat(row(preparation, TABLE, 3)[3]).isEqualTo(3);
        assertThat(row(preparation, TABLE, 4)[3]).isZero();
    }

    @Test
    void aLargeOffsetDoesNotHideSmallDifferences() {
        Table seconds =
                Table.of(List.of("t"), List.of(new NumberColumn(1_700_000_001.5, 1_700_000_002.5, 1_700_000_003.5)));
        TablePreparation preparation = new TablePreparation(
                TablePreparation.learn(
                        seconds,
                        List.of(ColumnProfile.of("t", seconds.column("t"))),
                        CategoryForm.ONE_HOT,
                        NumberForm.STANDARDIZE,
                        0,
                        1,
                        2),
                List.of(),
                List.of("y"),
                List.of(),
                Optional.empty(),
                List.of());

        float unit = (float) Math.sqrt(1.5);
        assertThat(row(preparation, seconds, 0)[0]).isCloseTo(-unit, within(1e-6f));
        assertThat(row(preparation, seconds, 1)[0]).isZero();
    }

    @Test
    void datesTellElapsedTimeAndWhereInYearWeekAndDay() {
        String[] cells = new String[200];
        Arrays.setAll(cells, i -> java.time.LocalDateTime.of(2023, 1, 2, 6, 0).plusDays(i) + ":00");
        Table table = Table.of(List.of("when"), List.of(WordColumn.of(Arrays.asList(cells))));
        int[] rows = java.util.stream.IntStream.range(0, 200).toArray();
        TablePreparation preparation = new TablePreparation(
                TablePreparation.learn(
                        table,
                        List.of(ColumnProfile.of("when", table.column("when"))),
                        CategoryForm.ONE_HOT,
                        NumberForm.STANDARDIZE,
                        rows),
                List.of(),
                List.of("y"),
                List.of(),
                Optional.empty(),
                List.of());

        assertThat(preparation.features()).hasSize(7);
        float[] first = row(preparation, table, 0);
        float[] weekLater = row(preparation, table, 7);
        assertThat(first[0]).isLessThan(weekLater[0]);
        assertThat(first[3]).isCloseTo(weekLater[3], within(1e-5f));
        assertThat(first[4]).isCloseTo(weekLater[4], within(1e-5f));
        assertThat(first[5]).isCloseTo(1, within(1e-5f)); // Six in the morning: a quarter of the day.
        assertThat(first[6]).isCloseTo(0, within(1e-5f));
    }

    @Test
    void itIsStoredAndReadBack() {
        TablePreparation preparation = learn(CategoryForm.ONE_HOT, 0, 1, 2, 3);

        assertThat(TablePreparation.fromMap(preparation.asMap())).isEqualTo(preparation);
        assertThat(TablePreparation.fromMap(preparation.unscaled().asMap())).isEqualTo(preparation.unscaled());
    }

    @Test
    void aChangedFileIsRefusedWithWhatIsWrongInIt() {
        assertThatThrownBy(() ->
                        TablePreparation.fromMap(Map.of("columns", List.of(Map.of("name", "a", "kind", "number")))))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("(a)", "(mean)");
        assertThatThrownBy(
                        () -> TablePreparation.fromMap(Map.of("columns", List.of(Map.of("name", "a", "kind", "id")))))
                .isInstanceOf(DataException.class);
    }

    @Test
    void newRowsAreReadByTheNamesOfTheirColumns(@TempDir Path folder) throws IOException {
        TablePreparation preparation = learn(CategoryForm.ONE_HOT, 0, 1, 2, 3);
        Path file = Files.writeString(
                folder.resolve("new.csv"),
                "note,when,old,kind,age\nhello,2024-01-02,yes,a,2\nbye,2024-01-01,no,unknown,?\n");

        TableFile read = preparation.read(file);

        assertThat(row(preparation, read.table(), 0)).isEqualTo(row(preparation, TABLE, 1));
        assertThat(row(preparation, read.table(), 1))
                .startsWith(row(preparation, TABLE, 2)[0], 1)
                .endsWith(0, 0, 1, 0);
        assertThat(preparation.unknown(read.table())).containsExactly("note");
        Path without = Files.writeString(folder.resolve("less.csv"), "age,old\n1,yes\n2,no\n");
        assertThatThrownBy(() -> preparation.encoder(preparation.read(without).table()))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("(when, kind)", "Available: age, old");
    }
}
