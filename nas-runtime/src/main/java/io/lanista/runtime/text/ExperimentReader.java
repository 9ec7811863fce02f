package io.lanista.runtime.text;

import io.lanista.api.layer.LayerCatalogue;
import io.lanista.api.space.Choices;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.text.ExperimentFile.Budget;
import io.lanista.runtime.text.ExperimentFile.Duplicates;
import io.lanista.runtime.text.ExperimentFile.Failures;
import io.lanista.runtime.text.ExperimentFile.Method;
import io.lanista.runtime.text.ExperimentFile.Space;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Understands an experiment file. */
final class ExperimentReader {
    private static final Set<String> KEYS = Set.of(
            "name",
            "space",
            "strategy",
            "trainer",
            "architecture",
            "evaluator",
            "objective",
            "budget",
            "parallel",
            "seed",
            "stopping",
            "duplicates",
            "constraints",
            "executor",
            "failures");
    private static final int MANY = 1_000_000_000;
    private static final Failures DEFAULT_FAILURES = new Failures(5, 0);
    private static final String SPACES = "the path of a file, {hub: name} with its options, or a space in full with the"
            + " keys input, settings, definitions, layers";

    private final Path file;
    private final LayerCatalogue catalogue;

    ExperimentReader(Path file, LayerCatalogue catalogue) {
        this.file = file;
        this.catalogue = catalogue;
    }

    ExperimentFile read(Tree tree) {
        Tree.Table table = tree.table("a table with the keys name, space, strategy, evaluator, objective, budget");
        table.allow(KEYS);
        String name = table.require("name", "what people call the experiment").text("a text");
        Tree parallel = table.get("parallel");
        Tree seed = table.get("seed");
        Tree stopping = table.get("stopping");
        Tree executor = table.get("executor");
        return new ExperimentFile(
                file,
                name,
                space(table.require("space", SPACES), name),
                method(table),
                NamedOptions.read(
                        table.require("evaluator", "what scores an architecture, such as classification"),
                        "an evaluator"),
                objective(table.require("objective", "{maximize: metric} or {minimize: metric}")),
                budget(table),
                parallel == null ? 1 : (int) parallel.integer(1, 10_000),
                seed == null ? 0 : seed.integer(Long.MIN_VALUE, Long.MAX_VALUE),
                stopping == null ? null : NamedOptions.read(stopping, "a stopping rule"),
                duplicates(table),
                constraints(table),
                executor == null ? null : NamedOptions.read(executor, "an executor"),
                failures(table));
    }

    private Space space(Tree tree, String experiment) {
        if (tree instanceof Tree.Scalar) {
            return written(tree);
        }
        Tree.Table table = tree.table(SPACES);
        if (table.has("hub")) {
            return new Space.Hub(NamedOptions.read(tree, "hub", "the name of a space"));
        }
        if (table.has("file")) {
            table.allow(Set.of("file"));
            return written(table.require("file", ""));
        }
        if (!table.has("layers")) {
            throw table.wrong("has no key (layers), which describes a space here. Maybe ask for a space of the hub by"
                    + " {hub: nasbench201}, or for a file by {file: space.yaml}.");
        }
        return new Space.Written(new ModelReader(catalogue).file(table, experiment));
    }

    private Space written(Tree path) {
        Path other = file.resolveSibling(path.text(SPACES));
        if (!Files.isRegularFile(other)) {
            throw path.wrong("names the file (" + other + "), which doesn't exist. Maybe correct the path, which starts"
                    + " at the folder of this file; a space of the hub is asked for by {hub: name}.");
        }
        return new Space.Written(ModelText.read(other, catalogue));
    }

    private static Method method(Tree.Table table) {
        Tree strategy = table.get("strategy");
        Tree trainer = table.get("trainer");
        if (strategy != null && trainer != null) {
            throw trainer.wrong("stands beside a strategy, and only one of both can search. Maybe remove one.");
        }
        Tree architecture = table.get("architecture");
        if (architecture != null && (strategy != null || trainer != null)) {
            throw architecture.wrong(
                    "stands beside something that searches, and it is all that is tried. Maybe remove one.");
        }
        if (architecture != null) {
            return architecture(architecture);
        }
        if (trainer != null) {
            return new Method.Trainer(NamedOptions.read(trainer, "a trainer"));
        }
        return new Method.Strategy(NamedOptions.read(
                strategy != null
                        ? strategy
                        : table.require(
                                "strategy",
                                "what searches, such as random; or 'trainer' for one-shot search, or an 'architecture'"),
                "a strategy"));
    }

