package io.lanista.djl.data;

import io.lanista.api.trial.DataDescription;
import io.lanista.djl.table.Feature;
import io.lanista.djl.table.Listing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Puts into words what data there are. */
final class DataSummary {
    static final DataDescription NONE = new DataDescription("", List.of(), List.of(), Map.of());

    /** Cyrillic and Greek letters that look like Latin ones. */
    private static final String STRANGERS = "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u03bf\u03b1";

    private static final String LATIN = "aeopcyxioa";
    private static final int CLASSES_SHOWN = 8;
    private static final int FEW_EXAMPLES = 10;
    private static final int RARE_SHOWN = 3;
    private static final double LOPSIDED = 0.8;
    private static final int FINGERPRINT_BYTES = 16;

    private final DataSplit split;
    private final boolean overlapping;
    private final Map<String, Integer> classes = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();

    /**
     * A summary.
     *
     * @param overlapping whether networks are trained on all examples, also on those of the other parts
     */
    private DataSummary(DataSplit split, boolean overlapping) {
        this.split = split;
        this.overlapping = overlapping;
        List<String> names = split.train().classNames();
        int[] counts = new int[names.size()];
        for (DataSet part : counted()) {
            for (int example = 0; !names.isEmpty() && example < part.size(); example++) {
                counts[part.label(example)]++;
            }
        }
        for (int label = 0; label < counts.length; label++) {
            classes.put(names.get(label), counts[label]);
        }
    }

    /** Of what a source gave. */
    static DataDescription of(
            String source, Findings findings, Identities identities, Cut cut, DataSplit split, List<String> notes) {
        DataSummary summary = new DataSummary(
                split,
                cut.test().length > 0 && IntStream.of(cut.train()).anyMatch(example -> example == cut.test()[0]));
        summary.warnings.addAll(findings.warnings());
        summary.warnings.addAll(notes);
        int equal = identities.allDiffer() ? 0 : summary.lookForEqual(identities, cut);
        return summary.description(
                source,
                findings,
                equal,
                example -> identities.of(cut.train()[example]),
                example -> identities.of(cut.validation()[example]),
                example -> identities.of(cut.test()[example]),
                example -> identities.of(cut.selection()[example]));
    }

    /** Parts in which each example is once. */
    private List<DataSet> counted() {
        return overlapping ? List.of(split.train()) : parts();
    }

    private List<DataSet> parts() {
        List<DataSet> parts = new ArrayList<>(List.of(split.train(), split.validation(), split.test()));
        split.selection().ifPresent(parts::add);
        return parts;
    }

    /** What a part is for, as in "examples to test". */
    private String use(DataSet part) {
        return part == split.train()
                ? "train"
                : part == split.test() ? "test" : part == split.validation() ? "validate" : "choose ensembles by";
    }

    /** Of parts that a program has split itself. */
    static DataDescription of(DataSplit split) {
        return new DataSummary(split, false)
                .description(
                        "memory",
                        Findings.NONE,
                        0,
                        split.train()::identity,
                        split.validation()::identity,
                        split.test()::identity);
    }

