package io.lanista.runtime.experiment;

import io.lanista.api.oneshot.OneShotRun;
import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Search;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.Evaluator;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.runtime.execute.ExecutorProvider;
import io.lanista.runtime.execute.ExecutorRequest;
import io.lanista.runtime.execute.Work;
import io.lanista.runtime.journal.Journal;
import io.lanista.runtime.journal.JournalLine;
import io.lanista.runtime.journal.JournalRecord;
import io.lanista.runtime.journal.JournalRecord.Component;
import io.lanista.runtime.journal.JournalRecord.Header;
import io.lanista.runtime.journal.JournalRecord.Plugin;
import io.lanista.runtime.plugin.ContextGuard;
import io.lanista.runtime.plugin.LayerTypes;
import io.lanista.runtime.plugin.PluginHost;
import io.lanista.runtime.plugin.PluginInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/**
 * Starts experiments: finds what they name, opens it, decides which run goes on, and sets a driver to work on a thread of its own.
 * Used by {@code NasRuntime}. Safe for use by several threads.
 */
public final class RunStarter {
    private final PluginHost host;
    private final List<Object> objects;
    private final Runnable engine;
    private final Clock clock;

    /**
     * For a host.
     *
     * @param objects what the program hands over to evaluators
     * @param engine starts the tensor engine, for evaluators that need it
     */
    public RunStarter(PluginHost host, List<Object> objects, Runnable engine, Clock clock) {
        this.host = host;
        this.objects = List.copyOf(objects);
        this.engine = engine;
        this.clock = clock;
    }

    /** Starts an experiment, and returns when its journal is open and its data are read. */
    public RunHandle start(Experiment experiment, RunListener listener) {
        Closing opened = new Closing();
        try {
            return start(experiment, listener, opened);
        } catch (RuntimeException | Error e) {
            opened.closeAfter(e);
            throw e;
        }
    }

    private RunHandle start(Experiment experiment, RunListener listener, Closing opened) {
        Searcher searcher = opened.add(Searcher.find(host, experiment));
        Found<Evaluator> evaluator = opened.add(Found.find(host, Evaluator.class, experiment.evaluator()));
        ExecutorChoice choice = ExecutorChoice.of(experiment, evaluator.object(), objects);
        Found<ExecutorProvider> executor =
                opened.add(Found.find(host, ExecutorProvider.class, Chosen.named(choice.name(), Map.of())));
        Options evaluatorOptions = Options.parse(
                "evaluator '" + evaluator.name() + "'",
                evaluator.object().options(),
                experiment.evaluator().options());
        LayerTypes layers = opened.add(LayerTypes.lease(host));
        Evaluation evaluation =
                opened.add(evaluation(experiment, evaluator.object(), evaluatorOptions, layers.blocks()));
        SearchSpace space = fitted(experiment, evaluation);
        Header header = header(
                experiment,
                space,
                searcher,
                evaluator.component(evaluatorOptions.asMap()),
                UsedPlugins.beside(experiment, executor.component(Map.of()), layers));

        RunFolder folder = new RunChoice(experiment, space, header).choose();
        Journal journal = opened.add(Journal.open(folder.journal(), experiment.durability(), clock));
        boolean resumed = !journal.past().isEmpty();
        Header begun = resumed ? (Header) journal.past().get(0).record() : header;
        keepSource(experiment, folder);
        RunSetup.write(folder, space, experiment.baseFolder());

        Seeds seeds = new Seeds(experiment.seed());
        Ledger ledger = new Ledger();
        Optional<OneShotRun> oneShot = Optional.empty();
        Search search;
        if (searcher instanceof Searcher.ByTrials strategy) {
            search = strategy.open(new Requests.ForSearch(
                    space,
                    layers.blocks().layers(),
                    strategy.options(),
                    experiment.objective(),
                    seeds,
                    begun.trials(),
                    begun.parallelism(),
                    fullSteps(evaluatorOptions),
                    PastTrials.of(folder)));
        } else {
            search = new SingleProposal(() -> ledger.export().orElseThrow().choices());
            if (!isExported(journal.past())) {
                Searcher.InSupernet trainer = (Searcher.InSupernet) searcher;
                oneShot = Optional.of(opened.add(trainer.open(new Requests.ForTrainer(
                        space, trainer.options(), experiment.seed(), evaluator.name(), evaluation))));
            }
        }
        SearchHistory history = opened.add(new SearchHistory(
                search, experiment.stopping().open(), ledger, experiment.objective(), header.searcher(), seeds));

        Inbox inbox = new Inbox();
        Work work = new Work(
                experiment.evaluator().object().isPresent()
                        ? null
                        : experiment.evaluator().name(),
                experiment.evaluator().options(),
                experiment.space(),
                experiment.objective(),
                experiment.seed(),
                experiment.baseFolder(),
                folder.path(),
                evaluator.origin().isOnClassPath() && layers.areOnClassPath() ? List.of() : jars());
        Options executorOptions = Options.parse(
                "executor '" + executor.name() + "'", executor.object().options(), experiment.executorOptions());
        ExecutorRequest executorRequest = new ExecutorRequest(
                experiment.name(), experiment.parallelism(), executorOptions, evaluation, work, inbox);
        UsedPlugins plugins = new UsedPlugins(header, journal.past());
        RunInfo info = new RunInfo(
                experiment,
                space,
                folder.path(),
                resumed,
                header.searcher().toString(),
                choice.why(),
                plugins.changes());
        DriverParts parts = new DriverParts(
                info,
                header,
                plugins,
                journal,
                history,
                new Admission(space, policy(experiment, evaluator.object())),
                new Limits(experiment),
                new TrialFiles(folder),
                inbox,
                () -> executor.object().open(executorRequest),
                new Listeners(listener),
                new Stopwatch(clock, journal.past()),
                seeds,
                oneShot);
        return run(parts, opened);
    }

