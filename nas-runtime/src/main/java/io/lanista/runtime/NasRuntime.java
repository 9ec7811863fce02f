package io.lanista.runtime;

import io.lanista.api.model.Model;
import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SpaceProvider;
import io.lanista.api.strategy.Strategy;
import io.lanista.api.trial.Evaluator;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.data.DataSource;
import io.lanista.djl.train.TrainedNetwork;
import io.lanista.layer.LayerCatalogue;
import io.lanista.runtime.artifact.PluginLock;
import io.lanista.runtime.baseline.Baseline;
import io.lanista.runtime.baseline.BaselineFile;
import io.lanista.runtime.baseline.Baselines;
import io.lanista.runtime.deploy.Deployed;
import io.lanista.runtime.deploy.OnnxDeployment;
import io.lanista.runtime.draft.DraftRequest;
import io.lanista.runtime.draft.Drafting;
import io.lanista.runtime.draft.ExperimentDraft;
import io.lanista.runtime.draft.Schemas;
import io.lanista.runtime.drive.LateTracking;
import io.lanista.runtime.drive.RunStarter;
import io.lanista.runtime.execute.ExecutorProvider;
import io.lanista.runtime.execute.Given;
import io.lanista.runtime.execute.HostThreads;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.experiment.PluginChoice;
import io.lanista.runtime.export.EnsembleExport;
import io.lanista.runtime.export.EnsembleResult;
import io.lanista.runtime.export.ExportResult;
import io.lanista.runtime.export.ProductsOfRun;
import io.lanista.runtime.export.WinnerExport;
import io.lanista.runtime.plugin.KnownSources;
import io.lanista.runtime.plugin.LayerTypes;
import io.lanista.runtime.plugin.Lease;
import io.lanista.runtime.plugin.PluginHost;
import io.lanista.runtime.plugin.PluginHostBuilder;
import io.lanista.runtime.plugin.PluginInfo;
import io.lanista.runtime.plugin.PluginKinds;
import io.lanista.runtime.plugin.PluginProvider;
import io.lanista.runtime.runs.KnownRuns;
import io.lanista.runtime.runs.NamedJars;
import io.lanista.runtime.runs.RunDescription;
import io.lanista.runtime.runs.RunFolder;
import io.lanista.runtime.runs.RunHistory;
import io.lanista.runtime.text.ExperimentReader;
import io.lanista.runtime.watch.RunHandle;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunListenerProvider;
import io.lanista.runtime.watch.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Neural architecture search in this JVM: finds plug-ins, and runs experiments with them. Safe for use by several threads; several
 * experiments may run at once.
 *
 * <pre>{@code
 * try (NasRuntime nas = NasRuntime.builder().plugins(Path.of("plugins")).build()) {
 *     RunResult result = nas.run(experiment);
 *     result.best().ifPresent(best -> System.out.println(best.score() + " " + best.choices()));
 * }
 * }</pre>
 *
 * <p>All its threads are daemons. Closing it cancels what runs, and leaves no thread and no temporary file.
 */
public final class NasRuntime implements AutoCloseable {
    private final PluginHost host;
    private final List<Object> objects;
    private final RunStarter starter;
    private final RunQueue queue;
    private final Path runs;
    private final HostThreads threads;
    private final Set<RunHandle> active = ConcurrentHashMap.newKeySet();

    NasRuntime(NasRuntimeBuilder builder) {
        PluginHostBuilder plugins = PluginHost.builder(PluginKinds.all())
                .share(Backend.class)
                .classPath(builder.classPath)
                .threads(builder.threads);
        builder.folders.forEach(plugins::folder);
        builder.jars.forEach(plugins::jar);
        if (builder.engineFirst) {
            plugins.beforePlugins(Backend::start);
        }
        if (builder.watch) {
            plugins.watch();
        }
        Optional.ofNullable(builder.allowed).ifPresent(plugins::allowOnly);
        Optional.ofNullable(builder.loadLimit).ifPresent(plugins::loadLimit);
        this.host = plugins.start();
        this.objects = List.copyOf(builder.objects);
        Executor pool = builder.pool();
        this.starter = new RunStarter(host, objects, Backend::start, builder.clock, pool, builder.threads);
        this.queue = new RunQueue(builder.most, pool);
        this.runs = builder.runs;
        this.threads = builder.threads;
    }

