package io.lanista.djl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lanista.djl.file.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private static List<Integer> epoch(Batches batches) {
        List<Integer> seen = new ArrayList<>();
        batches.startEpoch();
        while (batches.next()) {
            for (int i = 0; i < batches.size(); i++) {
                int number = (int) batches.features()[i];
                assertThat(batches.labels()[i]).isEqualTo(number % 3);
                seen.add(number);
            }
        }
        return seen;
    }

    @Test
    void inOrderEveryExampleComesOnceAndTheLastBatchIsSmaller() {
        Batches batches = Batches.inOrder(Samples.numbered(10, 3), 4);

        assertThat(batches.perEpoch()).isEqualTo(3);
        assertThat(epoch(batches)).isEqualTo(IntStream.range(0, 10).boxed().toList());
        assertThat(batches.size()).isEqualTo(2);
        assertThat(epoch(batches)).hasSize(10);
    }

    @Test
    void shuffledEveryEpochHasAnotherOrderAndWholeBatchesOnly() {
        Batches batches = Batches.shuffled(Samples.numbered(10, 3), 4, Augmentation.none(), Samples.random(1));

        List<Integer> first = epoch(batches);
        List<Integer> second = epoch(batches);

        assertThat(batches.perEpoch()).isEqualTo(2);
        assertThat(first).hasSize(8).doesNotHaveDuplicates().isNotEqualTo(second);
        assertThat(second).hasSize(8).doesNotHaveDuplicates();
    }

    @Test
    void theSameGeneratorGivesTheSameBatches() {
        DataSet data = Samples.numbered(50, 3);

        List<Integer> once = epoch(Batches.shuffled(data, 7, Augmentation.none(), Samples.random(5)));
        List<Integer> again = epoch(Batches.shuffled(data, 7, Augmentation.none(), Samples.random(5)));

        assertThat(again).isEqualTo(once);
    }

    @Test
    void fewerExamplesThanABatchAreOneBatch() {
        Batches batches = Batches.shuffled(Samples.numbered(5, 3), 32, Augmentation.none(), Samples.random(1));

        assertThat(epoch(batches)).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    }

    @Test
    void trialsShareADataSetEachOnItsOwnThread() throws InterruptedException {
        DataSet data = Samples.numbered(300, 3);
        List<List<Integer>> alone = new ArrayList<>();
        List<List<Integer>> together = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int trial = 0; trial < 4; trial++) {
            long seed = trial;
            alone.add(epoch(Batches.shuffled(data, 8, Augmentation.none(), Samples.random(seed))));
            List<Integer> seen = new ArrayList<>();
            together.add(seen);
            threads.add(new Thread(
                    () -> seen.addAll(epoch(Batches.shuffled(data, 8, Augmentation.none(), Samples.random(seed))))));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(together).isEqualTo(alone);
    }

    @Test
    void numbersToPredictComeAlong() {
        DataSet data = DataSet.regression(new long[] {1}, new float[] {1, 2}, new double[] {3, 4, 5, 6}, 2);
        Batches batches = Batches.inOrder(data, 2);
        batches.startEpoch();

        assertThat(batches.next()).isTrue();
        assertThat(batches.targets()).containsExactly(3, 4, 5, 6);
        assertThat(batches.labels()).isEmpty();
        assertThat(batches.next()).isFalse();
    }

    @Test
    void mixedImagesAreThoseOfTheBatchInPairs() {
        float[] pixels = new float[8];
        int[] labels = new int[8];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = 1 << i;
            labels[i] = i % 2;
        }
        DataSet data = DataSet.classification(new long[] {1, 1, 1}, List.of("a", "b"), pixels, labels);
        Augmentation mixing = new Augmentation(0, false, 0, 0, Colour.NONE, 1);
        Batches plain = Batches.shuffled(data, 4, Augmentation.none(), Samples.random(1));
        Batches mixed = Batches.shuffled(data, 4, mixing, Samples.random(1));
        plain.startEpoch();
        mixed.startEpoch();

        assertThat(plain.next() && mixed.next()).isTrue();

        assertThat(plain.share()).isEqualTo(1);
        assertThat(mixed.share()).isBetween(0.5, 1.0);
        for (int place = 0; place < 4; place++) {
            float own = plain.features()[place];
            float other = plain.features()[mixed.partner(place)];
            assertThat(mixed.features()[place])
                    .isCloseTo((float) (mixed.share() * own + (1 - mixed.share()) * other), within(1e-4f));
            assertThat(mixed.labels()[place]).isEqualTo(plain.labels()[place]);
        }
    }

    @Test
    void augmentationIsForImages() {
        assertThatThrownBy(() ->
                        Batches.shuffled(Samples.numbered(9, 3), 2, new Augmentation(1, false, 0), Samples.random(1)))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("images", "shape (1)");
    }
}
