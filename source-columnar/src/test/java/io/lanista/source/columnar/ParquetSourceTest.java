package io.lanista.source.columnar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.djl.data.DataChoice;
import io.lanista.djl.data.DataSources;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.data.DataUse;
import io.lanista.djl.data.NewExamples;
import io.lanista.djl.data.Task;
import io.lanista.djl.file.DataException;
import io.lanista.djl.table.NumberColumn;
import io.lanista.djl.table.Table;
import io.lanista.djl.table.TablePreparation;
import io.lanista.djl.table.WordColumn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.parquet.format.AesGcmV1;
import org.apache.parquet.format.ColumnCryptoMetaData;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.EncryptionAlgorithm;
import org.apache.parquet.format.EncryptionWithFooterKey;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that pyarrow wrote of one table, which lies beside them as {@code people.csv}. */
class ParquetSourceTest {
    private final DataSources sources = DataSources.standard().with(new ParquetSource());

    @TempDir
    private Path folder;

    private static Path file(String name) {
        try {
            return Path.of(Objects.requireNonNull(ParquetSourceTest.class.getResource(name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private DataSplit load(Path file, Map<String, ?> options) {
        Map<String, Object> all = new LinkedHashMap<>(options);
        all.put("path", file.toString());
        return sources.load(sources.infer(file).source(), all, folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "snappy",
                "gzip",
                "zstd",
                "lz4",
                "second-pages",
                "other-encodings",
                "old-times",
            })
    void holdsWhatTheCsvFileHolds(String how) {
        Map<String, ?> options = Map.of("label", "buys", "columns", Map.of("age", "category"));
        DataSplit csv = load(file("people.csv"), options);

        DataSplit parquet = load(file("people-" + how + ".parquet"), options);

        assertThat(parquet.description().fingerprint())
                .isEqualTo(csv.description().fingerprint());
        assertThat(parquet.table().orElseThrow().columns())
                .isEqualTo(csv.table().orElseThrow().columns());
        assertThat(parquet.description().summary())
                .anyMatch(line -> line.contains("people-" + how + ".parquet; label (buys)"));
    }

    @Test
    void newRowsNeedNoLabelAndAreReadAsTheNetworkKnowsThem() {
        DataSplit csv = load(file("people.csv"), Map.of("label", "buys", "columns", Map.of("age", "category")));
        DataUse use = new DataUse(Optional.of(Task.CLASSIFICATION), false, csv.table());

        NewExamples rows = sources.examples(file("people-zstd.parquet"), Map.of(), use);

        Table table = rows.table().orElseThrow();
        assertThat(rows.size()).isEqualTo(60);
        assertThat(csv.table().orElseThrow().encoder(table).width())
                .isEqualTo(csv.table().orElseThrow().features().size());
    }

    @Test
    void newRowsAreReadWithDotsAndCommasWhateverTheirCellsHave() {
        DataSplit trained = load(file("commas.parquet"), Map.of());
        DataUse use = new DataUse(Optional.of(Task.CLASSIFICATION), false, trained.table());

        Table rows =
                sources.examples(file("commas.parquet"), Map.of(), use).table().orElseThrow();

        assertThat(rows.column("kg"))
                .isInstanceOfSatisfying(
                        NumberColumn.class,
                        numbers -> assertThat(new double[] {numbers.value(0), numbers.value(39)})
                                .containsExactly(1.131, 4.914));
        assertThat(rows.column("size"))
                .isInstanceOfSatisfying(
                        WordColumn.class, words -> assertThat(words.words()).containsExactlyInAnyOrder("1,5", "2,5"));
    }

    @Test
    void rowsOfOneColumnAreRowsWhereTheirCellIsMissing() {
        DataSplit trained = load(file("genres.parquet"), Map.of());
        DataUse use = new DataUse(Optional.of(Task.CLASSIFICATION), false, trained.table());

        Table rows = sources.examples(file("one-column.parquet"), Map.of(), use)
                .table()
                .orElseThrow();

        assertThat(rows.names()).containsExactly("genres");
        assertThat(rows.size()).isEqualTo(40);
        assertThat(rows.column("genres")).isInstanceOfSatisfying(WordColumn.class, words -> {
            assertThat(words.words()).containsExactlyInAnyOrder("Drama|Comedy", "Horror|War");
            assertThat(IntStream.range(0, 40).filter(words::isMissing)).containsExactly(0, 10, 20, 30);
        });
    }

    @Test
    void theIndexOfPandasIsNoFeatureNorTheLabel() {
        DataSplit split = load(file("index.parquet"), Map.of());

        TablePreparation table = split.table().orElseThrow();
        assertThat(table.labels()).containsExactly("y");
        assertThat(table.leftOut()).containsExactly("__index_level_0__");
        assertThat(split.description().summary())
                .anyMatch(line -> line.contains("left out: __index_level_0__ (id: the index of pandas)"));
    }

    @Test
    void waysOutAreThoseOfThisFormat() {
        assertThatThrownBy(() -> load(file("zero.parquet"), Map.of()))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("(text)", "U+0000", "Maybe write the file without it");
        assertThatThrownBy(() -> load(file("one-column.parquet"), Map.of()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Maybe take a file with more columns")
                .hasMessageNotContaining("option");
    }

    @Test
    void partsInAFolderAreOneTable() throws IOException {
        Path parts = Files.createDirectory(folder.resolve("parts.parquet"));
        Files.copy(file("empty-groups.parquet"), parts.resolve("part.10.parquet"));
        Files.copy(file("empty.parquet"), parts.resolve("part.9.parquet"));
        Files.copy(file("empty-groups.parquet"), parts.resolve("part.2.parquet"));
        Files.createFile(parts.resolve("_SUCCESS"));
        Files.createFile(parts.resolve(".part.2.parquet.crc"));

        assertThat(sources.infer(parts).source()).isEqualTo("parquet");
        assertThat(text(parts)).isEqualTo("a,s\n0,x\n1,x\n0,x\n0,x\n1,x\n0,x\n");

        Files.copy(file("genres.parquet"), parts.resolve("other.parquet"));
        assertThatThrownBy(() -> load(parts, Map.of()))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("(other.parquet) and (part.2.parquet)", "[genres, y] and [a, s]");
        Files.createFile(parts.resolve("notes.txt"));
        assertThat(new ParquetSource().recognises(parts)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"_delta_log, Delta Lake", ".hoodie, Hudi", "_temporary, a program writes it"})
    void aFolderThatHoldsMoreThanOneTableIsRefused(String mark, String told) throws IOException {
        Path parts = Files.createDirectory(folder.resolve("parts.parquet"));
        Files.copy(file("empty-groups.parquet"), parts.resolve("part.2.parquet"));
        Files.createDirectory(parts.resolve(mark));

        assertThatThrownBy(() -> load(parts, Map.of()))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("parts.parquet", mark, told);
    }

    @Test
    void aFolderOfPartsIsTrainedWithAndPredicted() throws IOException {
        Path parts = Files.createDirectory(folder.resolve("genres"));
        Files.copy(file("genres.parquet"), parts.resolve("1.parquet"));
        Files.copy(file("genres.parquet"), parts.resolve("2.parquet"));
        DataSplit trained = load(parts, Map.of());
        DataUse use = new DataUse(Optional.of(Task.CLASSIFICATION), false, trained.table());

        assertThat(sources.examples(parts, Map.of(), use).size()).isEqualTo(80);
    }

    @Test
    void groupsWithoutRowsArePassed() throws IOException {
        assertThat(text(file("empty-groups.parquet"))).isEqualTo("a,s\n0,x\n1,x\n0,x\n");
        assertThatThrownBy(() -> text(file("empty.parquet")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("empty.parquet) has no rows");
    }

    @Test
    void numbersWithoutASignAreOfAllSizes() throws IOException {
        assertThat(text(file("unsigned.parquet")))
                .isEqualTo("u8,u16,u32,u64,i32\n0,1,2,3,-1\n255,65535,4294967295,18446744073709551615,4\n");
    }

    @Test
    void halvesAndUniqueIdsAreRead() throws IOException {
        List<List<String>> rows = cells(file("types.parquet"));

        assertThat(column(rows, 0))
                .containsExactly("half", "1", "-2.5", "5.9604645E-8", "65504", "Infinity", "", "12.3359375", "-0");
        assertThat(column(rows, 1)).startsWith("id", "00000000-0000-0000-0000-000000000000");
        assertThat(column(rows, 1)).contains("00000002-468a-cf13-579b-de02468acf12");
    }

    @Test
    void wholeNumbersAreWrittenWithoutAFraction() throws IOException {
        List<List<String>> rows = cells(file("types.parquet"));

        assertThat(column(rows, 2))
                .containsExactly("x", "3", "-7", "0.5", "1.0E20", "-0", "1.0E300", "9007199254740991", "");
        assertThat(column(rows, 3)).containsExactly("f", "3", "-7", "0.5", "1.0E20", "-0", "16777216", "1.25", "");
    }

    @Test
    void whatIsNotReadIsNamed() throws IOException {
        Path intervals = changed("types.parquet", meta -> {
            SchemaElement column = meta.getSchema().get(1);
            column.unsetLogicalType();
            column.setConverted_type(ConvertedType.INTERVAL);
        });
        assertThatThrownBy(() -> text(intervals))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("(half)", "intervals", "Maybe");
        assertThatThrownBy(() -> text(changed(
                        "types.parquet",
                        meta -> meta.setEncryption_algorithm(EncryptionAlgorithm.AES_GCM_V1(new AesGcmV1())))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is encrypted");
        assertThatThrownBy(() -> text(changed(
                        "types.parquet",
                        meta -> meta.getRow_groups()
                                .get(0)
                                .getColumns()
                                .get(1)
                                .setCrypto_metadata(
                                        ColumnCryptoMetaData.ENCRYPTION_WITH_FOOTER_KEY(new EncryptionWithFooterKey()))
                                .unsetMeta_data())))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is encrypted");
    }

    @Test
    void rowsThatAreMissingOrTooManyAreDamage() {
        List<Consumer<FileMetaData>> changes = List.of(
                meta -> meta.setNum_rows(7),
                meta -> meta.getRow_groups().get(0).setNum_rows(7),
                meta -> meta.setNum_rows(7).getRow_groups().get(0).setNum_rows(7),
                meta -> meta.getRow_groups()
                        .get(0)
                        .getColumns()
                        .get(1)
                        .getMeta_data()
                        .setNum_values(9),
                meta -> meta.getRow_groups().get(0).getColumns().remove(1));
        for (Consumer<FileMetaData> change : changes) {
            assertThatThrownBy(() -> text(changed("types.parquet", change)))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("is damaged");
        }
    }

    /** A file whose footer is another one. */
    private Path changed(String name, Consumer<FileMetaData> change) throws IOException {
        byte[] bytes = Files.readAllBytes(file(name));
        int length = ByteBuffer.wrap(bytes, bytes.length - 8, 4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
        int pages = bytes.length - 8 - length;
        FileMetaData meta = Util.readFileMetaData(new ByteArrayInputStream(bytes, pages, length));
        change.accept(meta);
        ByteArrayOutputStream footer = new ByteArrayOutputStream();
        Util.writeFileMetaData(meta, footer);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(bytes, 0, pages);
        file.writeBytes(footer.toByteArray());
        file.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(footer.size())
                .array());
        file.writeBytes("PAR1".getBytes(StandardCharsets.US_ASCII));
        return Files.write(folder.resolve(name), file.toByteArray());
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = new ParquetSource().open(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<List<String>> cells(Path file) throws IOException {
        return text(file).lines().map(line -> List.of(line.split(",", -1))).toList();
    }

    private static List<String> column(List<List<String>> rows, int place) {
        return rows.stream().map(row -> row.get(place)).toList();
    }

    @Test
    void optionsAreThoseOfTablesButForHowTextIsWritten() {
        assertThat(new ParquetSource().options())
                .extracting(option -> option.name())
                .contains("label", "test_path", "missing", "columns", "numbers", "group", "time", "weight")
                .doesNotContain("separator", "decimal", "encoding", "header");
        assertThat(sources.infer(file("people-zstd.parquet")))
                .isEqualTo(new DataChoice(
                        "parquet", Map.of("path", file("people-zstd.parquet").toString())));
    }

    @Test
    void whatNoTableHasIsNamedWithAWayOut() {
        assertThatThrownBy(() -> load(file("lists.parquet"), Map.of()))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("(scores)", "lists or structures", "Maybe");
        assertThatThrownBy(() -> load(file("brotli.parquet"), Map.of()))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("(BROTLI)", "Maybe write the file with snappy");
    }

    @Test
    void damageIsToldInASentence() throws IOException {
        Path copy = folder.resolve("copy.parquet");
        byte[] whole = Files.readAllBytes(file("people-checksums.parquet"));
        for (int length : new int[] {0, 3, 100, whole.length - 1}) {
            Files.write(copy, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> load(copy, Map.of()))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("doesn't end as one in Parquet's format does");
        }
        Random random = new Random(1);
        int damaged = 0;
        for (int round = 0; round < 300; round++) {
            Files.write(copy, damaged(whole, 8, whole.length, random));
            damaged += fingerprint(copy).isEmpty() ? 1 : 0;
        }
        assertThat(damaged).isGreaterThan(100);
    }

    @Test
    void whatIsReadOfDamagedPagesWithChecksumsIsRight() throws IOException {
        byte[] whole = Files.readAllBytes(file("people-checksums.parquet"));
        int footer = ByteBuffer.wrap(whole, whole.length - 8, 4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
        String right = fingerprint(file("people-checksums.parquet")).orElseThrow();
        Path copy = folder.resolve("copy.parquet");
        Random random = new Random(1);
        int damaged = 0;
        for (int round = 0; round < 300; round++) {
            Files.write(copy, damaged(whole, 1, whole.length - 8 - footer, random));
            Optional<String> read = fingerprint(copy);
            assertThat(read.orElse(right)).isEqualTo(right);
            damaged += read.isEmpty() ? 1 : 0;
        }
        assertThat(damaged).isGreaterThan(100);
    }

    private static byte[] damaged(byte[] whole, int places, int end, Random random) {
        byte[] changed = whole.clone();
        for (int i = 0; i < places; i++) {
            changed[random.nextInt(end)] ^= (byte) (1 + random.nextInt(255));
        }
        return changed;
    }

    /** Of the examples; empty if a sentence refuses the file, and nothing else may come of it. */
    private Optional<String> fingerprint(Path file) {
        try {
            return Optional.of(load(file, Map.of("label", -1L)).description().fingerprint());
        } catch (DataException e) {
            assertThat(e.getMessage()).contains("Maybe").hasSizeLessThan(600);
            return Optional.empty();
        } catch (UncheckedIOException e) {
            throw new AssertionError(e);
        }
    }
}