    /** A builder; without plug-in folders, it finds what is on the class path. */
    public static NasRuntimeBuilder builder() {
        return new NasRuntimeBuilder();
    }

    /** The layer types that networks are built from, with those of plug-ins. Use it while this is open. */
    public BlockCatalogue blocks() {
        Backend.start();
        try (LayerTypes types = LayerTypes.lease(host)) {
            return types.blocks();
        }
    }

    /**
     * The layer types that spaces in files may use: the standard ones, and those of plug-ins and of the class path.
     *
     * @throws io.lanista.runtime.plugin.PluginException if two plug-ins have a layer type of one name
     */
    public LayerCatalogue catalogue() {
        try (LayerTypes types = LayerTypes.lease(host)) {
            return types.blocks().layers();
        }
    }

    /**
     * An experiment as a file describes it, to be changed further or built.
     *
     * @throws io.lanista.runtime.text.SchemaException if a file is missing or wrong; the message names file, line and path
     * @throws io.lanista.runtime.plugin.NoSuchProviderException if the file names a space that isn't there
     * @throws io.lanista.api.option.OptionException if an option of the space or of the stopping rule is wrong
     */
    public ExperimentBuilder experiment(Path file) {
        return ExperimentReader.read(file, host, catalogue());
    }

    /**
     * Writes the winner of a run into a folder of its own: the architecture, the weights, and where they come from.
     *
     * @param run the folder of a run that has ended
     * @param to the folder to write; it must not exist, or be empty
     * @param given what the experiment was given, such as its data ({@code ExperimentBuilder.given}), and its evaluator if that is an
     *     object; the objects of this runtime are there anyway. Without them, a winner is exported without being measured
     * @throws io.lanista.runtime.experiment.ExperimentException if the run has no winner or its files can't be used
     */
    public ExportResult export(Path run, Path to, Object... given) {
        return export(RunHistory.read(run), to, given);
    }

    private Given given(Object... ofRun) {
        return new Given(listed(ofRun), objects);
    }

    private static List<Object> listed(Object... given) {
        for (Object object : given) {
            Objects.requireNonNull(object, "An object that the experiment was given is null");
        }
        return List.of(given);
    }

    /** The same, of what was read of a run, such as with {@linkplain RunHistory#picking another trial of its front} for the best. */
    public ExportResult export(RunHistory run, Path to, Object... given) {
        return new WinnerExport(host, given(given), Backend::start).export(run, to);
    }

    /**
     * Writes the winner of a run into a folder of its own, as {@link #export} does, and adds a model in ONNX.
     *
     * @param run the folder of a run that has ended
     * @param to the folder to write; it must not exist, or be empty
     * @param deployment for whom, and whether with 8-bit numbers
     * @param given what the experiment was given, as for {@link #export}
     * @throws io.lanista.runtime.experiment.ExperimentException if the run has no trained winner or its files can't be used
     * @throws io.lanista.onnx.graph.OnnxException if a layer's type has no ONNX mapping
     */
    public Deployed<ExportResult> exportOnnx(Path run, Path to, OnnxDeployment deployment, Object... given) {
        return exportOnnx(RunHistory.read(run), to, deployment, given);
    }

    /** The same, of what was read of a run, such as with {@linkplain RunHistory#picking another trial of its front} for the best. */
    public Deployed<ExportResult> exportOnnx(RunHistory run, Path to, OnnxDeployment deployment, Object... given) {
        return new OnnxExporting(host, given(given), Backend::start).export(run, to, deployment);
    }

    /**
     * Loads a network that {@link #export} or {@code nas export} wrote, with layer types of plug-ins too. Use it while this is open.
     *
     * @throws IOException if a file is missing, or is not what was exported
     * @throws io.lanista.api.model.InvalidArchitectureException if it has a layer of a type that isn't there
     */
    public TrainedNetwork load(Path exported) throws IOException {
        try (LayerTypes types = layerTypes()) {
            return NetworkReader.read(exported, types.blocks());
        }
    }

    /**
     * Loads what {@link #export} or {@code nas export} wrote, for named columns, pictures and arrays, with layer types of plug-ins too.
     * Use it while this is open.
     *
     * @throws IOException if a file is missing, or is not what was exported
     * @throws io.lanista.api.model.InvalidArchitectureException if it has a layer of a type that isn't there
     */
    public ExportedNetwork open(Path exported) throws IOException {
        try (LayerTypes types = layerTypes()) {
            return ExportedNetwork.read(exported, types.blocks());
        }
    }

