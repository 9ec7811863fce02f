package io.lanista.runtime;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Builds and starts a {@link NasRuntime}. For use by one thread. */
public final class NasRuntimeBuilder {
    final List<Path> folders = new ArrayList<>();
    final List<Path> jars = new ArrayList<>();
    final List<Object> objects = new ArrayList<>();
    ClassLoader classPath = NasRuntime.class.getClassLoader();
    Clock clock = Clock.systemUTC();
    boolean engineFirst;

    NasRuntimeBuilder() {}

    /** Adds a folder of plug-ins; one that doesn't exist has none. */
    public NasRuntimeBuilder plugins(Path folder) {
        folders.add(folder);
        return this;
    }

    /** Adds one plug-in. */
    public NasRuntimeBuilder plugin(Path jar) {
        jars.add(jar);
        return this;
    }

    /** Hands an object over to evaluators, which find it by its type, such as data in memory. */
    public NasRuntimeBuilder given(Object object) {
        objects.add(object);
        return this;
    }

    /** Where plug-ins on the class path are looked for: the class loader of the runtime unless set. */
    public NasRuntimeBuilder classPath(ClassLoader loader) {
        classPath = loader;
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

    /** What tells the time: the system's clock unless set. */
    public NasRuntimeBuilder clock(Clock source) {
        clock = source;
        return this;
    }

    /**
     * Starts the runtime.
     *
     * @throws io.lanista.runtime.plugin.PluginException if it can't start
     * @throws io.lanista.djl.backend.BackendUnavailableException if the engine was asked for first, and can't start
     */
    public NasRuntime build() {
        return new NasRuntime(this);
    }
}
