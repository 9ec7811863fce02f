package io.lanista.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lanista.api.trial.Direction;
import io.lanista.api.trial.Objective;
import io.lanista.base.random.Seeds;
import io.lanista.layer.LayerArchitectures;
import io.lanista.layer.LayerCatalogue;
import io.lanista.runtime.experiment.Stopping;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TabularBenchmarkTest {
    private static final Contender IN_ORDER = Contender.of(new SmallTable.InOrder(1), Map.of());

    @TempDir
    Path folder;

    private ResultsTable table;

    @BeforeEach
    void read() throws IOException {
        table = SmallTable.table(folder, SmallTable.DIGITS);
    }

    private TabularResult run(Contender contender, TableColumns columns, Direction direction, TableBudget... budgets)
            throws InterruptedException {
        return new TabularBenchmark(
                        table, SmallTable.space(), LayerCatalogue.standard(), columns, direction, List.of(budgets), 4)
                .run(List.of(contender), 2)
                .results()
                .get(0);
    }

    @Test
    void theIncumbentIsTheBestSoFarAtEachBudget() throws InterruptedException {
        TabularResult result = run(
                IN_ORDER,
                TableColumns.of("valid", "test"),
                Direction.MAXIMIZE,
                TableBudget.evaluations(2),
                TableBudget.evaluations(6));
        assertThat(result.budgets()).extracting(at -> at.objective().mean()).containsExactly(20.0, 60.0);
        assertThat(result.budgets()).extracting(at -> at.report().mean()).containsExactly(2.0, 6.0);
        assertThat(result.budgets()).extracting(TabularResult.AtBudget::optimum).containsExactly(0.0, 1.0);
    }

    /** The objective rises, and so does the time: all six rows are on the front of the table. */
    @Test
    void withSeveralObjectivesTheHypervolumeIsAShareOfTheTables() throws InterruptedException {
        TabularResult result = run(
                IN_ORDER,
                TableColumns.of("valid", "test").withOthers(List.of(Objective.minimize("time"))),
                Direction.MAXIMIZE,
                TableBudget.evaluations(3),
                TableBudget.evaluations(6));

        assertThat(result.budgets().get(0).hypervolume().orElseThrow().mean())
                .as("20 times 5, of which all that is above the worst is dominated by the third row")
                .isEqualTo(1);
        assertThat(result.budgets().get(1).hypervolume().orElseThrow().mean()).isEqualTo(1);
        TabularResult backwards = run(
                IN_ORDER,
                TableColumns.of("valid", "test").withOthers(List.of(Objective.maximize("time"))),
                Direction.MAXIMIZE,
                TableBudget.evaluations(4),
                TableBudget.evaluations(6));
        assertThat(backwards.budgets())
                .extracting(at -> at.hypervolume().orElseThrow().mean())
                .containsExactly(0.6, 1.0);
        assertThat(backwards.toMap().toString()).contains("hypervolume={mean=0.6, std=0.0");
    }

    @Test
    void evaluationsThatAreStoppedAtARungAreChargedForTheirSteps() throws InterruptedException {
        TabularResult result = new TabularBenchmark(
                        table,
                        SmallTable.space(),
                        LayerCatalogue.standard(),
                        TableColumns.of("valid", "test").withCost("time", 1).withRungs(10, Map.of(2, "n0")),
                        Direction.MINIMIZE,
                        List.of(TableBudget.seconds(16)),
                        1,
                        Stopping.median(1, 2))
                .run(List.of(IN_ORDER), 1)
                .results()
                .get(0);

        assertThat(result.budgets().get(0).evaluations())
                .as("two in full cost 10; those after them are worse, and cost a fifth: 1, 2 and 2")
                .isEqualTo(5);
    }

    @Test
    void repeatsAreCharged() throws InterruptedException {
        TabularResult result = run(
                Contender.of(new SmallTable.InOrder(2), Map.of()),
                TableColumns.of("valid", "test"),
                Direction.MAXIMIZE,
                TableBudget.evaluations(5));
        assertThat(result.budgets().get(0).objective().mean()).isEqualTo(30);
        assertThat(result.budgets().get(0).distinct()).isEqualTo(3);
        assertThat(result.budgets().get(0).evaluations()).isEqualTo(5);
    }

    @Test
    void minimisingLooksForTheLeast() throws InterruptedException {
        TabularResult result =
                run(IN_ORDER, TableColumns.of("valid", "test"), Direction.MINIMIZE, TableBudget.evaluations(6));
        assertThat(result.budgets().get(0).objective().mean()).isEqualTo(10);
        assertThat(result.budgets().get(0).optimum()).isOne();
    }

    @Test
    void onlyEvaluationsThatEndWithinTheSimulatedTimeCount() throws InterruptedException {
        TabularResult result = run(
                IN_ORDER,
                TableColumns.of("valid", "test").withCost("time", 0.5),
                Direction.MAXIMIZE,
                TableBudget.seconds(7.4),
                TableBudget.seconds(12.5),
                TableBudget.seconds(1_000));
        assertThat(result.budgets())
                .extracting(TabularResult.AtBudget::evaluations)
                .containsExactly(2.0, 4.0, 6.0);
    }

    @Test
    void noiseIsOneOfTheColumnsThatTheRowHas() throws IOException {
        KnownResults results = KnownResults.of(
                table, SmallTable.space(), TableColumns.of("valid", "test").withNoise(List.of("n0", "n1")));
        OpenedSearch seeds = new OpenedSearch(
                SmallTable.space(),
                new LayerArchitectures(SmallTable.space(), LayerCatalogue.standard()),
                IN_ORDER.options(),
                List.of(Objective.maximize("valid")),
                new Seeds(1),
                OptionalInt.empty(),
                OptionalInt.empty());
        assertThat(IntStream.range(0, 50).mapToObj(i -> results.observed(0, seeds.forNoise(i))))
                .containsOnly(9.0, 11.0)
                .contains(9.0, 11.0);
        assertThat(results.observed(2, seeds.forNoise(0))).isEqualTo(29);
        assertThat(results.observed(5, seeds.forNoise(0))).isEqualTo(60);
    }

    @Test
    void resultsDependOnSeedsAndNotOnThreads() throws InterruptedException {
        TabularBenchmark benchmark = new TabularBenchmark(
                table,
                SmallTable.space(),
                LayerCatalogue.standard(),
                TableColumns.of("valid", "test").withNoise(List.of("n0", "n1")),
                Direction.MAXIMIZE,
                List.of(TableBudget.evaluations(3)),
                20);
        List<Contender> drawing = List.of(Contender.of(new SmallTable.Drawing(), Map.of()));
        TabularComparison alone = benchmark.run(drawing, 1);
        assertThat(benchmark.run(drawing, 4)).isEqualTo(alone);
        assertThat(alone.results().get(0).budgets().get(0).report().std()).isPositive();
    }

    @Test
    void severalStrategiesAreComparedSeedBySeed() throws InterruptedException {
        TabularComparison comparison = new TabularBenchmark(
                        table,
                        SmallTable.space(),
                        LayerCatalogue.standard(),
                        TableColumns.of("valid", "test"),
                        Direction.MAXIMIZE,
                        List.of(TableBudget.evaluations(2)),
                        40)
                .run(List.of(IN_ORDER, Contender.of(new SmallTable.Drawing(), Map.of())), 2);
        TabularComparison.Difference difference = comparison.differences().get(0);
        assertThat(difference.mean()).isPositive();
        assertThat(difference.p()).isLessThan(0.001);
        assertThat(comparison.text()).contains("drawing - in-order at 2: +");
        assertThat(comparison.toMap()).containsOnlyKeys("strategies", "differences");
        assertThat(comparison.toMap().get("differences").toString())
                .startsWith("[{first=in-order, second=drawing, evaluations=2, mean=");
    }

    @Test
    void aSingleResultHasTheDocumentedShape() throws InterruptedException {
        Map<String, Object> map = run(
                        IN_ORDER, TableColumns.of("valid", "test"), Direction.MAXIMIZE, TableBudget.evaluations(2))
                .toMap();
        assertThat(map)
                .hasToString("{strategy=in-order, budgets=[{evaluations=2, seeds=4, objective={mean=20.0, std=0.0},"
                        + " report={mean=2.0, std=0.0, stderr=0.0}, optimum=0.0, distinct=2.0}]}");
    }

    @Test
    void signedRanksGiveThePublishedProbability() {
        double[] differences = {
            1.5, -0.5, 2.0, 0.0, 3.0, -1.0, 1.0, 2.5, 0.7, 0.3, -0.2, 1.1, 0.9, 1.9, -2.2, 0.4, 0.6, 1.3, 2.1, 0.8,
            -0.1, 1.7
        };
        // scipy.stats.wilcoxon(differences, correction=True, method="approx") of SciPy 1.17
        assertThat(SignedRanks.pValue(differences)).isCloseTo(0.007061684, within(1e-6));
        assertThat(SignedRanks.pValue(new double[] {0, 0, 0})).isOne();
    }
}
