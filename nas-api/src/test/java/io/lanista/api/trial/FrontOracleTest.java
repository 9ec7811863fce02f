package io.lanista.api.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lanista.base.front.Hypervolume;
import io.lanista.base.front.Knee;
import io.lanista.base.front.Ranking;
import io.lanista.base.random.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.moeaframework.core.FastNondominatedSorting;
import org.moeaframework.core.Population;
import org.moeaframework.core.Solution;
import org.moeaframework.core.attribute.CrowdingDistance;
import org.moeaframework.core.attribute.Rank;
import org.moeaframework.core.indicator.PISAHypervolume;

/** Compares ranks, crowding distances and hypervolumes with those of the MOEA Framework, on random sets. */
class FrontOracleTest {
    private static final int SETS = 3_000;

    private final RandomGenerator random = Seeds.generator(7);

    private List<Objective> objectives() {
        List<Objective> objectives = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            Objective objective = random.nextBoolean() ? Objective.maximize("m" + i) : Objective.minimize("m" + i);
            objectives.add(random.nextInt(3) == 0 ? objective.within(2) : objective);
        }
        return objectives;
    }

    /** On a coarse grid there are ties and duplicates; some values are no finite numbers. */
    private double value(boolean coarse, boolean odd) {
        if (odd && random.nextInt(12) == 0) {
            double[] all = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
            return all[random.nextInt(3)];
        }
        return coarse ? random.nextInt(5) : 5 * random.nextDouble();
    }

    private List<Scores> scores(List<Objective> objectives, int most, boolean coarse, boolean odd) {
        List<Scores> all = new ArrayList<>();
        for (int i = 1 + random.nextInt(most); i > 0; i--) {
            List<Double> values = new ArrayList<>();
            objectives.forEach(objective -> values.add(value(coarse, odd)));
            all.add(Scores.of(objectives, values));
        }
        return all;
    }

    private static Population sorted(List<Scores> all) {
        Population population = new Population();
        for (Scores scores : all) {
            double[] gains = scores.gains();
            Solution solution = new Solution(0, gains.length, 1);
            solution.setObjectives(Arrays.stream(gains).map(gain -> -gain).toArray());
            solution.setConstraint(0, Math.min(scores.violation(), 1e300));
            population.add(solution);
        }
        new FastNondominatedSorting().evaluate(population);
        return population;
    }

    @Test
    void ranksAreThoseOfTheOracle() {
        for (int set = 0; set < SETS; set++) {
            List<Scores> all = scores(objectives(), 40, set % 2 == 0, set % 3 == 0);
            Population population = sorted(all);
            Ranking ranking = Ranking.of(all, Scores::gains, Scores::violation);
            int[] expected = IntStream.range(0, all.size())
                    .map(i -> Rank.getAttribute(population.get(i)))
                    .toArray();
            int[] ranks = IntStream.range(0, all.size()).map(ranking::rank).toArray();
            assertThat(ranks).as("ranks of " + all).isEqualTo(expected);
        }
    }

    @Test
    void crowdingDistancesAreThoseOfTheOracle() {
        for (int set = 0; set < SETS; set++) {
            List<Objective> objectives =
                    List.of(Objective.maximize("a"), Objective.minimize("b"), Objective.minimize("c"));
            List<Scores> all = scores(objectives.subList(0, 2 + set % 2), 30, false, false);
            Population population = sorted(all);
            Ranking ranking = Ranking.of(all, Scores::gains, Scores::violation);
            for (int i = 0; i < all.size(); i++) {
                double expected = CrowdingDistance.getAttribute(population.get(i));
                if (ranking.layer(ranking.rank(i)).size() > 2) {
                    assertThat(ranking.crowding(i))
                            .as("crowding of " + all.get(i) + " in " + all)
                            .isCloseTo(expected, within(1e-9));
                }
            }
        }
    }

    @Test
    void hypervolumesAreThoseOfTheOracle() {
        for (int set = 0; set < SETS; set++) {
            int dimensions = 1 + set % 4;
            boolean coarse = set % 2 == 0;
            List<double[]> points = new ArrayList<>();
            for (int i = 1 + random.nextInt(20); i > 0; i--) {
                points.add(random.ints(dimensions, 0, 6)
                        .mapToDouble(whole -> coarse ? whole - 1 : whole - 1 + random.nextDouble())
                        .toArray());
            }
            double[] reference = new double[dimensions];
            assertThat(new Hypervolume(reference).of(points))
                    .as("the hypervolume of "
                            + points.stream().map(Arrays::toString).toList())
                    .isCloseTo(oracle(points, dimensions), within(1e-9));
        }
    }

    private static double oracle(List<double[]> points, int dimensions) {
        if (dimensions == 1) {
            return Math.max(
                    0, points.stream().mapToDouble(point -> point[0]).max().orElse(0));
        }
        List<Solution> inside = new ArrayList<>();
        for (double[] point : points) {
            if (Arrays.stream(point).allMatch(gain -> gain > 0)) {
                Solution solution = new Solution(0, dimensions);
                solution.setObjectives(point);
                inside.add(solution);
            }
        }
        return PISAHypervolume.calculateHypervolume(inside, inside.size(), dimensions);
    }

    @Test
    void contributionsAndImprovementsAreDifferencesOfVolumes() {
        for (int set = 0; set < SETS; set++) {
            int dimensions = 2 + set % 3;
            Hypervolume hypervolume = new Hypervolume(new double[dimensions]);
            List<double[]> points = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(9); i++) {
                points.add(random.ints(dimensions, 0, 5).asDoubleStream().toArray());
            }
            double whole = hypervolume.of(points);
            double[] contributions = hypervolume.contributions(points);
            for (int i = 0; i < contributions.length; i++) {
                List<double[]> others = new ArrayList<>(points);
                double[] one = others.remove(i);
                assertThat(contributions[i]).isCloseTo(whole - hypervolume.of(others), within(1e-9));
                assertThat(hypervolume.improvement(others, one)).isCloseTo(contributions[i], within(1e-9));
            }
        }
    }

    @Test
    void whatIsNoFiniteNumberIsDominatedByAllOthers() {
        List<Objective> two = List.of(Objective.maximize("accuracy"), Objective.minimize("latency"));
        Scores odd = Scores.of(two, List.of(0.99, Double.NaN));
        Scores poor = Scores.of(two, List.of(0.1, 900.0));
        assertThat(poor.dominates(odd)).isTrue();
        assertThat(odd.dominates(poor)).isFalse();
    }

    @Test
    void theKneeIsNearestToTheBestOfAll() {
        List<Objective> two = List.of(Objective.maximize("accuracy"), Objective.minimize("latency"));
        List<Scores> front = List.of(
                Scores.of(two, List.of(0.9, 10.0)),
                Scores.of(two, List.of(0.88, 2.0)),
                Scores.of(two, List.of(0.5, 1.0)));
        assertThat(Knee.of(front.stream().map(Scores::gains).toList())).isEqualTo(1);
    }
}
