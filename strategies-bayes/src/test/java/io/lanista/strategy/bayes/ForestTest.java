package io.lanista.strategy.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lanista.strategy.parts.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForestTest {
    /** Categories 1, 3 and 4 of the first feature are worth 5 more; the second feature is a number worth its square. */
    private static double truth(double category, double number) {
        return (category == 1 || category == 3 || category == 4 ? 5 : 0) + number * number;
    }

    private static TrainingSet data(int size, Random random) {
        List<Row> rows = new ArrayList<>();
        double[] targets = new double[size];
        for (int i = 0; i < size; i++) {
            int category = random.nextInt(6);
            double number = random.nextDouble();
            rows.add(new Row(new double[] {category, number}));
            targets[i] = truth(category, number);
        }
        return new TrainingSet(rows, targets, new boolean[] {false, true});
    }

    @Test
    void oneTreeRemembersWhatItWasGrownFrom() {
        Random random = new Random(1);
        TrainingSet data = data(50, random);
        Tree tree = Tree.grow(data, IntStream.range(0, 50).toArray(), 1, 1, random);
        for (int i = 0; i < 50; i++) {
            Prediction prediction = tree.predict(new Row(new double[] {data.value(i, 0), data.value(i, 1)}));
            assertThat(prediction.mean()).isCloseTo(data.target(i), within(1e-5));
        }
    }

    @Test
    void categoriesThatBelongTogetherAreSplitOffInOneStep() {
        Random random = new Random(2);
        List<Row> rows = IntStream.range(0, 60)
                .mapToObj(i -> new Row(new double[] {i % 6}))
                .toList();
        double[] targets =
                IntStream.range(0, 60).mapToDouble(i -> truth(i % 6, 0)).toArray();
        TrainingSet data = new TrainingSet(rows, targets, new boolean[] {false});
        // Leaves of thirty rows allow one split only.
        Tree tree = Tree.grow(data, IntStream.range(0, 60).toArray(), 1, 30, random);
        for (int category = 0; category < 6; category++) {
            assertThat(tree.predict(new Row(new double[] {category}))).isEqualTo(new Prediction(truth(category, 0), 0));
        }
    }

    @Test
    void anInactiveDecisionIsAValueOfItsOwn() {
        List<Row> rows = List.of(
                new Row(new double[] {0, Row.INACTIVE}),
                new Row(new double[] {0, 0.2}),
                new Row(new double[] {0, Row.INACTIVE}),
                new Row(new double[] {0, 0.9}));
        TrainingSet data = new TrainingSet(rows, new double[] {7, 1, 7, 1}, new boolean[] {false, true});
        Tree tree = Tree.grow(data, new int[] {0, 1, 2, 3}, 1, 1, new Random(3));
        assertThat(tree.predict(new Row(new double[] {0})).mean()).isEqualTo(7);
        assertThat(tree.predict(new Row(new double[] {0, 0.5})).mean()).isEqualTo(1);
    }

    @Test
    void aForestPredictsWhatItHasNotSeenAndIsLessSureOfIt() {
        Random random = new Random(4);
        Forest forest = Forest.grow(data(200, random), 30, 1_000, 5.0 / 6, 1, random);
        double error = 0;
        for (int i = 0; i < 100; i++) {
            int category = random.nextInt(6);
            double number = random.nextDouble();
            double predicted =
                    forest.predict(new Row(new double[] {category, number})).mean();
            error += Math.abs(predicted - truth(category, number)) / 100;
        }
        assertThat(error).isLessThan(0.15);

        TrainingSet lacking = new TrainingSet(
                List.of(new Row(new double[] {0}), new Row(new double[] {0}), new Row(new double[] {1})),
                new double[] {0, 0, 10},
                new boolean[] {false});
        Forest small = Forest.grow(lacking, 200, 1_000, 1, 1, random);
        assertThat(small.predict(new Row(new double[] {5})).variance())
                .isGreaterThan(small.predict(new Row(new double[] {0})).variance());
    }
}
