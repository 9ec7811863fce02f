package io.lanista.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.api.option.OptionException;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Direction;
import io.lanista.djl.data.DataSources;
import io.lanista.djl.proxy.Proxy;
import io.lanista.djl.proxy.ProxyMeter;
import io.lanista.djl.train.TrainingSetup;
import io.lanista.layer.LayerCatalogue;
import io.lanista.runtime.experiment.WarmStart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxyBenchmarkTest {
    private static final String SCORES = """
            ops,expressivity,progressivity,trainability,complexity,nwot
            00,5,5,5,5,2
            01,1,1,1,1,1
            10,2,2,2,2,0
            11,9,9,9,9,3
            20,3,3,3,3,0
            """;

    @TempDir
    Path folder;

    @Test
    void eachProxyIsComparedWithTheTable() throws IOException, InterruptedException {
        SearchSpace space = SearchSpace.of(Model.named("perceptron")
                .input("image", 1, 8, 8)
                .then("flatten", Layer.of("flatten"))
                .then("hidden", Layer.of("linear", "units", Value.choice("units", 2, 4, 8, 16, 32)))
                .then("relu", Layer.of("relu"))
                .then("head", Layer.of("linear", "units", Model.OUTPUTS))
                .build());
        ResultsTable table = SmallTable.table(folder, "units,accuracy\n2,0.1\n4,0.2\n8,0.4\n16,\n32,0.3\n");
        ProxyMeter meter = new ProxyMeter(
                TrainingSetup.of(
                        DataSources.standard().load("glyphs", Map.of("size", 8, "per_class", 10), Path.of(""))),
                16,
                1);
        List<Proxy> told = new ArrayList<>();
        ProxyBenchmark.Comparison comparison = new ProxyBenchmark(table, space, "", "accuracy", 100, 1)
                .run(
                        meter,
                        List.of(Proxy.PARAMS, Proxy.TRAINABILITY, Proxy.AZ_NAS),
                        2,
                        result -> told.add(result.proxy()));
        assertThat(told).containsExactly(Proxy.PARAMS, Proxy.TRAINABILITY, Proxy.AZ_NAS);
        assertThat(comparison.known()).as("without the empty cell").containsExactlyInAnyOrder(0.1, 0.2, 0.4, 0.3);
        // Of four, the two best are the other way round: 1 − 6 · 2 / (4 · 15), and (5 − 1) / 6.
        ProxyBenchmark.Result params = comparison.results().get(0);
        assertThat(params.spearman()).isEqualTo(0.8);
        assertThat(params.kendall()).isEqualTo(4 / 6.0);
        assertThat(params.toMap()).containsOnlyKeys("name", "spearman", "kendall", "seconds");
        assertThat(comparison.results().get(1).seconds())
                .as("one pass gives the sum and its parts")
                .isEqualTo(comparison.results().get(2).seconds());
    }

    @Test
    void aStrategyBeginsWithTheBestByKnownScores() throws IOException, InterruptedException {
        ResultsTable scores = SmallTable.table(folder, SCORES);
        SearchSpace space = SmallTable.space();
        Contender plain = Contender.of(new SmallTable.InOrder(1), Map.of());
        WarmStart start = WarmStart.of("az-nas", Map.of("draws", 5, "trials", 2));
        Contender warm = plain.after(new KnownScores(scores, space, Proxy.AZ_NAS), start);
        assertThat(warm.name()).isEqualTo("in-order after the best 2 of 5 draws by the proxy 'az-nas' on 32 examples");
        TabularResult result = new TabularBenchmark(
                        SmallTable.table(folder, SmallTable.DIGITS),
                        space,
                        LayerCatalogue.standard(),
                        TableColumns.of("valid", "test"),
                        Direction.MAXIMIZE,
                        List.of(TableBudget.evaluations(1), TableBudget.evaluations(4), TableBudget.evaluations(8)),
                        3)
                .run(List.of(warm), 2)
                .results()
                .get(0);
        assertThat(result.budgets())
                .as("the fourth row, the first one, then all in order")
                .extracting(at -> at.objective().mean())
                .containsExactly(40.0, 40.0, 60.0);
        assertThat(result.budgets()).extracting(at -> at.distinct()).containsExactly(1.0, 3.0, 6.0);
    }

    @Test
    void aTableOfScoresThatIsTooSmallIsRefused() throws IOException {
        KnownScores scores = new KnownScores(SmallTable.table(folder, SCORES), SmallTable.space(), Proxy.NWOT);
        assertThatThrownBy(() -> scores.draw(SmallTable.space(), 6, new SplittableRandom(1)))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("gave (5) of (6) draws");
    }
}
