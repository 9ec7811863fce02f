package io.lanista.runtime.text;

import io.lanista.api.failure.LanistaException;
import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.base.text.DidYouMean;
import io.lanista.djl.file.DataFile;
import io.lanista.layer.LayerCatalogue;
import io.lanista.runtime.artifact.ArtifactRequest;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.DuplicatePolicy;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.experiment.MissingPluginsException;
import io.lanista.runtime.experiment.PastWinners;
import io.lanista.runtime.experiment.ProxyFilter;
import io.lanista.runtime.experiment.Stopping;
import io.lanista.runtime.experiment.WarmStart;
import io.lanista.runtime.plugin.PluginHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads experiment files. What a file says goes straight into an {@link ExperimentBuilder}; what it leaves out has the builder's
 * defaults. {@code docs/experiment-format.md} describes the format.
 */
public final class ExperimentReader {
    private static final Set<String> KEYS = Set.of(
            "name",
            "space",
            "strategy",
            "trainer",
            "baseline",
            "architecture",
            "evaluator",
            "objective",
            "scalarisation",
            "budget",
            "parallel",
            "seed",
            "stopping",
            "duplicates",
            "reevaluate",
            "constraints",
            "executor",
            "trackers",
            "past",
            "warm_start",
            "filter",
            "plugins",
            "failures");
    private static final String PROXY = "proxy";
    private static final String A_PROXY = "the name of a proxy, or a table with the proxy and its options";
    private static final int MANY = 1_000_000_000;
    private static final Option<Long> MIN_REPORTS =
            Option.integer("min_steps", 4, 4, Integer.MAX_VALUE, "No trial is judged before so many reports.");
    private static final Option<Double> PROBABILITY = Option.real(
            "probability",
            0.02,
            0.0001,
            0.9999,
            "A trial is stopped that is less likely than this to be better than the best one.");
    private static final List<String> STOPPING_RULES = List.of("curve", "median", "none");
    private static final Option<Long> MIN_STEPS =
            Option.integer("min_steps", 1, 1, Integer.MAX_VALUE, "No trial is stopped before this step.");
    private static final Option<Long> MIN_TRIALS =
            Option.integer("min_trials", 5, 1, Integer.MAX_VALUE, "No trial is stopped before so many were completed.");

    private final Path file;
    private final PluginHost host;
    private final LayerCatalogue catalogue;

    private ExperimentReader(Path file, PluginHost host, LayerCatalogue catalogue) {
        this.file = file;
        this.host = host;
        this.catalogue = catalogue;
    }

    /**
     * Reads an experiment file, and the file of its space if that is another.
     *
     * @param host finds the spaces that are asked for by name
     * @param catalogue the layer types that a space may use
     * @throws SchemaException if a file is missing or wrong; the message names file, line, path and what is allowed
     * @throws io.lanista.runtime.plugin.NoSuchProviderException if the file names a space that isn't there
     * @throws io.lanista.api.option.OptionException if an option of the space or of the stopping rule is wrong
     */
    public static ExperimentBuilder read(Path file, PluginHost host, LayerCatalogue catalogue) {
        ExperimentReader reader = new ExperimentReader(file, host, catalogue);
        return reader.read(ModelText.tree(file)).source(reader.text());
    }

    /**
     * Reads an experiment from a text.
     *
     * @param file where it would lie: relative paths start at its folder
     */
    public static ExperimentBuilder read(String text, Path file, PluginHost host, LayerCatalogue catalogue) {
        return new ExperimentReader(file, host, catalogue).read(TextParser.yaml(text, file.toString()));
    }

