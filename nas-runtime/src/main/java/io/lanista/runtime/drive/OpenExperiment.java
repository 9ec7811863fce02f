package io.lanista.runtime.drive;

import io.lanista.api.space.Constraint;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.space.UnmetConstraintsException;
import io.lanista.api.trial.DataDescription;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.Evaluator;
import io.lanista.djl.train.TrainingSetup;
import io.lanista.layer.ConstraintCheck;
import io.lanista.runtime.execute.ExecutorProvider;
import io.lanista.runtime.execute.Given;
import io.lanista.runtime.execute.Measuring;
import io.lanista.runtime.execute.OpeningRequest;
import io.lanista.runtime.experiment.DuplicatePolicy;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.experiment.PluginChoice;
import io.lanista.runtime.journal.JournalRecord.Header;
import io.lanista.runtime.journal.JournalRecord.Method;
import io.lanista.runtime.journal.JournalRecord.Plugin;
import io.lanista.runtime.local.Machine;
import io.lanista.runtime.parts.ExecutorChoice;
import io.lanista.runtime.parts.UsedProvider;
import io.lanista.runtime.plugin.KnownSources;
import io.lanista.runtime.plugin.LayerTypes;
import io.lanista.runtime.plugin.PluginHost;
import io.lanista.runtime.plugin.PluginOrigin;
import io.lanista.runtime.runs.EarlierRuns;
import io.lanista.runtime.runs.UsedPlugins;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An experiment with all that it names found and opened, and its space fitted to the data: what a run is assembled from.
 *
 * @param experiment what was asked for
 * @param method what searches, not opened yet
 * @param evaluator what measures
 * @param evaluation the evaluator at work, with its data read
 * @param layers what networks are built from
 * @param sources where data can come from
 * @param executor where trials run, not opened yet
 * @param place where that is and why, in words
 * @param space what is searched
 * @param data what the evaluator found in its data, if it says so
 */
