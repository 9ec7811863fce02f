package io.lanista.djl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lanista.api.trial.DataDescription;
import io.lanista.djl.file.DataException;
import io.lanista.djl.table.ColumnKind;
import io.lanista.djl.table.NumberColumn;
import io.lanista.djl.table.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DataSplitTest {
    private static DataSplit split(RawData parts, Map<String, ?> options) {
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

        DataSplit split = split(DataParts.of(Samples.numbered(60, 2)).withTest(test), Map.of("validation", 0.1));

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
        double[] targets = new double[30];
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
        assertThatThrownBy(() -> DataParts.of(Samples.numbered(50, 2)).withTest(Samples.numbered(50, 3)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("doesn't fit");
    }

    @Test
    void anUnknownSourceSaysWhichThereAre() {
        assertThatThrownBy(() -> DataSources.standard().load("cvs", Map.of(), Path.of(".")))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("'cvs'", "Available", "csv");
    }

    @Test
    void equalExamplesStayInOnePartAndAreCounted() {
        float[] features = new float[200];
        int[] labels = new int[200];
        for (int i = 0; i < 200; i++) {
            features[i] = i < 80 ? i / 4 : i;
            labels[i] = (int) features[i] % 2;
        }

        DataSplit split = split(
                DataParts.of(DataSet.classification(new long[] {1}, List.of("a", "b"), features, labels)), Map.of());

        Set<Float> train = new HashSet<>(numbers(split.train()));
        Set<Float> validation = new HashSet<>(numbers(split.validation()));
        assertThat(train).doesNotContainAnyElementsOf(validation).doesNotContainAnyElementsOf(numbers(split.test()));
        assertThat(validation).doesNotContainAnyElementsOf(numbers(split.test()));
        assertThat(split.validation().size()).isEqualTo(40);
        assertThat(split.test().size()).isEqualTo(40);
        assertThat(split.description().details()).containsEntry("equal", 60);
        assertThat(split.description().summary()).anyMatch(line -> line.contains("60 are equal"));
    }

    @Test
    void tooFewDifferentExamplesAreDealtOutAllTheSameAndThatIsSaid() {
        float[] features = new float[100];
        int[] labels = new int[100];
        for (int i = 0; i < 100; i++) {
            features[i] = i % 2;
            labels[i] = i % 2;
        }

        DataSplit split = split(
                DataParts.of(DataSet.classification(new long[] {1}, List.of("a", "b"), features, labels)), Map.of());

        assertThat(split.validation().size()).isEqualTo(20);
        assertThat(split.description().warnings()).anyMatch(warning -> warning.contains("(2) different kinds"));
    }

    @Test
    void rowsOfOneGroupStayInOnePart() {
        DataSplit split = split(table(Optional.of("person"), Optional.empty()), Map.of());

        Set<Integer> train = groups(split.train());
        assertThat(train).hasSizeGreaterThan(5).doesNotContainAnyElementsOf(groups(split.validation()));
        assertThat(train).doesNotContainAnyElementsOf(groups(split.test()));
        assertThat(split.shape()).containsExactly(2);
    }

    @Test
    void theLatestRowsAreForTheTestIfTimeIsToldToCount() {
        DataSplit split = split(table(Optional.empty(), Optional.of("time")), Map.of());

        assertThat(split.train().raw().features(0)[1]).isCloseTo(0, within(1e-3f));
        assertThat(split.train().size()).isEqualTo(60);
        assertThat(split.validation().raw().features(0)[1]).isCloseTo(60, within(1e-3f));
        assertThat(split.test().raw().features(19)[1]).isCloseTo(99, within(1e-3f));
    }

    /** A hundred rows: the number of the person, a time, and a target that is the person's, too. */
    private static TableData table(Optional<String> group, Optional<String> time) {
        double[] persons = new double[100];
        double[] times = new double[100];
        double[] noise = new double[100];
        double[] targets = new double[100];
        for (int i = 0; i < 100; i++) {
            persons[i] = i % 20;
            times[i] = i;
            noise[i] = i * 37 % 41;
            targets[i] = i % 20 + 0.5;
        }
        Table table = Table.of(
                List.of("person", "noise", "time", "y"),
                List.of(
                        new NumberColumn(persons),
                        new NumberColumn(noise),
                        new NumberColumn(times),
                        new NumberColumn(targets)));
        TableRoles roles = TableRoles.predicting("y", DataUse.ANY);
        Map<String, ColumnKind> kinds = group.isPresent() ? Map.of() : Map.of("person", ColumnKind.LEAVE_OUT);
        return TableData.of(
                table,
                new TableRoles(
                        roles.labels(),
                        roles.task(),
                        roles.use(),
                        kinds,
                        group,
                        time,
                        Optional.empty(),
                        roles.categories(),
                        roles.numbers(),
                        roles.dialect(),
                        roles.missing()));
    }

    private static Set<Integer> groups(DataSet data) {
        Set<Integer> groups = new HashSet<>();
        for (int i = 0; i < data.size(); i++) {
            groups.add((int) data.target(i, 0));
        }
        return groups;
    }

    @Test
    void aValidationPartOfItsOwnIsKept() {
        DataSet validation = Samples.numbered(10, 2);

        DataSplit split = split(DataParts.of(Samples.numbered(60, 2)).withValidation(validation), Map.of("test", 0.1));

        assertThat(numbers(split.validation())).isEqualTo(numbers(validation));
        assertThat(split.test().size()).isEqualTo(6);
        assertThat(split.train().size()).isEqualTo(54);
        assertThat(split.description().warnings())
                .anyMatch(warning -> warning.contains("8 of the 10 examples to validate"));
    }

    @Test
    void whatEnsemblesAreChosenByComesFromTheValidationPartAlone() {
        DataParts parts = DataParts.of(Samples.numbered(200, 4));
        DataSplit whole = split(parts, Map.of());

        DataSplit halved = split(parts, Map.of("ensemble", 0.5));

        assertThat(numbers(halved.train())).isEqualTo(numbers(whole.train()));
        assertThat(numbers(halved.test())).isEqualTo(numbers(whole.test()));
        List<Float> judged = numbers(halved.validation());
        judged.addAll(numbers(halved.selection().orElseThrow()));
        assertThat(judged).containsExactlyInAnyOrderElementsOf(numbers(whole.validation()));
        assertThat(halved.selection().orElseThrow().classCounts()).containsExactly(5, 5, 5, 5);
        assertThat(whole.selection()).isEmpty();
        assertThat(halved.description().fingerprint())
                .isNotEqualTo(whole.description().fingerprint());
        assertThat(halved.description().summary().get(1)).contains("20 to validate, 20 to choose ensembles by");
    }

    @Test
    void withFoldsAPartOfEachIsForEnsembles() {
        DataSplit split = split(
                DataParts.of(Samples.numbered(100, 2)), Map.of("validation", Map.of("folds", 4), "ensemble", 0.4));

        List<Float> apart = new ArrayList<>();
        for (DataSplit.Fold fold : split.folds()) {
            apart.addAll(numbers(fold.selection().orElseThrow()));
            assertThat(numbers(fold.train()))
                    .doesNotContainAnyElementsOf(apart.subList(apart.size() - 8, apart.size()));
            assertThat(fold.validation().size()).isEqualTo(12);
        }
        assertThat(apart).hasSize(32).doesNotHaveDuplicates();
    }

    @Test
    void theFingerprintTellsDifferentDataAndSplitsApartAndNothingElse() {
        DataParts parts = DataParts.of(Samples.numbered(60, 3));
        String print = split(parts, Map.of()).description().fingerprint();

        assertThat(split(DataParts.of(Samples.numbered(60, 3)), Map.of())
                        .description()
                        .fingerprint())
                .isEqualTo(print);
        assertThat(split(parts, Map.of("split_seed", 1)).description().fingerprint())
                .isNotEqualTo(print);
        assertThat(split(parts, Map.of("limit", 20)).description().fingerprint())
                .isNotEqualTo(print);
        assertThat(split(DataParts.of(Samples.numbered(63, 3)), Map.of())
                        .description()
                        .fingerprint())
                .isNotEqualTo(print);
        float[] same = new float[60];
        int[] labels = new int[60];
        for (int i = 0; i < 60; i++) {
            same[i] = i;
            labels[i] = i == 0 ? 1 : i % 3;
        }
        DataSet relabelled = DataSet.classification(new long[] {1}, List.of("0", "1", "2"), same, labels);
        assertThat(split(DataParts.of(relabelled), Map.of()).description().fingerprint())
                .isNotEqualTo(print);
        assertThat(print).hasSize(32);
    }

    @Test
    void lopsidedClassesAreToldBeforeAnythingTrains() {
        float[] features = new float[400];
        int[] labels = new int[400];
        for (int i = 0; i < 400; i++) {
            features[i] = i;
            labels[i] = i < 7 ? 1 : 0;
        }

        DataDescription description = split(
                        DataParts.of(DataSet.classification(new long[] {1}, List.of("no", "yes"), features, labels)),
                        Map.of())
                .description();

        assertThat(description.warnings())
                .anyMatch(
                        warning -> warning.contains("98.3 %") && warning.contains("(no)") && warning.contains("0.983"))
                .anyMatch(warning -> warning.contains("(yes) has 7 examples only"));
        assertThat(description.summary().get(0)).contains("400 examples of 1 numbers, 2 classes: no 393, yes 7");
        assertThat(description.details())
                .containsEntry("examples", 400)
                .containsEntry("task", "classification")
                .containsEntry("classes", Map.of("no", 393, "yes", 7));
    }
}
