package io.lanista.djl.data;

import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import io.lanista.base.random.Seeds;
import io.lanista.djl.data.RawData.Part;
import io.lanista.djl.file.DataException;
import io.lanista.djl.table.Listing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Cuts data into training, validation and test part, and standardises them. The same options always cut the same way. Examples
 * that look the same, or are of one group, stay in one part: a network would have seen what it is judged by.
 */
final class Splitter {
    static final Option<Object> VALIDATION = Option.either(
            "validation",
            0.2,
            "a number from 0.01 to 0.9, or a table such as {folds: 5} or {folds: 5, repeats: 2}",
            Validation::isAllowed,
            "share of the examples that trials are scored by; or into how many folds what isn't for the test is cut, each of which"
                    + " scores a network that the others train");
    static final Option<Double> TEST = Option.real(
            "test", 0.2, 0.01, 0.9, "share of the examples for the winner's test, if the source sets none apart");
    static final Option<Double> ENSEMBLE = Option.real(
            "ensemble",
            0,
            0,
            0.9,
            "share of the examples for validation that ensembles are chosen by, and trials are not scored by");
    static final Option<Long> SEED = Option.integer(
            "split_seed", 0, Long.MIN_VALUE, Long.MAX_VALUE, "which split; an experiment's seed doesn't change it");
    static final Option<Boolean> STANDARDIZE =
            Option.flag("standardize", true, "whether features get mean 0 and deviation 1, by channel or by column");
    static final Option<Long> LIMIT =
            Option.integer("limit", 0, 0, Integer.MAX_VALUE, "most training examples to use; 0 for all");
    static final Option<Boolean> ALL = Option.flag(
            "all_data",
            false,
            "whether networks are trained on the examples for validation and test, too, so that scores are of what they know");
    static final List<Option<?>> OPTIONS = List.of(VALIDATION, TEST, ENSEMBLE, SEED, STANDARDIZE, LIMIT, ALL);

    private final Validation validation;
    private final double test;
    private final double ensemble;
    private final boolean standardize;
    private final long limit;
    private final boolean all;
    private final RandomGenerator random;
    private final List<String> notes = new ArrayList<>();

