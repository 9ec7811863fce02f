package io.lanista.runtime.remote;

import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.Evaluator;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.data.DataSources;
import io.lanista.runtime.execute.Given;
import io.lanista.runtime.execute.Measuring;
import io.lanista.runtime.execute.OpeningRequest;
import io.lanista.runtime.execute.PluginCopy;
import io.lanista.runtime.execute.RunningTrial;
import io.lanista.runtime.execute.TrialResult;
import io.lanista.runtime.execute.TrialTask;
import io.lanista.runtime.execute.Work;
import io.lanista.runtime.execute.WorkFolders;
import io.lanista.runtime.plugin.KnownSources;
import io.lanista.runtime.plugin.LayerTypes;
import io.lanista.runtime.plugin.Lease;
import io.lanista.runtime.plugin.PluginException;
import io.lanista.runtime.plugin.PluginHost;
import io.lanista.runtime.plugin.PluginHostBuilder;
import io.lanista.runtime.plugin.PluginInfo;
import io.lanista.runtime.plugin.PluginKinds;
import io.lanista.runtime.runs.EarlierRuns;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs trials for a host that is another process: opens the plug-ins and the evaluator that its {@link Work} names, and runs one task
 * after the other. A jar whose bytes aren't those that the host checked is refused. Tasks run on the threads that call {@link #run}; any
 * thread may cancel them.
 *
 * <pre>{@code
 * try (TrialHost trials = TrialHost.open(work, folders, getClass().getClassLoader())) {
 *     Finished finished = trials.run(task, (step, metrics) -> send(new Reported(task.trial(), step, metrics)));
 * }
 * }</pre>
 */
public final class TrialHost implements AutoCloseable {
    private final Evaluation evaluation;
    private final Path runFolder;
    private final Deque<AutoCloseable> opened;
    private final Map<Integer, RunningTrial> running = new ConcurrentHashMap<>();

    private TrialHost(Evaluation evaluation, Path runFolder, Deque<AutoCloseable> opened) {
        this.evaluation = evaluation;
        this.runFolder = runFolder;
        this.opened = opened;
    }

    /**
     * Finds and opens the evaluator as the host has done; what takes long is done here.
     *
     * @param folders where this machine has the files
     * @param classPath finds the evaluators and layer types on the class path
     * @throws PluginException if a jar is refused
     * @throws io.lanista.runtime.plugin.NoSuchProviderException if the evaluator isn't there
     * @throws io.lanista.api.option.OptionException if the evaluator refuses an option or the data
     */
    public static TrialHost open(Work work, WorkFolders folders, ClassLoader classPath) {
        Deque<AutoCloseable> opened = new ArrayDeque<>();
        try {
            PluginHost host = plugins(work, folders, classPath);
            opened.push(host);
            Lease<Evaluator> lease = host.lease(Evaluator.class, work.evaluator());
            opened.push(lease);
            LayerTypes layers = LayerTypes.lease(host);
            opened.push(layers);
            KnownSources sources = KnownSources.lease(host);
            opened.push(sources);
            Evaluation evaluation = evaluation(lease.get(), work, folders, layers.blocks(), sources.sources());
            opened.push(evaluation);
            return new TrialHost(evaluation, folders.run(), opened);
        } catch (RuntimeException | Error e) {
            closeAll(opened, e);
            throw e;
        }
    }

    private static PluginHost plugins(Work work, WorkFolders folders, ClassLoader classPath) {
        PluginHostBuilder builder = PluginHost.builder(PluginKinds.forEvaluation())
                .share(Backend.class)
                .classPath(classPath)
                .allowOnly(work.jars().stream().map(PluginCopy::sha256).toList());
        // The same packages as the host offers, so that a jar which is good there is good here.
        PluginKinds.all().forEach(kind -> builder.share(kind.type()));
        work.jars().forEach(jar -> builder.jar(folders.jar(jar)));
        PluginHost host = builder.start();
        List<String> refused = host.plugins().stream()
                .filter(plugin -> plugin.state() == PluginInfo.State.REFUSED)
                .flatMap(plugin -> plugin.problems().stream())
                .toList();
        if (!refused.isEmpty()) {
            host.close();
            throw new PluginException("Not all plug-ins can be used here: " + String.join(" ", refused));
        }
        return host;
    }

    private static Evaluation evaluation(
            Evaluator evaluator, Work work, WorkFolders folders, BlockCatalogue blocks, DataSources sources) {
        if (Measuring.usesNativeCode(evaluator, work.options())) {
            Backend.start();
        }
        Options options = Options.parse(
                "evaluator '" + evaluator.name() + "'", Measuring.options(evaluator, work.options()), work.options());
        SearchSpace space = work.space().space(blocks.layers());
        return Measuring.open(
                evaluator,
                new OpeningRequest(
                        options,
                        space,
                        work.objectives(),
                        work.seed(),
                        folders.base(),
                        Given.nothing(),
                        blocks,
                        sources,
                        EarlierRuns::read));
    }

    /** Runs a task on the calling thread, and returns how it ended, whatever the evaluator does. */
    public RemoteMessage.Finished run(TrialTask task, RunningTrial.Reporter reporter) {
        RunningTrial trial = new RunningTrial(task, evaluation, runFolder, reporter);
        running.put(task.trial(), trial);
        long start = System.nanoTime();
        TrialResult result = trial.run();
        running.remove(task.trial());
        return new RemoteMessage.Finished(task.trial(), result, (System.nanoTime() - start) / 1e9);
    }

    /** Asks a task to end, if it runs. */
    public void cancel(int trial) {
        RunningTrial known = running.get(trial);
        if (known != null) {
            known.cancel();
        }
    }

    /** Closes the evaluator and the plug-ins. Tasks must have ended. */
    @Override
    public void close() {
        PluginException failure = new PluginException("The evaluator has ended, and not all of it could be closed.");
        closeAll(opened, failure);
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }

    private static void closeAll(Deque<AutoCloseable> opened, Throwable failure) {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                failure.addSuppressed(e);
            }
        }
    }
}
