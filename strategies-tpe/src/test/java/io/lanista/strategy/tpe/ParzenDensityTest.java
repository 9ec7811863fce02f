package io.lanista.strategy.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.testkit.StandardSpaces;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParzenDensityTest {
    private static List<Point> drawn(SearchSpace space, Columns columns, int count) {
        Random random = new Random(5);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            points.add(columns.encode(space.sample(random)));
        }
        return points;
    }

    /** The density relative to the prior's, of which {@link ParzenDensity#at} leaves out the product of the peaks. */
    private static double relative(ParzenDensity density, Columns columns, Point point) {
        double peaks = 1;
        for (int column = 0; column < point.columns(); column++) {
            peaks *= point.isActive(column) ? columns.peak(column) : 1;
        }
        return density.at(point) * peaks;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 1})
    void itIsADistribution(double crossover) {
        SearchSpace space = StandardSpaces.flat();
        Columns columns = new Columns(space, 1, 0.5);
        ParzenDensity density = new ParzenDensity(columns, drawn(space, columns, 7), 7, crossover);
        double mean = space.enumerate()
                .mapToDouble(choices -> relative(density, columns, columns.encode(choices)))
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(1, within(1e-9));
    }

    @Test
    void withFullCrossoverDecisionsAreIndependent() {
        SearchSpace space = StandardSpaces.flat();
        Columns columns = new Columns(space, 1, 0.5);
        List<Point> points = drawn(space, columns, 7);
        ParzenDensity density = new ParzenDensity(columns, points, 7, 1);
        for (Point point : drawn(space, columns, 20)) {
            double product = 1;
            for (int column = 0; column < columns.count(); column++) {
                double sum = 1;
                for (Point observed : points) {
                    sum += columns.get(column).ratio(point.code(column), observed.code(column));
                }
                product *= sum / 8;
            }
            // The prior stays one component of the mixture.
            assertThat(relative(density, columns, point)).isCloseTo((1 + 7 * product) / 8, within(1e-9 * product));
        }
    }

    @Test
    void whatIsInactiveTellsNothing() {
        SearchSpace space = StandardSpaces.conditional();
        Columns columns = new Columns(space, 1, 0.5);
        List<Point> points = drawn(space, columns, 1);
        ParzenDensity density = new ParzenDensity(columns, points, 1, 0);
        for (Point point : drawn(space, columns, 20)) {
            double product = 1;
            for (int column = 0; column < columns.count(); column++) {
                if (point.isActive(column) && points.get(0).isActive(column)) {
                    product *= columns.get(column)
                            .ratio(point.code(column), points.get(0).code(column));
                }
            }
            assertThat(relative(density, columns, point)).isCloseTo((1 + product) / 2, within(1e-9 * product));
        }
    }

    @Test
    void manyDecisionsDoNotOverflow() {
        SearchSpace space = Spaces.categorical(600, 5);
        Columns columns = new Columns(space, 1, 0.5);
        List<Point> points = drawn(space, columns, 2);
        ParzenDensity density = new ParzenDensity(columns, points, 2, 0.2);
        assertThat(density.at(points.get(0)))
                .isFinite()
                .isGreaterThan(density.at(drawn(space, columns, 3).get(2)));
    }

    @Test
    void candidatesAreAnsweredWhereTheyAreActive() {
        SearchSpace space = StandardSpaces.conditional();
        Columns columns = new Columns(space, 1, 0.5);
        CodedSource source = new CodedSource(space, columns, 0.5);
        List<History.Trial> good = new ArrayList<>();
        drawn(space, columns, 4).forEach(point -> good.add(new History.Trial(columns.decode(point), point, null, 0)));
        Random random = new Random(6);
        for (int i = 0; i < 200; i++) {
            for (Point point : List.of(source.around(good, random), source.step(good.get(i % 4), random))) {
                Choices choices = source.choices(point);
                assertThat(space.validate(choices)).isEmpty();
                assertThat(columns.encode(choices)).isEqualTo(point);
            }
        }
    }

    @Test
    void aStepChangesOneDecisionEvenly() {
        SearchSpace space = StandardSpaces.flat();
        Columns columns = new Columns(space, 1, 0.5);
        Point from = drawn(space, columns, 1).get(0);
        CodedSource source = new CodedSource(space, columns, 0.5);
        History.Trial trial = new History.Trial(columns.decode(from), from, null, 0);
        Random random = new Random(7);
        Map<Point, Integer> steps = new HashMap<>();
        for (int i = 0; i < 24_000; i++) {
            steps.merge(source.step(trial, random), 1, Integer::sum);
        }
        assertThat(steps).hasSize(24).doesNotContainKey(from);
        assertThat(steps.values()).allSatisfy(count -> assertThat(count).isBetween(800, 1200));
    }
}