    /** Plug-ins don't start the engine themselves; without any, a network that needs it does. */
    private LayerTypes layerTypes() {
        LayerTypes types = LayerTypes.lease(host);
        if (!types.areOnClassPath()) {
            Backend.start();
        }
        return types;
    }

    /**
     * Looks at data and proposes an experiment for them. One epoch of one trial is run to see how long it takes.
     *
     * @throws io.lanista.djl.file.DataException if the data can't be used
     * @throws ExperimentException if the folder is that of a run
     */
    public ExperimentDraft draft(DraftRequest request) {
        if (Files.exists(new RunFolder(request.data()).journal())) {
            throw new ExperimentException(
                    "(" + request.data()
                            + ") is the folder of a run, and no data. Maybe name the experiment file, which goes on with its run.");
        }
        return Drafting.of(request, KnownSources.guarded(sources()), new TimedEpoch(this));
    }

    /**
     * What experiment files may say, as a JSON Schema that editors complete and check files by: made of what plug-ins provide.
     *
     * @return JSON
     */
    public String experimentSchema() {
        return Schemas.experiment(host.providers(), catalogue());
    }

    /** The same for files of spaces. */
    public String spaceSchema() {
        return Schemas.space(catalogue());
    }

    /**
     * Makes an ensemble of the best trials of a run, and writes it into a folder of its own, which {@link #open} reads: see {@link
     * EnsembleExport}.
     *
     * @param run the folder of a run that has ended
     * @param size how often a trial is added to the ensemble
     * @param to the folder to write; it must not exist, or be empty
     * @param given what the experiment was given, as for {@link #export}
     * @throws ExperimentException if the run trained no networks, or its files or data can't be used
     */
    public EnsembleResult ensemble(Path run, int size, Path to, Object... given) {
        return EnsembleExport.export(
                new WinnerExport(host, given(given), Backend::start),
                RunHistory.read(run),
                size,
                to,
                (half, data) -> {});
    }

    /**
     * Makes an ensemble, as {@link #ensemble} does, and adds a model in ONNX that answers as it does.
     *
     * @param deployment for whom, and whether with 8-bit numbers
     * @param given what the experiment was given, as for {@link #export}
     * @throws ExperimentException as {@link #ensemble} does
     * @throws io.lanista.onnx.graph.OnnxException if a layer's type has no ONNX mapping
     */
    public Deployed<EnsembleResult> ensembleOnnx(
            Path run, int size, Path to, OnnxDeployment deployment, Object... given) {
        return new OnnxExporting(host, given(given), Backend::start)
                .ensemble(RunHistory.read(run), size, to, deployment);
    }

    /**
     * An experiment that trains an architecture of a run again, to be changed further: longer, say, or on other data.
     *
     * @param run the folder of a run
     * @param trial whose architecture it is; the best one's by default
     * @param fromWeights whether its weights are the first ones, instead of random ones; what goes in is prepared as it was then
     * @param given what the experiment was given, as for {@link #export}; other data are given to the builder instead
     * @throws ExperimentException if there is no such trial, or it kept no weights that are needed
     */
    public ExperimentBuilder retraining(Path run, OptionalInt trial, boolean fromWeights, Object... given) {
        return Retraining.of(run, trial, fromWeights, listed(given));
    }

    /**
     * What simple models reach on the data of a run, see {@link Baselines}. Computed once; then they lie in the run's folder, as {@code
     * baselines.json}.
     *
     * @param run the folder of a run
     * @param given what the experiment was given, as for {@link #export}
     * @return empty if its evaluator isn't one that trains networks on data
     * @throws ExperimentException if its data can't be read
     */
    public List<Baseline> baselines(Path run, Object... given) {
        return new BaselineFile(run).read().orElseGet(() -> {
            List<Baseline> all = new WinnerExport(host, given(given), Backend::start)
                    .with(
                            RunHistory.read(run),
                            setup -> Baselines.of(setup.data(), setup.problem().prediction()))
                    .orElse(List.of());
            new BaselineFile(run).write(all);
            return all;
        });
    }

