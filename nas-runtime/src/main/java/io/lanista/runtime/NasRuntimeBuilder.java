package io.lanista.runtime;

import io.lanista.api.failure.LanistaException;
import io.lanista.runtime.execute.HostThreads;
import io.lanista.runtime.plugin.PluginException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** Builds and starts a {@link NasRuntime}. For use by one thread. */
public final class NasRuntimeBuilder {
    final List<Path> folders = new ArrayList<>();
    final List<Path> jars = new ArrayList<>();
    final List<Object> objects = new ArrayList<>();
    ClassLoader classPath = NasRuntime.class.getClassLoader();
    Clock clock = Clock.systemUTC();
    HostThreads threads = HostThreads.PLAIN;
    Path runs = Path.of("runs");
    int most = Integer.MAX_VALUE;
    boolean engineFirst;
    boolean watch;

    @Nullable Executor executor;

    @Nullable Collection<String> allowed;

    @Nullable Duration loadLimit;

    NasRuntimeBuilder() {}

    /**
     * Adds a folder of plug-ins; one that doesn't exist has none.
     *
     * @throws IllegalArgumentException if it is a file
     */
    public NasRuntimeBuilder plugins(Path folder) {
        if (Files.exists(need(folder, "folder of plug-ins")) && !Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "(" + folder + ") is a file, and no folder of plug-ins. Maybe add it with plugin(…).");
        }
        folders.add(folder);
        return this;
    }

    /** Adds one plug-in. */
    public NasRuntimeBuilder plugin(Path jar) {
        jars.add(need(jar, "plug-in"));
        return this;
    }

    /**
     * Hands an object over to the evaluators of all runs, which find it by its type. What belongs to one experiment, such as its data in
     * memory, is given to that ({@code ExperimentBuilder.given}).
     */
    public NasRuntimeBuilder given(Object object) {
        objects.add(need(object, "object for evaluators"));
        return this;
    }

    /** Where plug-ins on the class path are looked for: the class loader of the runtime unless set. */
    public NasRuntimeBuilder classPath(ClassLoader loader) {
        classPath = need(loader, "class loader");
        return this;
    }

    /**
     * Starts the tensor engine before any plug-in is loaded. Otherwise it is started with the first evaluator or trainer that
     * needs it, which is enough unless a plug-in touches the engine as soon as it is loaded.
     */
    public NasRuntimeBuilder engineFirst() {
        engineFirst = true;
        return this;
    }

    /**
     * Watches the folders of plug-ins: new jars are taken into use, replaced ones serve new runs, and deleted ones are given to nobody any
     * more. A run keeps what it began with.
     */
    public NasRuntimeBuilder watch() {
        watch = true;
        return this;
    }

    /** Loads only jars whose bytes have one of these SHA-256 digests, in hexadecimal; workers get those bytes and no others. */
    public NasRuntimeBuilder allowOnly(Collection<String> sha256) {
        allowed = List.copyOf(need(sha256, "list of digests"));
        return this;
    }

    /** How long a plug-in may take to start, and each of its providers to load: 1.5 seconds unless set; above 0. */
    public NasRuntimeBuilder loadLimit(Duration limit) {
        if (need(limit, "limit for the start of plug-ins").isNegative() || limit.isZero()) {
            throw new IllegalArgumentException(
                    "The limit for the start of plug-ins (" + limit + ") must be above 0. Maybe a few seconds.");
        }
        loadLimit = limit;
        return this;
    }

    /**
     * Where runs get their threads, one for each run that is in progress: a thread of its own, by the thread factory, unless set. A
     * pool that is full lets runs wait.
     */
    public NasRuntimeBuilder executor(Executor pool) {
        executor = need(pool, "executor");
        return this;
    }

    /**
     * Makes all threads that the runtime starts: those of runs, unless they come from an {@link #executor}, of their trials, workers,
     * strategies and listeners, and those that load and watch plug-ins. They are given their names, as {@code trial-digits-1-0} for the
     * run {@code digits-1}, and are daemons; what else they are, the factory decides. Not made by it are the threads of libraries (the
     * tensor engine, the framework of plug-ins), those that read and decode images for all runtimes of the JVM, and the short ones that
     * score networks without training and in which plug-ins declare their options.
     */
    public NasRuntimeBuilder threadFactory(ThreadFactory factory) {
        threads = new HostThreads(need(factory, "thread factory"));
        return this;
    }

    /** How many runs may be in progress at once, whatever experiment they are of; as many as are started unless set. */
    public NasRuntimeBuilder maxRuns(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("The limit of runs (" + limit + ") must be at least 1.");
        }
        most = limit;
        return this;
    }

    /**
     * The folder in which experiments have their runs, unless they name another one, and whose runs can be asked for by their ids:
     * {@code runs} unless set.
     */
    public NasRuntimeBuilder runs(Path folder) {
        runs = need(folder, "folder of runs");
        return this;
    }

    /** Said where it is given, and not where it is used much later. */
    private static <T> T need(T given, String what) {
        return Objects.requireNonNull(given, "The " + what + " is null");
    }

    /** What was given, or a new thread for each run. */
    Executor pool() {
        HostThreads made = threads;
        return executor != null
                ? executor
                : task -> {
                    try {
                        made.thread("lanista-run", task).start();
                    } catch (LanistaException e) {
                        throw new RejectedExecutionException(e.getMessage(), e);
                    }
                };
    }

    /** What tells the time: the system's clock unless set. */
    public NasRuntimeBuilder clock(Clock source) {
        clock = need(source, "clock");
        return this;
    }

    /**
     * Starts the runtime.
     *
     * @throws io.lanista.runtime.plugin.PluginException if it can't start
     * @throws io.lanista.djl.backend.BackendUnavailableException if the engine was asked for first, and can't start
     */
    public NasRuntime build() {
        checkLibraries();
        return new NasRuntime(this);
    }

    /** Frameworks pin the version of Jackson's annotations, which Jackson 3 shares with Jackson 2; what is too old fails much later. */
    private static void checkLibraries() {
        try {
            Class.forName("com.fasterxml.jackson.annotation.JsonApplyView", false, NasRuntime.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new PluginException(
                    "The class path has an older version of com.fasterxml.jackson.core:jackson-annotations than 2.22, which the runtime"
                            + " can't work with. Maybe the program's framework pins it: put that version into its"
                            + " dependencyManagement.",
                    e);
        }
    }
}
