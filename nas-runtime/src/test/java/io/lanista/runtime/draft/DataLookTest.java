package io.lanista.runtime.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.option.Option;
import io.lanista.djl.data.DataRequest;
import io.lanista.djl.data.DataSource;
import io.lanista.djl.data.DataSources;
import io.lanista.djl.data.NewExamples;
import io.lanista.djl.data.RawData;
import io.lanista.djl.data.TableData;
import io.lanista.djl.data.TableRoles;
import io.lanista.djl.file.DataException;
import io.lanista.djl.table.NumberColumn;
import io.lanista.djl.table.Table;
import io.lanista.djl.table.WordColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order of rows that a source of a plug-in gives. */
class DataLookTest {
    private static final Option<String> KEY = Option.text("key", "", "what opens the file");
    private static final Option<String> PATH = Option.text("path", "", "the file");
    private static final int ROWS = 200;

    @TempDir
    private Path folder;

    /** Days in their order, which are read with a key only. */
    private record Days(Function<Table, NewExamples> again) implements DataSource {
        @Override
        public String name() {
            return "days";
        }

        @Override
        public List<Option<?>> options() {
            return List.of(PATH, KEY);
        }

        @Override
        public boolean recognises(Path path) {
            return path.toString().endsWith(".days");
        }

        @Override
        public RawData open(DataRequest request) {
            return TableData.of(table(request), TableRoles.predicting("sold", request.use()));
        }

        @Override
        public NewExamples examples(DataRequest request) {
            return again.apply(table(request));
        }

        private static Table table(DataRequest request) {
            if (!request.options().get(KEY).equals("open")) {
                throw new DataException("The key is missing.");
            }
            return Table.of(
                    List.of("day", "shop", "sold"),
                    List.of(
                            WordColumn.of(IntStream.range(0, ROWS)
                                    .mapToObj(row -> LocalDate.of(2024, 1, 1)
                                            .plusDays(row)
                                            .toString())
                                    .toList()),
                            WordColumn.of(IntStream.range(0, ROWS)
                                    .mapToObj(row -> row % 3 == 0 ? "north" : "south")
                                    .toList()),
                            new NumberColumn(IntStream.range(0, ROWS)
                                    .mapToDouble(row -> row * 7 % 31 + 0.5)
                                    .toArray())));
        }
    }

    private Optional<String> order(Function<Table, NewExamples> again) throws IOException {
        Path file = Files.writeString(folder.resolve("shop.days"), "");
        DraftRequest request = new DraftRequest(
                file, Optional.empty(), Optional.empty(), Optional.empty(), Map.of("key", "open", "validation", 0.3));
        DataLook look = DataLook.at(request, DataSources.standard().with(new Days(again)));
        assertThat(look.source()).isEqualTo("days");
        return look.time();
    }

    @Test
    void aSourceIsAskedForItsRowsWithTheOptionsThatItWasOpenedWith() throws IOException {
        assertThat(order(NewExamples::of)).contains("day");
    }

    @Test
    void rowsThatAreNotGivenAgainHaveNoOrder() throws IOException {
        assertThat(order(table -> NewExamples.of(table.size(), new long[] {1}, row -> new float[1])))
                .isEmpty();
        assertThat(order(table -> {
                    throw new IllegalStateException("made for this test");
                }))
                .isEmpty();
    }
}