    private static Method architecture(Tree tree) {
        if (tree instanceof Tree.Table) {
            return new Method.Architecture(null, new Choices(ChoicesText.values(tree)), tree.location());
        }
        String wanted = "an architecture as 'nas best' prints it, or a table with a value for each decision";
        return new Method.Architecture(tree.text(wanted), Choices.NONE, tree.location());
    }

    private static Objective objective(Tree tree) {
        String wanted = "{maximize: metric} or {minimize: metric}";
        Tree.Table table = tree.table(wanted);
        table.allow(Set.of("maximize", "minimize"));
        if (table.entries().size() != 1) {
            throw table.wrong("must be " + wanted + ".");
        }
        Tree maximize = table.get("maximize");
        return maximize != null
                ? Objective.maximize(maximize.text("the name of a metric"))
                : Objective.minimize(table.require("minimize", wanted).text("the name of a metric"));
    }

    private static Budget budget(Tree.Table table) {
        Tree given = table.get("budget");
        if (given == null) {
            return new Budget(OptionalInt.empty(), null, OptionalDouble.empty(), null);
        }
        Tree.Table budget = given.table("a table with the keys trials, time, target, trial_time");
        budget.allow(Set.of("trials", "time", "target", "trial_time"));
        Tree trials = budget.get("trials");
        Tree target = budget.get("target");
        return new Budget(
                trials == null ? OptionalInt.empty() : OptionalInt.of((int) trials.integer(1, MANY)),
                duration(budget.get("time")),
                target == null ? OptionalDouble.empty() : OptionalDouble.of(target.number("a number")),
                duration(budget.get("trial_time")));
    }

    private static @Nullable Duration duration(@Nullable Tree tree) {
        if (tree == null) {
            return null;
        }
        if (tree instanceof Tree.Scalar scalar) {
            return Durations.parse(String.valueOf(scalar.value()))
                    .orElseThrow(() -> tree.wrong("must be " + Durations.ALLOWED + ", and is " + tree.kind() + "."));
        }
        throw tree.wrong("must be " + Durations.ALLOWED + ", and is " + tree.kind() + ".");
    }

    private static @Nullable Duplicates duplicates(Tree.Table table) {
        Tree tree = table.get("duplicates");
        if (tree == null) {
            return null;
        }
        Set<String> words = new TreeSet<>();
        Arrays.stream(Duplicates.values())
                .forEach(value -> words.add(value.name().toLowerCase(Locale.ROOT)));
        return Duplicates.valueOf(tree.word(words).toUpperCase(Locale.ROOT));
    }

    private static Map<String, Double> constraints(Tree.Table table) {
        Map<String, Double> bounds = new LinkedHashMap<>();
        Tree tree = table.get("constraints");
        if (tree != null) {
            Tree.Table given =
                    tree.table("a table with some of the keys " + String.join(", ", ExperimentFile.CONSTRAINTS));
            given.allow(ExperimentFile.CONSTRAINTS);
            given.entries().forEach((name, bound) -> {
                double value = bound.number("a number");
                if (value < 0) {
                    throw bound.wrong("must be at least 0, and is " + bound.kind() + ".");
                }
                bounds.put(name, value);
            });
        }
        return bounds;
    }

    private static Failures failures(Tree.Table table) {
        Tree tree = table.get("failures");
        if (tree == null) {
            return DEFAULT_FAILURES;
        }
        Tree.Table given = tree.table("a table with the keys in_a_row, retries");
        given.allow(Set.of("in_a_row", "retries"));
        Tree inARow = given.get("in_a_row");
        Tree retries = given.get("retries");
        return new Failures(
                inARow == null ? DEFAULT_FAILURES.inARow() : (int) inARow.integer(1, MANY),
                retries == null ? DEFAULT_FAILURES.retries() : (int) retries.integer(0, MANY));
    }
}
