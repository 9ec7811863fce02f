package io.lanista.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Strategy;
import io.lanista.api.trial.Direction;
import io.lanista.bench.Contender;
import io.lanista.bench.ResultsTable;
import io.lanista.bench.TableBudget;
import io.lanista.bench.TableColumns;
import io.lanista.bench.TableIndex;
import io.lanista.bench.TabularBenchmark;
import io.lanista.bench.TabularResult;
import io.lanista.layer.LayerCatalogue;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.Stopping;
import io.lanista.runtime.plugin.Lease;
import io.lanista.runtime.text.ModelText;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The table that {@code nas benchmark table} made of the space in {@code small-table}. */
class SmallTableTest {
    private static final List<String> NOISE = List.of("accuracy_s0", "accuracy_s1", "accuracy_s2");

    private final SearchSpace space =
            SearchSpace.of(ModelText.read(Path.of("small-table", "space.yaml"), LayerCatalogue.standard())
                    .model());
    private final ResultsTable table = ResultsTable.read(Path.of("small-table", "table.csv"));

    @Test
    void itHoldsEveryNetworkOfTheSpace() {
        TableIndex index = TableIndex.of(table, space, "");
        assertThat(space.enumerate().map(index::row)).hasSize(64).doesNotHaveDuplicates();
    }

    @Test
    void theAccuracyIsTheMeanOverTheSeeds() {
        double[] mean = table.numbers("accuracy");
        List<double[]> seeds = NOISE.stream().map(table::numbers).toList();
        for (int row = 0; row < mean.length; row++) {
            int at = row;
            assertThat(seeds.stream().mapToDouble(seed -> seed[at]).average().orElseThrow())
                    .isCloseTo(mean[row], within(1e-5));
        }
        assertThat(Arrays.stream(mean).max().orElseThrow()).isGreaterThan(0.8);
    }

    @Test
    void aSearchThatTriesEverythingFindsTheBest() throws InterruptedException {
        TabularBenchmark benchmark = new TabularBenchmark(
                table,
                space,
                LayerCatalogue.standard(),
                TableColumns.of("accuracy", "test_accuracy").withNoise(NOISE).withCost("seconds", 1),
                Direction.MAXIMIZE,
                List.of(TableBudget.evaluations(8), TableBudget.evaluations(64)),
                20,
                Stopping.NONE,
                OptionalDouble.of(0));
        try (NasRuntime nas = NasRuntime.builder().build();
                Lease<Strategy> random = nas.lease(Strategy.class, "random")) {
            List<TabularResult.AtBudget> at = benchmark
                    .run(List.of(Contender.of(random.get(), Map.of())), 2)
                    .results()
                    .get(0)
                    .budgets();
            assertThat(at.get(0).report().mean()).isLessThan(at.get(1).report().mean());
            assertThat(at.get(1).objective().mean()).isGreaterThan(0.8);
            assertThat(at.get(1).distinct()).isEqualTo(64);
        }
    }
}