record OpenExperiment(
        Experiment experiment,
        SearchMethod method,
        UsedProvider<Evaluator> evaluator,
        Evaluation evaluation,
        LayerTypes layers,
        KnownSources sources,
        UsedProvider<ExecutorProvider> executor,
        String place,
        SearchSpace space,
        Optional<DataDescription> data) {
    /**
     * Opens an experiment.
     *
     * @param given what the program hands over to evaluators
     * @param engine starts the tensor engine, for evaluators that need it
     * @param parts takes what has to be closed
     */
    static OpenExperiment open(Experiment experiment, PluginHost host, Given given, Runnable engine, OpenParts parts) {
        SearchMethod method = parts.add(SearchMethod.find(host, experiment));
        UsedProvider<Evaluator> evaluator = parts.add(UsedProvider.find(
                host,
                Evaluator.class,
                "evaluator",
                experiment.evaluator(),
                found -> Measuring.options(found, experiment.evaluator().options())));
        ExecutorChoice choice = evaluator.call(
                "can't say where its trials run", () -> ExecutorChoice.of(experiment, evaluator.object(), given));
        UsedProvider<ExecutorProvider> executor = parts.add(UsedProvider.find(
                host,
                ExecutorProvider.class,
                "executor",
                PluginChoice.named(choice.name(), experiment.executorOptions()),
                ExecutorProvider::options));
        LayerTypes layers = parts.add(LayerTypes.lease(host));
        KnownSources sources = parts.add(KnownSources.lease(host));
        if (evaluator.call(
                "can't say whether it runs native code",
                () -> Measuring.usesNativeCode(
                        evaluator.object(), experiment.evaluator().options()))) {
            engine.run();
        }
        OpeningRequest request = new OpeningRequest(
                evaluator.options(),
                experiment.space(),
                experiment.objectives(),
                experiment.seed(),
                experiment.baseFolder(),
                given,
                layers.blocks(),
                sources.sources(),
                EarlierRuns::read);
        Evaluation evaluation = evaluator.call("can't begin", () -> Measuring.open(evaluator.object(), request));
        parts.add(() -> evaluator.guard().run("failed when it was closed", evaluation::close));
        refuseLeftOver(given, evaluator.name());
        Optional<DataDescription> data = evaluator.call("can't describe its data", evaluation::data);
        SpaceFit fit = new SpaceFit(
                experiment.space(), evaluation, host, layers.blocks().layers());
        SearchSpace space = evaluator.call("can't say what its data need", fit::space);
        check(experiment, fit, space, evaluator, evaluation);
        OpenExperiment opened = new OpenExperiment(
                        experiment, method, evaluator, evaluation, layers, sources, executor, choice.why(), space, data)
                .withParallelism();
        experiment.warmStart().ifPresent(start -> opened.setup("warm_start"));
        experiment.filter().ifPresent(filter -> opened.setup("filter"));
        return opened;
    }

    /** The same with as many trials at once as the machine has room for, if it decides. */
    private OpenExperiment withParallelism() {
        if (!experiment.isParallelismOfMachine()) {
            return this;
        }
        long threads = executor.options().asMap().get("threads") instanceof Long given ? given : 1;
        Parallelism found = Parallelism.of(Machine.now(), executor.name(), threads, setup(), space);
        Experiment counted = experiment.toBuilder().parallelism(found.trials()).build();
        return new OpenExperiment(
                counted,
                method,
                evaluator,
                evaluation,
                layers,
                sources,
                executor,
                place + "; " + found.why(),
                space,
                data);
    }

    /** What was handed over for this run, and that counts for nothing, is a mistake. */
    private static void refuseLeftOver(Given given, String evaluator) {
        if (!given.leftOver().isEmpty()) {
            throw new ExperimentException("The experiment is given an object of the class ("
                    + given.leftOver().get(0).getClass().getName() + "), which the evaluator '" + evaluator
                    + "' doesn't ask for, so it would count for nothing. Maybe it should be of another class, such as DataSet"
                    + " for examples, or be left out.");
        }
    }

    private static void check(
            Experiment experiment,
            SpaceFit fit,
            SearchSpace space,
            UsedProvider<Evaluator> evaluator,
            Evaluation evaluation) {
        evaluator.guard().run("can't check the space", () -> {
            try {
                evaluation.check(space);
                ConstraintCheck.of(space).orThrow();
            } catch (IllegalArgumentException | UnmetConstraintsException e) {
                throw new ExperimentException(
                        "The space (" + space.base().name() + ") of the experiment (" + experiment.name()
                                + ") can't be searched: "
                                + fit.otherSpaces().orElseGet(() -> String.valueOf(e.getMessage())),
                        e);
            }
        });
    }

    /**
     * The data, and what networks are trained for, where the evaluator trains some.
     *
     * @param key what needs them, as experiment files call it
     * @throws ExperimentException if it doesn't
     */
    TrainingSetup setup(String key) {
        return setup().orElseThrow(() -> new ExperimentException("The evaluator '" + evaluator.name()
                + "' trains no networks on data, so (" + key
                + ") can't score them. Maybe use 'classification', or leave (" + key
                + ") out."));
    }

    /** The data, and what networks are trained for, where the evaluator trains some. */
    Optional<TrainingSetup> setup() {
        return evaluator.call("can't hand out its data", () -> evaluation.backend(TrainingSetup.class));
    }

    private boolean isDeterministic() {
        return evaluator.call(
                "can't say whether it is deterministic",
                () -> evaluator.object().isDeterministic());
    }

    /** What happens to candidates that were tried before. */
    DuplicatePolicy duplicates() {
        return experiment
                .duplicates()
                .orElseGet(() -> isDeterministic() ? DuplicatePolicy.REJECT : DuplicatePolicy.REPEAT);
    }

    /** How many steps a trial has, if the evaluator counts them. */
    OptionalInt fullSteps() {
        return evaluator.call("can't say how many steps a trial has", evaluation::fullSteps);
    }

    /** The share of the trials that evaluate a contender again. */
    double reevaluate() {
        boolean pays = method.method() == Method.STRATEGY
                && experiment.objectives().size() == 1
                && (evaluator.call("can't say whether it depends on the seed", evaluation::dependsOnSeed)
                        || !isDeterministic());
        return experiment.reevaluate().orElse(pays ? ExperimentBuilder.REEVALUATE : 0);
    }

    /** What stands for the data, where the evaluator describes them. */
    private Map<String, String> fingerprints() {
        return data.map(DataDescription::fingerprint)
                .filter(fingerprint -> !fingerprint.isEmpty())
                .map(fingerprint -> Map.of("data", fingerprint))
                .orElse(Map.of());
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("duplicates", duplicates().name().toLowerCase(Locale.ROOT));
        if (reevaluate() > 0) {
            settings.put("reevaluate", String.valueOf(reevaluate()));
        }
        if (experiment.baseline() > 0) {
            settings.put("baseline", String.valueOf(experiment.baseline()));
        }
        experiment.scalarisation().ifPresent(rule -> settings.put("scalarisation", rule.toString()));
        experiment.pastWinners().ifPresent(winners -> settings.put("past", winners.toString()));
        experiment.warmStart().ifPresent(start -> settings.put("warm_start", start.toString()));
        experiment.filter().ifPresent(filter -> settings.put("filter", filter.toString()));
        return settings;
    }

    /** What it uses beside strategy and evaluator, and the code of an evaluator that no bundle's version stands for. */
    private List<Plugin> plugins() {
        List<Plugin> plugins = new ArrayList<>(UsedPlugins.beside(experiment, executor.component(), layers));
        if (evaluator.origin().bundle().equals(PluginOrigin.CLASS_PATH)) {
            UsedPlugins.code(evaluator.name(), evaluator.object()).ifPresent(plugins::add);
        }
        return List.copyOf(plugins);
    }

    /** What a journal of this experiment begins with: all that answers depend on. */
    Header header() {
        Map<String, String> decisions = new LinkedHashMap<>();
        space.decisions()
                .forEach(decision -> decisions.put(
                        decision.label().value(), decision.domain().toString()));
        return new Header(
                experiment.name(),
                space.hash(),
                decisions,
                method.method(),
                method.provider().component(),
                evaluator.component(),
                experiment.objectives(),
                experiment.stopping().toString(),
                space.constraints().stream().map(Constraint::describe).sorted().toList(),
                settings(),
                fingerprints(),
                experiment.seed(),
                experiment.parallelism(),
                experiment.budget().trials(),
                plugins());
    }
}
