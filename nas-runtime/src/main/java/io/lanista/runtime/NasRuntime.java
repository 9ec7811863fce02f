package io.lanista.runtime;

import io.lanista.api.layer.LayerCatalogue;
import io.lanista.api.model.Model;
import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SpaceProvider;
import io.lanista.api.strategy.Strategy;
import io.lanista.api.trial.Evaluator;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.train.TrainedNetwork;
import io.lanista.runtime.execute.ExecutorProvider;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.experiment.Export;
import io.lanista.runtime.experiment.Exporting;
import io.lanista.runtime.experiment.RunHandle;
import io.lanista.runtime.experiment.RunHistory;
import io.lanista.runtime.experiment.RunListener;
import io.lanista.runtime.experiment.RunResult;
import io.lanista.runtime.experiment.RunStarter;
import io.lanista.runtime.plugin.LayerTypes;
import io.lanista.runtime.plugin.Lease;
import io.lanista.runtime.plugin.PluginHost;
import io.lanista.runtime.plugin.PluginHostBuilder;
import io.lanista.runtime.plugin.PluginInfo;
import io.lanista.runtime.plugin.PluginKinds;
import io.lanista.runtime.plugin.PluginProvider;
import io.lanista.runtime.plugin.Spi;
import io.lanista.runtime.text.ExperimentFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Neural architecture search in this JVM: finds plug-ins, and runs experiments with them. Safe for use by several threads; several
 * experiments may run at once.
 *
 * <pre>{@code
 * try (NasRuntime nas = NasRuntime.builder().plugins(Path.of("plugins")).given(myData).build()) {
 *     RunResult result = nas.run(experiment);
 *     result.best().ifPresent(best -> System.out.println(best.score() + " " + best.choices()));
 * }
 * }</pre>
 *
 * <p>All its threads are daemons. Closing it cancels what runs, and leaves no thread and no temporary file.
 */
public final class NasRuntime implements AutoCloseable {
    private final PluginHost host;
    private final RunStarter starter;
    private final Set<RunHandle> runs = ConcurrentHashMap.newKeySet();

    NasRuntime(NasRuntimeBuilder builder) {
        List<Spi<?>> kinds = new ArrayList<>(PluginKinds.all());
        kinds.add(new Spi<>(ExecutorProvider.class, "executor", ExecutorProvider::name));
        PluginHostBuilder plugins =
                PluginHost.builder(kinds).share(Backend.class).classPath(builder.classPath);
        builder.folders.forEach(plugins::folder);
        builder.jars.forEach(plugins::jar);
        if (builder.engineFirst) {
            plugins.beforePlugins(Backend::start);
        }
        this.host = plugins.start();
        this.starter = new RunStarter(host, builder.objects, Backend::start, builder.clock);
    }

    /** A builder; without plug-in folders, it finds what is on the class path. */
    public static NasRuntimeBuilder builder() {
        return new NasRuntimeBuilder();
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
     * @throws io.lanista.runtime.plugin.NoSuchProviderException if the file names a space that isn't there
     * @throws io.lanista.api.option.OptionException if an option of the space or of the stopping rule is wrong
     */
    public ExperimentBuilder experiment(ExperimentFile file) {
        return new FileExperiments(host, catalogue()).experiment(file);
    }

    /**
     * Writes the winner of a run into a folder of its own: the architecture, the weights, and where they come from.
     *
     * @param run the folder of a run that has ended
     * @param to the folder to write; it must not exist, or be empty
     * @throws io.lanista.runtime.experiment.ExperimentException if the run has no winner or its files can't be used
     */
    public Export export(Path run, Path to) {
        return new Exporting(host, Backend::start).export(RunHistory.read(run), to);
    }

    /**
     * Loads a network that {@link #export} or {@code nas export} wrote, with layer types of plug-ins too. Use it while this is open.
     *
     * @throws IOException if a file is missing or was damaged
     * @throws io.lanista.api.model.InvalidArchitectureException if it has a layer of a type that isn't there
     */
    public TrainedNetwork load(Path exported) throws IOException {
        Backend.start();
        try (LayerTypes types = LayerTypes.lease(host)) {
            return ExportedNetwork.load(exported, types.blocks());
        }
    }

    /**
     * Starts an experiment, or goes on with its last run if that has not ended. Returns when its data are read and its journal is
     * open.
     *
     * @throws io.lanista.api.option.OptionException if an option or the data are wrong
     * @throws io.lanista.runtime.plugin.NoSuchProviderException if there is no strategy, evaluator or executor of that name
     * @throws io.lanista.runtime.experiment.ExperimentException if it can't start or go on
     * @throws io.lanista.runtime.journal.JournalException if its journal is damaged, or written by another process
     */
    public RunHandle start(Experiment experiment) {
        return start(experiment, RunListener.NONE);
    }

    /** Starts an experiment that is watched. */
    public RunHandle start(Experiment experiment, RunListener listener) {
        runs.removeIf(RunHandle::isDone);
        RunHandle run = starter.start(experiment, listener);
        runs.add(run);
        return run;
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

    /** Every plug-in that was found, those that were refused last. */
    public List<PluginInfo> plugins() {
        return host.plugins();
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

    /** The executors that experiments can name. */
    public List<PluginProvider<ExecutorProvider>> executors() {
        return host.providers(ExecutorProvider.class);
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
        runs.forEach(RunHandle::cancel);
        runs.forEach(RunHandle::close);
        host.close();
    }
}
