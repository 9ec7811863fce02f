package io.lanista.djl.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.option.Option;
import io.lanista.djl.table.NumberColumn;
import io.lanista.djl.table.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Examples of sources that say nothing of data for a trained network. */
class NewExamplesTest {
    @TempDir
    private Path folder;

    /** A source that gives what it holds for any file that ends in {@code .own}. */
    private record Own(RawData data) implements DataSource {
        @Override
        public String name() {
            return "own";
        }

        @Override
        public List<Option<?>> options() {
            return List.of(Option.requiredText("path", "any file"));
        }

        @Override
        public boolean recognises(Path path) {
            return path.toString().endsWith(".own");
        }

        @Override
        public RawData open(DataRequest request) {
            return data;
        }
    }

    private NewExamples examples(RawData data) throws IOException {
        Path file = Samples.write(folder.resolve("data.own"), "");
        return DataSources.of(List.of(new Own(data))).examples(file, Map.of(), DataUse.ANY);
    }

    @Test
    void areTheTestPartIfThereIsOne() throws IOException {
        DataSet train =
                DataSet.classification(new long[] {1}, List.of("a", "b"), new float[] {1, 2, 3}, new int[] {0, 1, 1});
        DataSet test = DataSet.classification(new long[] {1}, List.of("a", "b"), new float[] {5, 6}, new int[] {1, 0});

        NewExamples all = examples(DataParts.of(train));
        NewExamples tested = examples(DataParts.of(train).withTest(test));

        assertThat(all.size()).isEqualTo(3);
        assertThat(tested.size()).isEqualTo(2);
        assertThat(tested.values(1)).containsExactly(6);
        assertThat(tested.classes().orElseThrow().apply(0)).isEqualTo("b");
        assertThat(tested.numbers()).isEmpty();
        assertThat(tested.table()).isEmpty();
    }

    @Test
    void haveTheNumbersThatAreToBePredicted() throws IOException {
        DataSet pairs = DataSet.regression(new long[] {1}, new float[] {1, 2}, new double[] {10, 20, 30, 40}, 2);

        NewExamples examples = examples(DataParts.of(pairs));

        assertThat(examples.classes()).isEmpty();
        assertThat(examples.numbers().orElseThrow().apply(1)).containsExactly(30, 40);
    }

    @Test
    void areTheRowsOfATable() throws IOException {
        Table table = Table.of(
                List.of("x", "y"),
                List.of(new NumberColumn(new double[] {1, 2}), new NumberColumn(new double[] {.5, .7})));

        NewExamples examples = examples(TableData.of(table, TableRoles.predicting("y", DataUse.ANY)));

        assertThat(examples.table()).isEqualTo(Optional.of(table));
        assertThat(examples.size()).isEqualTo(2);
    }
}