    private ExperimentBuilder read(Tree tree) {
        Tree.Table table = tree.table("a table with the keys name, space, strategy, evaluator, objective, budget");
        table.allow(KEYS);
        needed(table);
        Tree name = table.require("name", "what people call the experiment");
        ExperimentBuilder builder = ValueReader.checked(name, () -> Experiment.named(name.text("a text")));
        ExperimentSpace space = ExperimentSpace.of(table, file, host, catalogue);
        space.putInto(builder);
        method(table, space, builder, file);
        NamedOptions evaluator = NamedOptions.read(
                table.require("evaluator", "what scores an architecture, such as classification"), "an evaluator");
        builder.evaluator(evaluator.name(), evaluator.options());
        ObjectivesReader.read(table, builder);
        budget(table.get("budget"), builder);
        rules(table, builder);
        preselection(table, builder);
        plugins(table, builder);
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent())
                .orElseGet(() -> Path.of("").toAbsolutePath());
        return builder.baseFolder(folder);
    }

    private String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new SchemaException(Location.root(file.toString(), 0), "can't be read: " + DataFile.reason(e) + ".");
        }
    }

    /** What searches: a strategy, a trainer, or nothing, where one architecture is given. */
    private static void method(Tree.Table table, ExperimentSpace space, ExperimentBuilder builder, Path file) {
        Tree strategy = table.get("strategy");
        Tree trainer = table.get("trainer");
        Tree architecture = table.get("architecture");
        if (strategy != null && trainer != null) {
            throw trainer.wrong("stands beside a strategy, and only one of both can search. Maybe remove one.");
        }
        if (architecture != null && (strategy != null || trainer != null)) {
            throw architecture.wrong(
                    "stands beside something that searches, and it is all that is tried. Maybe remove one.");
        }
        Tree baseline = table.get("baseline");
        if (baseline != null && trainer == null) {
            throw baseline.wrong(
                    "is for a one-shot trainer, whose export is compared with random architectures. Maybe remove it.");
        }
        if (architecture != null) {
            builder.architecture(architecture(architecture, space, file));
        } else if (trainer != null) {
            NamedOptions named = NamedOptions.read(trainer, "a trainer");
            builder.trainer(named.name(), named.options());
            if (baseline != null) {
                builder.baseline((int) baseline.integer(0, MANY));
            }
        } else {
            NamedOptions named = NamedOptions.read(
                    strategy != null
                            ? strategy
                            : table.require(
                                    "strategy",
                                    "what searches, such as random; or 'trainer' for one-shot search, or an"
                                            + " 'architecture'"),
                    "a strategy");
            builder.strategy(named.name(), named.options());
        }
    }

    private static Choices architecture(Tree tree, ExperimentSpace space, Path file) {
        Choices choices;
        if (tree instanceof Tree.Table) {
            choices = new Choices(ChoicesText.values(tree));
        } else {
            String text = tree.text(
                    "an architecture in the notation of its space, the folder of an exported winner, or a table with a"
                            + " value for each decision");
            Path exported = file.resolveSibling(text).resolve("export.json");
            choices = Files.isRegularFile(exported)
                    ? new Choices(ChoicesText.values(ModelText.tree(exported)
                            .table("an exported winner")
                            .require("choices", "the choices of the winner")))
                    : space.parsed(text, tree);
        }
        SearchSpace searched = space.space();
        searched.validate(choices).ifPresent(wrong -> {
            throw tree.wrong("is no architecture of this space: " + wrong);
        });
        return choices;
    }

    private static void budget(@Nullable Tree given, ExperimentBuilder builder) {
        if (given == null) {
            return;
        }
        Tree.Table table = given.table("a table with the keys trials, time, target, trial_time");
        table.allow(Set.of("trials", "time", "target", "trial_time"));
        Budget budget = Budget.UNLIMITED;
        Tree trials = table.get("trials");
        if (trials != null) {
            budget = budget.withTrials((int) trials.integer(1, MANY));
        }
        Tree time = table.get("time");
        if (time != null) {
            budget = budget.withTime(duration(time));
        }
        Tree target = table.get("target");
        if (target != null) {
            Budget before = budget;
            budget = ValueReader.checked(target, () -> before.withTarget(target.number("a number")));
        }
        builder.budget(budget);
        Tree trialTime = table.get("trial_time");
        if (trialTime != null) {
            builder.trialTime(duration(trialTime));
        }
    }

    private static Duration duration(Tree tree) {
        return Optional.of(tree)
                .filter(Tree.Scalar.class::isInstance)
                .flatMap(scalar -> Durations.parse(String.valueOf(((Tree.Scalar) scalar).value())))
                .orElseThrow(() -> tree.wrong("must be " + Durations.ALLOWED + ", and is " + tree.kind() + "."));
    }

    private static void rules(Tree.Table table, ExperimentBuilder builder) {
        Tree parallel = table.get("parallel");
        if (parallel instanceof Tree.Scalar scalar && "auto".equals(scalar.value())) {
            builder.parallelismOfMachine();
        } else if (parallel != null) {
            builder.parallelism((int) parallel.integer(1, 10_000));
        }
        Tree seed = table.get("seed");
        if (seed != null) {
            builder.seed(seed.integer(Long.MIN_VALUE, Long.MAX_VALUE));
        }
        Tree duplicates = table.get("duplicates");
        if (duplicates != null) {
            String word = duplicates.word(new TreeSet<>(List.of("reject", "repeat", "reuse")));
            builder.duplicates(DuplicatePolicy.valueOf(word.toUpperCase(Locale.ROOT)));
        }
        Tree reevaluate = table.get("reevaluate");
        if (reevaluate != null) {
            double share = reevaluate.number("a number from 0 to 0.9");
            ValueReader.checked(reevaluate, () -> builder.reevaluate(share));
        }
        Tree stopping = table.get("stopping");
        if (stopping != null) {
            builder.stopping(stopping(NamedOptions.read(stopping, "a stopping rule")));
        }
        Tree failures = table.get("failures");
        if (failures != null) {
            failures(failures.table("a table with the keys in_a_row, retries"), builder);
        }
    }

    private static void failures(Tree.Table table, ExperimentBuilder builder) {
        table.allow(Set.of("in_a_row", "retries"));
        Tree inARow = table.get("in_a_row");
        if (inARow != null) {
            builder.maxFailuresInARow((int) inARow.integer(1, MANY));
        }
        Tree retries = table.get("retries");
        if (retries != null) {
            builder.retries((int) retries.integer(0, MANY));
        }
    }

    /** What a proxy chooses before anything is trained. */
    private static void preselection(Tree.Table table, ExperimentBuilder builder) {
        Tree start = table.get("warm_start");
        if (start != null) {
            NamedOptions named = NamedOptions.read(start, PROXY, A_PROXY);
            builder.warmStart(WarmStart.of(named.name(), named.options()));
        }
        Tree filter = table.get("filter");
        if (filter != null) {
            NamedOptions named = NamedOptions.read(filter, PROXY, A_PROXY);
            builder.filter(ProxyFilter.of(named.name(), named.options()));
        }
    }

    private static Stopping stopping(NamedOptions rule) {
        if (!STOPPING_RULES.contains(rule.name())) {
            throw new SchemaException(
                    rule.location(),
                    "there is no stopping rule '" + rule.name() + "'. Available: " + String.join(", ", STOPPING_RULES)
                            + "." + DidYouMean.sentence(rule.name(), STOPPING_RULES));
        }
        if (rule.name().equals("none")) {
            Options.parse("stopping rule 'none'", List.of(), rule.options());
            return Stopping.NONE;
        }
        if (rule.name().equals("curve")) {
            Options options = Options.parse(
                    "stopping rule 'curve'", List.of(MIN_REPORTS, MIN_TRIALS, PROBABILITY), rule.options());
            return Stopping.curve(
                    Math.toIntExact(options.get(MIN_REPORTS)),
                    Math.toIntExact(options.get(MIN_TRIALS)),
                    options.get(PROBABILITY));
        }
        Options options = Options.parse("stopping rule 'median'", List.of(MIN_STEPS, MIN_TRIALS), rule.options());
        return Stopping.median(Math.toIntExact(options.get(MIN_STEPS)), Math.toIntExact(options.get(MIN_TRIALS)));
    }

    /** The plug-ins that the file says it needs: asked for first, since all else that it names may come from them. */
    private void needed(Tree.Table table) {
        Tree plugins = table.get("plugins");
        if (plugins == null) {
            return;
        }
        List<ArtifactRequest> missing = new ArrayList<>();
        for (Tree plugin : plugins.items("a list of published plug-ins, such as 'com.acme:annealing:[1,2)'")) {
            ArtifactRequest request = request(plugin);
            if (host.plugins().stream().noneMatch(info -> info.isPublishedAs(request))) {
                missing.add(request);
            }
        }
        if (!missing.isEmpty()) {
            throw new MissingPluginsException(String.valueOf(file.getFileName()), missing);
        }
    }

    private static ArtifactRequest request(Tree plugin) {
        try {
            return ArtifactRequest.parse(plugin.text("a published plug-in, such as 'com.acme:annealing:[1,2)'"));
        } catch (LanistaException e) {
            throw plugin.wrong("is wrong: " + e.getMessage());
        }
    }

    private void plugins(Tree.Table table, ExperimentBuilder builder) {
        Tree executor = table.get("executor");
        if (executor != null) {
            NamedOptions named = NamedOptions.read(executor, "an executor");
            builder.executor(named.name(), named.options());
        }
        Tree past = table.get("past");
        if (past instanceof Tree.Table described) {
            winners(described, builder);
        } else if (past != null) {
            builder.past(runs(past));
        }
        Tree trackers = table.get("trackers");
        if (trackers != null) {
            for (Tree tracker : trackers.items("a list of listeners, each a name, or a table with name and options")) {
                NamedOptions named = NamedOptions.read(tracker, "a listener");
                builder.tracker(named.name(), named.options());
            }
        }
    }

    /** Past runs of which only the winners count. */
    private void winners(Tree.Table past, ExperimentBuilder builder) {
        past.allow(Set.of("winners", "trials"));
        Tree winners = past.get("winners");
        if (winners == null) {
            throw past.wrong("must name its runs, such as {winners: [runs/digits-1]}.");
        }
        Tree trials = past.get("trials");
        builder.pastWinners(
                new PastWinners(runs(winners), trials == null ? PastWinners.TRIALS : (int) trials.integer(1, MANY)));
    }

    private List<Path> runs(Tree list) {
        List<Path> runs = new ArrayList<>();
        for (Tree run : list.items("a list of folders of runs, such as [runs/digits-1]")) {
            runs.add(file.resolveSibling(run.text("the folder of a run")));
        }
        if (runs.isEmpty()) {
            throw list.wrong("names no run. Maybe leave it out.");
        }
        return runs;
    }
}
