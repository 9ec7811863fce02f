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
import io.lanista.djl.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
        byte[] whole = Files.readAllBytes(file("people-snappy.parquet"));
        for (int length : new int[] {0, 3, 100, whole.length - 1}) {
            Files.write(copy, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> load(copy, Map.of()))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("doesn't end as one in Parquet's format does");
        }
        Random random = new Random(1);
        int damaged = 0;
        for (int round = 0; round < 300; round++) {
            byte[] changed = whole.clone();
            for (int i = 0; i < 8; i++) {
                changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
            }
            Files.write(copy, changed);
            damaged += isRefused(copy) ? 1 : 0;
        }
        assertThat(damaged).isGreaterThan(100);
    }

    /** Reads it; fails if anything but a sentence comes of it. */
    private boolean isRefused(Path file) {
        try {
            load(file, Map.of("label", -1L));
            return false;
        } catch (DataException e) {
            assertThat(e.getMessage()).contains("Maybe").hasSizeLessThan(600);
            return true;
        } catch (UncheckedIOException e) {
            throw new AssertionError(e);
        }
    }
}