    /**
     * Starts an experiment, or goes on with its last run if that has not ended. Returns when its data are read and its journal is
     * open.
     *
     * @param listeners who watch it, beside those that the experiment names; called by the run's own thread
     * @throws io.lanista.api.option.OptionException if an option or the data are wrong
     * @throws io.lanista.runtime.plugin.NoSuchProviderException if there is no strategy, evaluator or executor of that name
     * @throws io.lanista.runtime.experiment.ExperimentException if it can't start or go on
     * @throws io.lanista.runtime.plugin.PluginException if the code of a plug-in throws
     * @throws io.lanista.runtime.journal.JournalException if its journal is damaged, or written by another process
     */
    public RunHandle start(Experiment experiment, RunListener... listeners) {
        Experiment placed = placed(experiment);
        List<RunListener> own = watchers(listeners);
        queue.enter(experiment.name());
        try {
            return known(starter.start(placed, withLeaving(own)));
        } catch (RuntimeException | Error e) {
            queue.leave();
            throw e;
        }
    }

    /**
     * Lets an experiment run as soon as there is room for it, and returns at once: its data are read, and its engine is started, by a
     * thread of the runtime's executor. What is wrong with it is told by {@link RunHandle#completion()} and by {@link
     * RunListener#failed}.
     *
     * @param listeners who watch it, as with {@link #start}
     */
    public RunHandle submit(Experiment experiment, RunListener... listeners) {
        List<RunListener> own = watchers(listeners);
        Experiment placed = placed(experiment);
        QueuedRun run = new QueuedRun(placed, own, queue, () -> starter.start(placed, withLeaving(own)));
        known(run);
        queue.submit(run);
        return run;
    }

    private Experiment placed(Experiment experiment) {
        return Objects.requireNonNull(experiment, "The experiment is null").toBuilder()
                .runsFolderUnlessSet(runs)
                .build();
    }

    private static List<RunListener> watchers(RunListener... listeners) {
        for (RunListener listener : listeners) {
            Objects.requireNonNull(listener, "A listener is null");
        }
        return List.of(listeners);
    }

    private List<RunListener> withLeaving(List<RunListener> listeners) {
        List<RunListener> all = new ArrayList<>(List.of(queue.leaving())); // First: a listener may start the next run.
        all.addAll(listeners);
        return all;
    }

    private RunHandle known(RunHandle run) {
        active.removeIf(RunHandle::isDone);
        active.add(run);
        return run;
    }

    /** The runs of this runtime that are not over, those that wait for their turn too. */
    public List<RunHandle> active() {
        return active.stream().filter(run -> !run.isDone()).toList();
    }

    /** What the journals in the folder of runs say, also those of runs that other processes started; in the order of their ids. */
    public List<RunHistory> runs() {
        return KnownRuns.in(runs).all();
    }

    /** What the journal of a run says. Its id is the name of its folder, such as {@code digits-1}; empty if there is none. */
    public Optional<RunHistory> run(String id) {
        return KnownRuns.in(runs).find(id);
    }

    /**
     * Goes on with a run that was started from a file, as its journal describes it, whatever the file says now.
     *
     * @param id the name of its folder
     * @throws io.lanista.runtime.experiment.ExperimentException if there is none, or it was described by a program, which starts the
     *     same experiment again instead
     */
    public RunHandle resume(String id, RunListener... listeners) {
        Path folder = KnownRuns.in(runs).folder(id);
        return start(described(folder).runsFolder(runs).runFolder(folder).build(), listeners);
    }

    /** The experiment of a run, as its journal describes it. */
    private ExperimentBuilder described(Path run) {
        RunDescription description = RunDescription.of(run);
        return ExperimentReader.read(description.text(), description.file(), host, catalogue())
                .source(description.source());
    }

    /**
     * Brings a run that has ended to the trackers that its experiment names, such as one that was down at the end: all that its journal
     * says, and how it ended. Returns once it is there.
     *
     * @param run the folder of a run that was started from a file
     * @return the names of those that it was brought to; not of those that are only told what happens while it happens
     * @throws io.lanista.runtime.experiment.ExperimentException if the run is in progress, it names no tracker that reads journals, or one
     *     can't be reached; all others have it then
     */
    public List<String> track(Path run) {
        Experiment experiment = described(run).build();
        if (experiment.trackers().isEmpty()) {
            throw new ExperimentException("The experiment of the run (" + run + ") names no trackers. Maybe name one.");
        }
        return track(run, experiment.trackers(), experiment.baseFolder());
    }