    private DataDescription description(String source, Findings findings, int equal, IntToLongFunction... identities) {
        String fingerprint = fingerprint(identities);
        warnOfClasses();
        warnOfMissingClasses();
        warnOfTargets();
        int examples = counted().stream().mapToInt(DataSet::size).sum();
        int selected = split.selection().map(DataSet::size).orElse(0);
        List<String> lines = new ArrayList<>();
        lines.add(
                String.format(Locale.ROOT, "Data (%s): %d examples of %s, %s.", source, examples, shape(), targets()));
        if (!findings.summary().isEmpty()) {
            lines.add("  " + findings.summary() + ".");
        }
        String apart = selected == 0 ? "" : ", " + selected + " to choose ensembles by";
        String equals = equal == 0 ? "" : "; " + equal + " are equal to others of the same part";
        lines.add(
                split.folds().isEmpty()
                        ? String.format(
                                Locale.ROOT,
                                "  %d to train, %d to validate%s, %d to test%s.",
                                split.train().size(),
                                split.validation().size(),
                                apart,
                                split.test().size(),
                                equals)
                        : String.format(
                                Locale.ROOT,
                                "  %d to train and validate in %d folds%s, %d to test%s.",
                                split.train().size() + split.validation().size() + selected,
                                split.folds().size(),
                                selected == 0 ? "" : ", a part of each to choose ensembles by",
                                split.test().size(),
                                equals));
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("source", source);
        details.put("fingerprint", fingerprint);
        details.put("examples", examples);
        details.put(
                "shape",
                IntStream.range(0, split.shape().length)
                        .mapToObj(axis -> split.shape()[axis])
                        .toList());
        details.put("task", split.task().name().toLowerCase(Locale.ROOT));
        details.put(split.task() == Task.CLASSIFICATION ? "classes" : "targets", targetDetails());
        details.putAll(findings.details());
        Map<String, Object> sizes = ordered(
                "train", split.train().size(),
                "validation", split.validation().size(),
                "test", split.test().size());
        if (selected > 0) {
            sizes.put("ensemble", selected);
        }
        details.put("split", sizes);
        if (!split.folds().isEmpty()) {
            details.put("folds", split.folds().size());
        }
        details.put("equal", equal);
        details.put("warnings", List.copyOf(warnings));
        return new DataDescription(fingerprint, lines, warnings, details);
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    private String shape() {
        return split.train().isImages()
                ? DataSet.Shapes.text(split.shape()) + " (channels, height, width)"
                : split.train().featureSize() + " numbers";
    }

    private String targets() {
        if (split.task() == Task.REGRESSION) {
            return split.outputSize() == 1
                    ? "target from " + Listing.rounded(range(0)[0]) + " to " + Listing.rounded(range(0)[1])
                    : split.outputSize() + " targets";
        }
        List<Map.Entry<String, Integer>> byCount = classes.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, Integer> one) -> -one.getValue()))
                .toList();
        Map.Entry<String, Integer> rarest = byCount.get(byCount.size() - 1);
        boolean balanced = byCount.get(0).getValue().equals(rarest.getValue());
        Function<Map.Entry<String, Integer>, String> named =
                one -> Listing.shortened(one.getKey()) + (balanced ? "" : " " + one.getValue());
        String commonest = byCount.stream().limit(CLASSES_SHOWN).map(named).collect(Collectors.joining(", "));
        return classes.size() + " classes" + (balanced ? " with " + rarest.getValue() + " examples each: " : ": ")
                + commonest + (byCount.size() > CLASSES_SHOWN ? ", …, " + named.apply(rarest) : "");
    }

    private Object targetDetails() {
        if (split.task() == Task.CLASSIFICATION) {
            return classes;
        }
        List<Map<String, Object>> targets = new ArrayList<>();
        for (int part = 0; part < split.outputSize(); part++) {
            targets.add(ordered(
                    "from",
                    range(part)[0],
                    "to",
                    range(part)[1],
                    "mean",
                    split.targetScale().mean().get(part),
                    "deviation",
                    split.targetScale().deviation().get(part)));
        }
        return targets;
    }

    private double[] range(int target) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (DataSet part : parts()) {
            for (int example = 0; example < part.size(); example++) {
                low = Math.min(low, part.target(example, target));
                high = Math.max(high, part.target(example, target));
            }
        }
        return new double[] {low, high};
    }

    /** The rarest first, where they are more than a few. */
    private void warnOfRareClasses() {
        List<Map.Entry<String, Integer>> rare = classes.entrySet().stream()
                .filter(one -> one.getValue() < FEW_EXAMPLES)
                .sorted(Map.Entry.comparingByValue())
                .toList();
        if (rare.size() > RARE_SHOWN) {
            String rarest = rare.stream()
                    .limit(CLASSES_SHOWN)
                    .map(one -> "(" + Listing.shortened(one.getKey()) + ") " + one.getValue())
                    .collect(Collectors.joining(", "));
            warnings.add(rare.size() + " of " + classes.size() + " classes have fewer than " + FEW_EXAMPLES
                    + " examples: " + rarest + (rare.size() > CLASSES_SHOWN ? ", …." : "."));
            return;
        }
        classes.forEach((name, count) -> {
            if (count < FEW_EXAMPLES && count <= LOPSIDED * all()) {
                warnings.add("The class (" + Listing.shortened(name) + ") has " + count + " examples only.");
            }
        });
    }

    private int all() {
        return classes.values().stream().mapToInt(Integer::intValue).sum();
    }

    private void warnOfClasses() {
        int all = all();
        classes.forEach((name, count) -> {
            String shown = Listing.shortened(name);
            if (count > LOPSIDED * all) {
                warnings.add(String.format(
                        Locale.ROOT,
                        "%.1f %% of the examples are of the class (%s), so a network that always says so has an accuracy of %.3f.",
                        100.0 * count / all,
                        shown,
                        (double) count / all));
            }
        });
        warnOfRareClasses();
        if (classes.keySet().stream().allMatch(name -> name.codePointCount(0, name.length()) == 1)) {
            return; // Letters of an alphabet, large and small.
        }
        Map<String, List<String>> alike = classes.keySet().stream()
                .collect(Collectors.groupingBy(DataSummary::folded, TreeMap::new, Collectors.toList()));
        List<String> groups = alike.values().stream()
                .filter(names -> names.size() > 1)
                .map(names -> "(" + Listing.of(names) + ")")
                .toList();
        if (!groups.isEmpty()) {
            warnings.add("Classes that look alike are different ones: " + Listing.of(groups)
                    + ". Maybe they are meant as one: write them alike then.");
        }
    }

    /** A name without its case, its accents' encoding and its blanks; with Latin letters for those of other scripts that look alike. */
    private static String folded(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder();
        plain.codePoints()
                .filter(letter -> !Character.isWhitespace(letter) && Character.getType(letter) != Character.FORMAT)
                .map(letter -> STRANGERS.indexOf(letter) < 0 ? letter : LATIN.charAt(STRANGERS.indexOf(letter)))
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }

    /** A class that a part has no example of isn't judged there. */
    private void warnOfMissingClasses() {
        for (DataSet part : parts()) {
            boolean[] present = new boolean[part.classNames().size()];
            for (int example = 0; present.length > 0 && example < part.size(); example++) {
                present[part.label(example)] = true;
            }
            List<String> missing = IntStream.range(0, present.length)
                    .filter(label -> !present[label])
                    .mapToObj(part.classNames()::get)
                    .toList();
            if (!missing.isEmpty()) {
                warnings.add("No example to " + use(part) + " is of "
                        + (missing.size() == 1 ? "the class" : "the classes") + " (" + Listing.of(missing) + ").");
            }
        }
    }

    /** A number that is nearly always the same, or the same wherever it is judged, makes scores that mean little. */
    private void warnOfTargets() {
        for (int target = 0; split.task() == Task.REGRESSION && target < split.outputSize(); target++) {
            String name = split.outputSize() == 1 ? "" : " (" + targetName(target) + ")";
            Map<Double, Integer> counts = new HashMap<>();
            int all = 0;
            for (DataSet part : parts()) {
                Set<Double> values = new HashSet<>();
                for (int example = 0; example < part.size(); example++) {
                    values.add(part.target(example, target));
                    counts.merge(part.target(example, target), 1, Integer::sum);
                }
                all += part.size();
                if (values.size() == 1 && part != split.train()) {
                    warnings.add("The number to predict" + name + " is ("
                            + values.iterator().next() + ") in all ("
                            + part.size() + ") examples to " + use(part)
                            + ", so R² means nothing there.");
                }
            }
            Map.Entry<Double, Integer> most = Collections.max(counts.entrySet(), Map.Entry.comparingByValue());
            if (most.getValue() > LOPSIDED * all) {
                warnings.add(String.format(
                        Locale.ROOT,
                        "The number to predict%s is (%s) in %.1f %% of the examples.",
                        name,
                        most.getKey(),
                        100.0 * most.getValue() / all));
            }
        }
    }

    private String targetName(int target) {
        return split.table().map(table -> table.labels().get(target)).orElseGet(() -> String.valueOf(target));
    }

    /** Counts the examples that look like another one of their part, and warns of those that are in another part, too. */
    private int lookForEqual(Identities identities, Cut cut) {
        Set<Long> seen = new HashSet<>();
        int equal = 0;
        List<int[]> parts = overlapping
                ? List.of(cut.train())
                : List.of(cut.train(), cut.validation(), cut.test(), cut.selection());
        for (int[] part : parts) {
            equal += identities.equal(part);
            long elsewhere = IntStream.of(part)
                    .filter(example -> seen.contains(identities.of(example)))
                    .count();
            IntStream.of(part).forEach(example -> seen.add(identities.of(example)));
            if (elsewhere > 0) {
                warnings.add(String.format(
                        Locale.ROOT,
                        "%d of the %d examples to %s are equal to some in another part, so scores are better than they will be"
                                + " on new ones.",
                        elsewhere,
                        part.length,
                        part == cut.test() ? "test" : part == cut.validation() ? "validate" : "choose ensembles by"));
            }
        }
        return equal;
    }

    private String fingerprint(IntToLongFunction... identities) {
        MessageDigest digest = digest();
        digest.update((DataSet.Shapes.text(split.shape())
                        + (split.folds().isEmpty() ? "" : split.folds().size() + " folds")
                        + classes.keySet()
                        + split.table()
                                .map(table -> table.features().stream()
                                        .map(Feature::name)
                                        .toList()
                                        .toString())
                                .orElse(""))
                .getBytes(StandardCharsets.UTF_8));
        List<DataSet> parts = parts();
        ByteBuffer numbers = ByteBuffer.allocate(Long.BYTES * (2 + split.outputSize()));
        for (int i = 0; i < parts.size(); i++) {
            DataSet part = parts.get(i);
            digest.update((byte) i);
            for (int example = 0; example < part.size(); example++) {
                numbers.clear().putLong(identities[i].applyAsLong(example));
                for (int target = 0; target < split.outputSize() && split.task() == Task.REGRESSION; target++) {
                    numbers.putDouble(part.target(example, target));
                }
                if (split.task() == Task.CLASSIFICATION) {
                    numbers.putInt(part.label(example));
                }
                if (part.isWeighted()) {
                    numbers.putDouble(part.weight(example));
                }
                digest.update(numbers.flip());
            }
        }
        return HexFormat.of().formatHex(digest.digest(), 0, FINGERPRINT_BYTES);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
