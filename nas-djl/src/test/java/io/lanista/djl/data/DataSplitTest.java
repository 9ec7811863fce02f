package io.lanista.djl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataSplitTest {
    private static DataSplit split(DataParts parts, Map<String, ?> options) {
        return DataSources.standard().withMemory(parts).load("memory", options, Path.of("."));
    }

    private static List<Float> numbers(DataSet data) {
        List<Float> numbers = new ArrayList<>();
        for (float value : Samples.rawFeatures(data)) {
            numbers.add(value);
        }
        return numbers;
    }

    @Test
    void everyExampleIsInOnePartAndEveryClassInAllParts() {
        DataSplit split = split(DataParts.of(Samples.numbered(100, 4)), Map.of());

        List<Float> all = numbers(split.train());
        all.addAll(numbers(split.validation()));
        all.addAll(numbers(split.test()));
        assertThat(all).hasSize(100).doesNotHaveDuplicates();
        assertThat(split.train().classCounts()).containsExactly(15, 15, 15, 15);
        assertThat(split.validation().classCounts()).containsExactly(5, 5, 5, 5);
        assertThat(split.test().classCounts()).containsExactly(5, 5, 5, 5);
    }

    @Test
    void theSameSeedSplitsTheSameWayAndAnotherDifferently() {
        DataParts parts = DataParts.of(Samples.numbered(60, 3));

        List<Float> once = numbers(split(parts, Map.of("split_seed", 7)).test());
        List<Float> again = numbers(split(parts, Map.of("split_seed", 7)).test());
        List<Float> other = numbers(split(parts, Map.of("split_seed", 8)).test());

        assertThat(again).isEqualTo(once);
        assertThat(other).isNotEqualTo(once);
    }

    @Test
    void aSplitIsTheSameInEveryVersion() {
        assertThat(numbers(
                        split(DataParts.of(Samples.numbered(12, 2)), Map.of()).test()))
                .containsExactly(1f, 2f);
    }

    @Test
    void aTestPartOfItsOwnIsKept() {
        DataSet test = Samples.numbered(10, 2);

        DataSplit split = split(new DataParts(Samples.numbered(60, 2), test), Map.of("validation", 0.1));

        assertThat(numbers(split.test())).isEqualTo(numbers(test));
        assertThat(split.validation().size()).isEqualTo(6);
        assertThat(split.train().size()).isEqualTo(54);
    }

    @Test
    void aLimitTakesAFairShareOfEveryClass() {
        DataSplit split = split(DataParts.of(Samples.numbered(1000, 2)), Map.of("limit", 100));

        assertThat(split.train().classCounts()).containsExactly(50, 50);
        assertThat(split.validation().size()).isEqualTo(200);
    }

    @Test
    void standardisationIsLearntOnTheTrainingPartAndAppliedToAll() {
        DataSplit split = split(DataParts.of(Samples.numbered(500, 2)), Map.of());

        assertThat(Standardization.ofFeatures(split.train()).mean().get(0)).isCloseTo(0, within(1e-5));
        assertThat(Standardization.ofFeatures(split.train()).deviation().get(0)).isCloseTo(1, within(1e-5));
        Standardization used = split.inputScale();
        assertThat(used).isEqualTo(Standardization.ofFeatures(split.train().raw()));
        float raw = split.test().raw().features(3)[0];
        float[] input = {raw};
        used.apply(input, 1);
        assertThat(split.test().features(3)).containsExactly(input);
        assertThat(input[0])
                .isCloseTo(
                        (float) ((raw - used.mean().get(0)) / used.deviation().get(0)), within(1e-5f));
    }

    @Test
    void standardisationCanBeLeftOut() {
        DataSplit split = split(DataParts.of(Samples.numbered(50, 2)), Map.of("standardize", false));

        assertThat(split.inputScale()).isEqualTo(Standardization.identity(1));
        assertThat(split.train().features(5)).isEqualTo(split.train().raw().features(5));
    }

    @Test
    void numbersToPredictKeepTheirScaleAndTellIt() {
        float[] features = new float[30];
        float[] targets = new float[30];
        for (int i = 0; i < 30; i++) {
            features[i] = i;
            targets[i] = 1000 + 10 * i;
        }

        DataSplit split = split(DataParts.of(DataSet.regression(new long[] {1}, features, targets, 1)), Map.of());

        assertThat(split.train().size()).isEqualTo(18);
        assertThat(split.outputSize()).isEqualTo(1);
        float raw = split.validation().raw().features(2)[0];
        assertThat(split.validation().target(2, 0)).isEqualTo(1000 + 10 * raw);
        assertThat(split.targetScale()).isEqualTo(Standardization.ofTargets(split.train()));
        assertThat(split.targetScale().restore(0, 0)).isBetween(1000.0, 1300.0);
    }

    @Test
    void aClassThatIsTooSmallIsNamed() {
        DataSet data = DataSet.classification(
                new long[] {1}, List.of("many", "few"), new float[] {1, 2, 3, 4, 5}, new int[] {0, 0, 0, 1, 1});

        assertThatThrownBy(() -> split(DataParts.of(data), Map.of()))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("Class (few)", "(2) examples", "(3) parts");
    }

    @Test
    void sharesThatLeaveNothingAreRefused() {
        assertThatThrownBy(() -> split(DataParts.of(Samples.numbered(50, 2)), Map.of("validation", 0.5, "test", 0.5)))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("0.5", "(validation)", "(test)");
    }

    @Test
    void partsOfDifferentDataAreRefused() {
        assertThatThrownBy(() -> new DataParts(Samples.numbered(50, 2), Samples.numbered(50, 3)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("doesn't fit");
    }

    @Test
    void anUnknownSourceSaysWhichThereAre() {
        assertThatThrownBy(() -> DataSources.standard().load("cvs", Map.of(), Path.of(".")))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("'cvs'", "Available", "csv");
    }
}