    Splitter(Options options) {
        validation = Validation.of(options.get(VALIDATION));
        test = options.get(TEST);
        ensemble = options.get(ENSEMBLE);
        standardize = options.get(STANDARDIZE);
        limit = options.get(LIMIT);
        all = options.get(ALL);
        random = Seeds.generator(options.get(SEED));
        if (validation.share() + test >= 0.95) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "The options (validation) %s and (test) %s leave too little to train with. Maybe take 0.2 for each.",
                    validation.share(),
                    test));
        }
    }

    DataSplit split(String source, RawData data) {
        Identities identities = Identities.of(data.size(), data::identity);
        Cut cut = validation.folds() > 1 ? developed(data, identities) : cut(data, identities);
        Prepared prepared = data.prepare(standardize, cut.developed());
        notes.addAll(prepared.notes());
        DataSet train = prepared.part(cut.train());
        requireDifferent(train, prepared);
        DataSplit split = new DataSplit(
                train,
                prepared.part(cut.validation()),
                prepared.part(cut.test()),
                prepared.inputScale(),
                train.task() == Task.REGRESSION
                        ? Standardization.ofTargets(train)
                        : Standardization.identity(train.outputSize()),
                prepared.table(),
                DataSummary.NONE,
                cut.folds().stream()
                        .map(fold -> new DataSplit.Fold(
                                prepared.part(fold.train()),
                                prepared.part(fold.validation()),
                                selection(fold, prepared)))
                        .toList(),
                data.fit(),
                selection(cut, prepared));
        return split.with(DataSummary.of(source, data.findings(), identities, cut, split, notes));
    }

    private static Optional<DataSet> selection(Cut cut, Prepared prepared) {
        return cut.selection().length == 0 ? Optional.empty() : Optional.of(prepared.part(cut.selection()));
    }

    /** What trials are scored by, and what ensembles are chosen by, of the examples that networks aren't trained on. */
    private List<int[]> judged(RawData data, Identities identities, int... validated) {
        if (ensemble == 0) {
            return List.of(validated, new int[0]);
        }
        List<int[]> parts = data.times().isPresent()
                ? byTime(validated, data.times().get(), ensemble)
                : atRandom(data, data.groups().orElse(identities), validated, ensemble);
        if (parts.get(0).length == 0) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "The option (ensemble) is (%s), which leaves none of the (%d) examples for validation to score trials by."
                            + " Maybe take 0.5.",
                    ensemble,
                    validated.length));
        }
        return parts;
    }

    private Cut cut(RawData data, Identities identities) {
        int[] open = of(data, Part.OPEN);
        int[] ownValidation = of(data, Part.VALIDATION);
        int[] ownTest = of(data, Part.TEST);
        List<Double> shares = new ArrayList<>();
        if (ownValidation.length == 0) {
            shares.add(validation.share());
        }
        if (ownTest.length == 0) {
            shares.add(test);
        }
        double[] wanted = shares.stream().mapToDouble(Double::doubleValue).toArray();
        requireEnough(data, open, wanted.length + 1);
        List<int[]> parts = data.times().isPresent()
                ? byTime(open, data.times().get(), wanted)
                : atRandom(data, data.groups().orElse(identities), open, wanted);
        int next = 1;
        int[] validated = ownValidation.length == 0 ? parts.get(next++) : ownValidation;
        int[] tested = ownTest.length == 0 ? parts.get(next) : ownTest;
        if (all) {
            notes.add("Networks are trained on all examples, so scores are of what they know already"
                    + (limit > 0 ? ", and the option (limit) doesn't count." : "."));
            return new Cut(IntStream.range(0, data.size()).toArray(), validated, tested, new int[0]);
        }
        List<int[]> judged = judged(data, identities, validated);
        return new Cut(limited(data, parts.get(0)), judged.get(0), tested, judged.get(1));
    }

    /** Sets the test part aside, and cuts the rest into folds, several times if that is wanted. */
    private Cut developed(RawData data, Identities identities) {
        int[] open = of(data, Part.OPEN);
        int[] ownTest = of(data, Part.TEST);
        if (data.times().isPresent() || of(data, Part.VALIDATION).length > 0) {
            throw new DataException("The option (validation) asks for (" + validation.folds()
                    + ") folds, but the data are cut by " + (data.times().isPresent() ? "their time" : "the source")
                    + ". Maybe give a share, such as 0.2.");
        }
        Identities together = data.groups().orElse(identities);
        double[] shares = ownTest.length == 0 ? new double[] {test} : new double[0];
        requireEnough(data, open, 2 + shares.length);
        List<int[]> parts = atRandom(data, together, open, shares);
        int[] rest = limited(data, parts.get(0));
        double[] fold = new double[validation.folds() - 1];
        Arrays.fill(fold, 1.0 / validation.folds());
        List<Cut> folds = new ArrayList<>();
        for (int repeat = 0; repeat < validation.repeats(); repeat++) {
            for (int[] scored : atRandom(data, together, rest, fold)) {
                if (scored.length > 0 && scored.length < rest.length) {
                    List<int[]> judged = judged(data, identities, scored);
                    folds.add(new Cut(without(rest, scored), judged.get(0), new int[0], judged.get(1)));
                }
            }
        }
        Cut first = folds.get(0);
        return new Cut(
                first.train(),
                first.validation(),
                ownTest.length == 0 ? parts.get(1) : ownTest,
                first.selection(),
                folds);
    }

    private static int[] without(int[] all, int[] some) {
        Set<Integer> left = new HashSet<>();
        IntStream.of(some).forEach(left::add);
        return IntStream.of(all).filter(example -> !left.contains(example)).toArray();
    }

    private static int[] of(RawData data, Part part) {
        return IntStream.range(0, data.size())
                .filter(example -> data.part(example) == part)
                .toArray();
    }

    private int[] limited(RawData data, int[] train) {
        if (limit == 0 || limit >= train.length) {
            return train;
        }
        return deal(strata(data, singles(train)), train.length, (double) limit / train.length)
                .get(1);
    }

    /** The last ones to test, those before to validate, the first ones to train. */
    private static List<int[]> byTime(int[] open, IntToDoubleFunction times, double... shares) {
        int[] ordered = IntStream.of(open)
                .boxed()
                .sorted(Comparator.comparingDouble(times::applyAsDouble))
                .mapToInt(Integer::intValue)
                .toArray();
        List<int[]> parts = new ArrayList<>();
        int end = ordered.length;
        for (int part = shares.length; part > 0; part--) {
            int start = end - Math.max(1, (int) Math.round(shares[part - 1] * ordered.length));
            parts.add(0, sorted(Arrays.copyOfRange(ordered, Math.max(0, start), end)));
            end = Math.max(0, start);
        }
        parts.add(0, sorted(Arrays.copyOf(ordered, end)));
        return parts;
    }

    private List<int[]> atRandom(RawData data, Identities together, int[] open, double... shares) {
        List<int[]> bundles = together.bundles(open);
        boolean bundled = bundles.size() < open.length;
        if (bundled) {
            List<int[]> parts = deal(strata(data, bundles), open.length, shares);
            if (parts.stream().allMatch(part -> part.length > 0)) {
                return parts;
            }
            notes.add(String.format(
                    Locale.ROOT,
                    "The examples are of (%d) different kinds only, too few to keep equal ones or groups in one part, so the"
                            + " test is easier than new examples are.",
                    bundles.size()));
        }
        return deal(strata(data, singles(open)), open.length, shares);
    }

    private static List<int[]> singles(int[] examples) {
        return IntStream.of(examples).mapToObj(example -> new int[] {example}).toList();
    }

    /** The bundles of each class (of the first example); all in one for regression. */
    private static List<List<int[]>> strata(RawData data, List<int[]> bundles) {
        if (data.task() == Task.REGRESSION) {
            return List.of(new ArrayList<>(bundles));
        }
        Map<Integer, List<int[]>> strata = new TreeMap<>();
        for (int[] bundle : bundles) {
            strata.computeIfAbsent(data.label(bundle[0]), label -> new ArrayList<>())
                    .add(bundle);
        }
        return new ArrayList<>(strata.values());
    }

    /**
     * What is left, then a part for each share. Every stratum is dealt out by itself; a bundle that is too large for what is still
     * wanted stays with what is left.
     */
    private List<int[]> deal(List<List<int[]>> strata, int count, double... shares) {
        int[][] parts = new int[shares.length + 1][count];
        int[] sizes = new int[parts.length];
        for (List<int[]> stratum : strata) {
            shuffle(stratum);
            int examples = stratum.stream().mapToInt(bundle -> bundle.length).sum();
            int next = 0;
            for (int part = 1; part < parts.length; part++) {
                int wanted = Math.max(1, (int) Math.round(shares[part - 1] * examples));
                for (; wanted > 0 && next < stratum.size(); next++) {
                    int[] bundle = stratum.get(next);
                    int to = bundle.length <= wanted ? part : 0;
                    wanted -= to == part ? bundle.length : 0;
                    sizes[to] = add(bundle, parts[to], sizes[to]);
                }
            }
            for (; next < stratum.size(); next++) {
                sizes[0] = add(stratum.get(next), parts[0], sizes[0]);
            }
        }
        List<int[]> dealt = new ArrayList<>();
        for (int part = 0; part < parts.length; part++) {
            dealt.add(sorted(Arrays.copyOf(parts[part], sizes[part])));
        }
        return dealt;
    }

    private static int add(int[] bundle, int[] part, int size) {
        System.arraycopy(bundle, 0, part, size, bundle.length);
        return size + bundle.length;
    }

    private static int[] sorted(int[] examples) {
        Arrays.sort(examples);
        return examples;
    }

    /** Of classes that are rather numbers to predict, another way out. */
    private static String quantity(RawData data) {
        boolean many = data.classNames().size() * 2 > data.size();
        return many && data.classNames().stream().allMatch(name -> name.matches("-?\\d+"))
                ? ", or predict numbers (evaluator regression, or option task: regression)"
                : "";
    }

    private static void requireEnough(RawData data, int[] open, int parts) {
        Map<Integer, Integer> counts = new LinkedHashMap<>();
        for (int example : open) {
            counts.merge(data.task() == Task.REGRESSION ? 0 : data.label(example), 1, Integer::sum);
        }
        boolean numbers = data.task() == Task.REGRESSION;
        counts.forEach((label, count) -> {
            if (count < parts) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "%s has (%d) examples, but must be cut into (%d) parts for training and judging. Maybe add examples%s.",
                        numbers
                                ? "The data set"
                                : "Class ("
                                        + Listing.shortened(data.classNames().get(label)) + ")",
                        count,
                        parts,
                        numbers ? "" : ", or leave the class out" + quantity(data)));
            }
        });
    }

    /** A number that is always the same teaches nothing, and its R² means nothing. */
    private static void requireDifferent(DataSet train, Prepared prepared) {
        for (int target = 0; train.task() == Task.REGRESSION && target < train.outputSize(); target++) {
            double first = train.target(0, target);
            int place = target;
            if (IntStream.range(1, train.size()).allMatch(example -> train.target(example, place) == first)) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "The number to predict%s is (%s) in all training examples, so there is nothing to learn. Maybe another"
                                + " column holds it (option label).",
                        prepared.table()
                                .map(table -> " (" + table.labels().get(place) + ")")
                                .orElse(""),
                        first));
            }
        }
    }

    private void shuffle(List<int[]> values) {
        for (int last = values.size() - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int[] value = values.get(last);
            values.set(last, values.get(other));
            values.set(other, value);
        }
    }
}
