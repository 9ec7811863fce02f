package io.lanista.djl.data;

import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Cuts data into training, validation and test part, and standardises them. The same options always cut the same way. */
final class Splitter {
    static final Option<Double> VALIDATION =
            Option.real("validation", 0.2, 0.01, 0.9, "share of the examples that trials are scored by");
    static final Option<Double> TEST = Option.real(
            "test", 0.2, 0.01, 0.9, "share of the examples for the winner's test, if the source sets none apart");
    static final Option<Long> SEED = Option.integer(
            "split_seed", 0, Long.MIN_VALUE, Long.MAX_VALUE, "which split; an experiment's seed doesn't change it");
    static final Option<Boolean> STANDARDIZE =
            Option.flag("standardize", true, "whether features get mean 0 and deviation 1, by channel or by column");
    static final Option<Long> LIMIT =
            Option.integer("limit", 0, 0, Integer.MAX_VALUE, "most training examples to use; 0 for all");
    static final List<Option<?>> OPTIONS = List.of(VALIDATION, TEST, SEED, STANDARDIZE, LIMIT);

    private final double validation;
    private final double test;
    private final boolean standardize;
    private final long limit;
    private final RandomGenerator random;

    Splitter(Options options) {
        validation = options.get(VALIDATION);
        test = options.get(TEST);
        standardize = options.get(STANDARDIZE);
        limit = options.get(LIMIT);
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(options.get(SEED));
        if (validation + test >= 0.95) {
            throw new DataException(String.format(
                    "The options (validation) %s and (test) %s leave too little to train with. Maybe take 0.2 for each.",
                    validation, test));
        }
    }

    DataSplit split(DataParts parts) {
        DataSet all = parts.train();
        @Nullable DataSet ownTest = parts.test();
        double[] shares = ownTest == null ? new double[] {validation, test} : new double[] {validation};
        requireEnough(all, shares.length + 1);
        List<DataSet> cut = cut(all, shares);
        DataSet train = limited(cut.get(0));
        return standardized(train, cut.get(1), ownTest == null ? cut.get(2) : ownTest);
    }

    private DataSplit standardized(DataSet train, DataSet validated, DataSet tested) {
        Standardization learnt = Standardization.ofFeatures(train);
        Standardization used =
                standardize ? learnt : Standardization.identity(learnt.mean().size());
        Standardization scale = train.task() == Task.REGRESSION
                ? Standardization.ofTargets(train)
                : Standardization.identity(train.outputSize());
        return new DataSplit(
                train.standardized(used), validated.standardized(used), tested.standardized(used), used, scale);
    }

    private DataSet limited(DataSet train) {
        if (limit == 0 || limit >= train.size()) {
            return train;
        }
        return cut(train, (double) limit / train.size()).get(1);
    }

    /** What is left, then a part for each share. Every class (or the whole, for regression) is dealt out by itself. */
    private List<DataSet> cut(DataSet data, double... shares) {
        int[][] parts = new int[shares.length + 1][data.size()];
        int[] sizes = new int[parts.length];
        for (int[] group : groups(data)) {
            shuffle(group);
            int next = 0;
            for (int part = 1; part < parts.length; part++) {
                int wanted = Math.max(1, (int) Math.round(shares[part - 1] * group.length));
                for (int end = Math.min(next + wanted, group.length); next < end; next++) {
                    parts[part][sizes[part]++] = group[next];
                }
            }
            while (next < group.length) {
                parts[0][sizes[0]++] = group[next++];
            }
        }
        List<DataSet> cut = new ArrayList<>();
        for (int part = 0; part < parts.length; part++) {
            int[] examples = Arrays.copyOf(parts[part], sizes[part]);
            Arrays.sort(examples);
            cut.add(data.select(examples));
        }
        return cut;
    }

    private static List<int[]> groups(DataSet data) {
        if (data.task() == Task.REGRESSION) {
            return List.of(IntStream.range(0, data.size()).toArray());
        }
        int[] counts = data.classCounts();
        List<int[]> groups = new ArrayList<>();
        for (int label = 0; label < counts.length; label++) {
            groups.add(new int[counts[label]]);
        }
        int[] filled = new int[counts.length];
        for (int example = 0; example < data.size(); example++) {
            int label = data.label(example);
            groups.get(label)[filled[label]++] = example;
        }
        return groups;
    }

    private static void requireEnough(DataSet data, int parts) {
        int[] counts = data.task() == Task.REGRESSION ? new int[] {data.size()} : data.classCounts();
        for (int group = 0; group < counts.length; group++) {
            if (counts[group] < parts) {
                String whose = data.task() == Task.REGRESSION
                        ? "The data set"
                        : "Class (" + data.classNames().get(group) + ")";
                throw new DataException(String.format(
                        "%s has (%d) examples, but must be cut into (%d) parts for training and judging."
                                + " Maybe add examples%s.",
                        whose, counts[group], parts, data.task() == Task.REGRESSION ? "" : ", or leave the class out"));
            }
        }
    }

    private void shuffle(int[] values) {
        for (int last = values.length - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int value = values[last];
            values[last] = values[other];
            values[other] = value;
        }
    }
}