    /**
     * Brings a run that has ended to a tracker, whatever its experiment names.
     *
     * @param run the folder of a run
     * @param tracker which, with its options; their relative paths start at the current folder
     * @throws io.lanista.runtime.experiment.ExperimentException as for {@link #track(Path)}
     */
    public void track(Path run, PluginChoice<RunListenerProvider> tracker) {
        track(run, List.of(tracker), Path.of("").toAbsolutePath());
    }

    private List<String> track(Path run, List<PluginChoice<RunListenerProvider>> trackers, Path base) {
        RunFolder folder = new RunFolder(run);
        WinnerExport exporter = new WinnerExport(host, new Given(List.of(), objects), Backend::start);
        return new LateTracking(host, threads).bring(folder, trackers, base, new ProductsOfRun(folder, exporter));
    }

    /**
     * Deletes a run with all that it keeps.
     *
     * @param id the name of its folder
     * @throws io.lanista.runtime.experiment.ExperimentException if there is none
     * @throws io.lanista.runtime.journal.JournalException if it is in progress, here or in another process
     */
    public void delete(String id) {
        KnownRuns.in(runs).delete(id);
    }

    /** Begins to describe a search for the best arguments of a function: {@code nas.study("parabola").real("x", -10, 10)}. */
    public StudyBuilder study(String name) {
        return new StudyBuilder(this, name, runs);
    }

    /**
     * Runs an experiment to its end.
     *
     * @throws InterruptedException if this thread was interrupted; the run is cancelled then
     */
    public RunResult run(Experiment experiment) throws InterruptedException {
        try (RunHandle run = start(experiment)) {
            return run.await();
        }
    }

    /**
     * The plug-ins that an experiment uses now, by their bytes; those on the class path, and objects of the program, are not among them.
     *
     * @throws io.lanista.runtime.plugin.NoSuchProviderException if the experiment names something that isn't there
     */
    public PluginLock lock(Experiment experiment) {
        return new PluginLock(NamedJars.of(experiment, host));
    }

    /** Every plug-in that was found, those that were refused last. */
    public List<PluginInfo> plugins() {
        return host.plugins();
    }

    /** All that plug-ins provide, of every kind. */
    public List<PluginProvider<?>> providers() {
        return host.providers();
    }

    /** The strategies that experiments can name. */
    public List<PluginProvider<Strategy>> strategies() {
        return host.providers(Strategy.class);
    }

    /** The evaluators that experiments can name. */
    public List<PluginProvider<Evaluator>> evaluators() {
        return host.providers(Evaluator.class);
    }

    /** The spaces that experiments can name. */
    public List<PluginProvider<SpaceProvider>> spaces() {
        return host.providers(SpaceProvider.class);
    }

    /** The one-shot trainers that experiments can name. */
    public List<PluginProvider<OneShotTrainer>> trainers() {
        return host.providers(OneShotTrainer.class);
    }

    /** The data sources that experiments can name, but for those that the program handed over. */
    public List<PluginProvider<DataSource>> sources() {
        return host.providers(DataSource.class);
    }

    /** The executors that experiments can name. */
    public List<PluginProvider<ExecutorProvider>> executors() {
        return host.providers(ExecutorProvider.class);
    }

    /** The listeners that experiments can name. */
    public List<PluginProvider<RunListenerProvider>> listeners() {
        return host.providers(RunListenerProvider.class);
    }

    /**
     * An architecture of a known space as the field writes it, such as a genotype. A known space is told by the name of its base
     * model, which is its provider's.
     *
     * @return empty if the space isn't known, or the field has no notation for it
     */
    public Optional<String> notation(Model base, Choices choices) {
        for (PluginProvider<SpaceProvider> provider : spaces()) {
            if (provider.name().equals(base.name())) {
                try {
                    return provider.instance().notation(choices);
                } catch (IllegalArgumentException e) {
                    return Optional.empty(); // Another space, which happens to have the same name.
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Finds one of the plug-ins' providers and holds it: {@code lease(Strategy.class, "tpe@[1.2,2)")}.
     *
     * @throws io.lanista.runtime.plugin.NoSuchProviderException if there is none; the message lists what there is
     */
    public <S> Lease<S> lease(Class<S> type, String query) {
        return host.lease(type, query);
    }

    @Override
    public void close() {
        active.forEach(RunHandle::cancel);
        active.forEach(RunHandle::close);
        host.close();
    }
}
