package io.lanista.djl.backend;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.util.Utils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tensor engine of this JVM: DJL's PyTorch engine, started once and with the settings that a search needs.
 *
 * <p>libtorch is one library in one process, so there is one engine for all callers. Safe for use by any thread.
 */
public final class Backend {
    private static final Logger LOG = LoggerFactory.getLogger(Backend.class);
    private static final String NATIVES = "native/lib/pytorch.properties";
    private static final String ENGINE = "PyTorch";

    private static @Nullable Backend running;
    private static @Nullable BackendUnavailableException failed;

    private final Engine engine;

    private Backend(Engine engine) {
        this.engine = engine;
    }

    /**
     * Starts the engine, or returns the one that runs already.
     *
     * <p>Unless the user has set them otherwise, DJL's usage tracking is off, it looks for nothing in the network as
     * long as libtorch is on the class path, and libtorch computes with one thread (trials run side by side instead). The
     * very first start on a machine unpacks libtorch, 432 MB, into DJL's cache, and says so: the folder in {@code DJL_CACHE_DIR}, or
     * {@code ~/.djl.ai}, or, where the home folder can't be written, a folder of this user alone among the temporary files.
     *
     * @throws BackendUnavailableException if libtorch can't be loaded; its message says what to do
     */
    public static synchronized Backend start() {
        if (failed != null) {
            throw failed; // DJL doesn't start twice, and would say something else now.
        }
        if (running == null) {
            running = new Backend(startEngine());
        }
        return running;
    }

    /**
     * Makes a manager for one trial. Close it when the trial ends: that frees all tensors that it owns.
     */
    public NDManager newManager() {
        return engine.newBaseManager();
    }

    /** The version of libtorch, such as {@code 2.7.1}. */
    public String version() {
        return engine.getVersion();
    }

    private static Engine startEngine() {
        // DJL looks for its engines and natives through the context class loader; on a plug-in's thread that is the
        // plug-in's, which sees neither.
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader host = Backend.class.getClassLoader();
        thread.setContextClassLoader(host);
        try {
            boolean bundled = host.getResource(NATIVES) != null;
            configure(bundled);
            NativeCache.settle();
            announce(bundled);
            return Engine.getEngine(ENGINE);
        } catch (RuntimeException | LinkageError failure) {
            failed = new BackendUnavailableException(failure);
            throw failed;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static void configure(boolean bundled) {
        setDefault("OPT_OUT_TRACKING", "true");
        if (bundled) {
            setDefault("ai.djl.offline", "true");
        }
        setDefault("ai.djl.pytorch.num_threads", "1");
        setDefault("ai.djl.pytorch.num_interop_threads", "1");
    }

    private static void setDefault(String key, String value) {
        if (System.getenv(key) == null && System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }

    private static void announce(boolean bundled) {
        if (Utils.getEnvOrSystemProperty("PYTORCH_LIBRARY_PATH") != null) {
            return;
        }
        Path cache = Utils.getEngineCacheDir("pytorch");
        if (!isEmpty(cache)) {
            return;
        }
        if (bundled) {
            LOG.info("First start: unpacking libtorch (432 MB) into {}. This happens once.", cache);
        } else {
            LOG.info("First start: libtorch is not on the class path, so DJL downloads it into {}.", cache);
        }
    }

    private static boolean isEmpty(Path folder) {
        if (!Files.isDirectory(folder)) {
            return true;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        } catch (IOException unreadable) {
            LOG.debug("Can't list {}", folder, unreadable);
            return true;
        }
    }
}
