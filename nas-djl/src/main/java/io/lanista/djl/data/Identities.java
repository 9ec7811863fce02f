package io.lanista.djl.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;

/** Which examples look the same: a number for each, equal for equal ones. */
final class Identities {
    private final long[] numbers;
    private final boolean allDiffer;

    private Identities(long... numbers) {
        this.numbers = numbers;
        long[] sorted = numbers.clone();
        Arrays.parallelSort(sorted);
        boolean differ = true;
        for (int i = 1; i < sorted.length; i++) {
            differ &= sorted[i] != sorted[i - 1];
        }
        this.allDiffer = differ;
    }

    static Identities of(int examples, IntToLongFunction number) {
        long[] numbers = new long[examples];
        Arrays.setAll(numbers, number);
        return new Identities(numbers);
    }

    long of(int example) {
        return numbers[example];
    }

    /** Whether no two examples look the same. */
    boolean allDiffer() {
        return allDiffer;
    }

    /** The examples that look the same, together; those that nothing looks like, alone. */
    List<int[]> bundles(int... examples) {
        List<int[]> bundles = new ArrayList<>(examples.length);
        if (allDiffer) {
            for (int example : examples) {
                bundles.add(new int[] {example});
            }
            return bundles;
        }
        Map<Long, Integer> places = new HashMap<>();
        for (int example : examples) {
            Integer place = places.putIfAbsent(numbers[example], bundles.size());
            if (place == null) {
                bundles.add(new int[] {example});
            } else {
                int[] before = bundles.get(place);
                int[] more = Arrays.copyOf(before, before.length + 1);
                more[before.length] = example;
                bundles.set(place, more);
            }
        }
        return bundles;
    }

    /** How many of the examples look like an earlier one of the same. */
    int equal(int... examples) {
        return examples.length - bundles(examples).size();
    }
}