    private static RunHandle run(DriverParts parts, Closing opened) {
        Controls controls = new Controls(parts.inbox());
        Driver driver = new Driver(parts, controls);
        CompletableFuture<RunResult> future = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    RunResult result;
                    try {
                        result = driver.run();
                        opened.close();
                    } catch (Throwable e) { // Whatever it is, who awaits the run must hear of it.
                        opened.closeAfter(e);
                        future.completeExceptionally(e);
                        return;
                    }
                    future.complete(result);
                },
                "run-" + parts.info().experiment().name());
        thread.setDaemon(true);
        thread.start();
        return new RunHandle(parts.info().folder(), controls, future);
    }

    private static SearchSpace fitted(Experiment experiment, Evaluation evaluation) {
        SearchSpace space = SpaceFit.fit(experiment.space(), evaluation);
        try (ContextGuard guard = ContextGuard.open()) {
            evaluation.check(space);
        } catch (IllegalArgumentException e) {
            throw new ExperimentException(
                    "The space (" + space.base().name() + ") of the experiment (" + experiment.name()
                            + ") can't be searched: " + e.getMessage(),
                    e);
        }
        return space;
    }

    /** The plug-ins that didn't come from the class path. */
    private List<Path> jars() {
        return host.plugins().stream()
                .filter(plugin -> plugin.state() == PluginInfo.State.ACTIVE)
                .map(PluginInfo::file)
                .filter(file -> file.endsWith(".jar"))
                .map(Path::of)
                .toList();
    }

    private Evaluation evaluation(Experiment experiment, Evaluator evaluator, Options options, BlockCatalogue blocks) {
        if (evaluator.usesNativeCode()) {
            engine.run();
        }
        try (ContextGuard guard = ContextGuard.open()) {
            return evaluator.open(new Requests.ForEvaluation(
                    options,
                    experiment.space(),
                    experiment.objective(),
                    experiment.seed(),
                    experiment.baseFolder(),
                    Requests.given(objects, blocks)));
        }
    }

    /** Whether a one-shot search was over in an earlier session. */
    private static boolean isExported(List<JournalLine> past) {
        return past.stream()
                .anyMatch(line -> line.record() instanceof JournalRecord.Exported exported
                        && exported.cut() != JournalRecord.Cut.CANCELLED);
    }

    private static Header header(
            Experiment experiment, SearchSpace space, Searcher searcher, Component evaluator, List<Plugin> plugins) {
        Map<String, String> decisions = new LinkedHashMap<>();
        space.decisions()
                .forEach(decision -> decisions.put(
                        decision.label().value(), decision.domain().toString()));
        return new Header(
                experiment.name(),
                space.hash(),
                decisions,
                searcher.method(),
                searcher.component(),
                evaluator,
                experiment.objective(),
                experiment.stopping().toString(),
                experiment.seed(),
                experiment.parallelism(),
                experiment.budget().trials(),
                plugins);
    }

    private static DuplicatePolicy policy(Experiment experiment, Evaluator evaluator) {
        return experiment
                .duplicates()
                .orElse(evaluator.isDeterministic() ? DuplicatePolicy.REJECT : DuplicatePolicy.REPEAT);
    }

    /** By convention an evaluator that counts steps has an option called {@code epochs}. */
    private static OptionalInt fullSteps(Options options) {
        return options.asMap().get("epochs") instanceof Long epochs
                ? OptionalInt.of(Math.toIntExact(epochs))
                : OptionalInt.empty();
    }

    private static void keepSource(Experiment experiment, RunFolder folder) {
        if (experiment.source().isEmpty()) {
            return;
        }
        try {
            Files.writeString(folder.source(), experiment.source().get());
        } catch (IOException e) {
            throw new ExperimentException("The file " + folder.source() + " can't be written: " + e.getMessage(), e);
        }
    }
}
