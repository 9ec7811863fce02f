package io.lanista.runtime.plugin;

import io.lanista.runtime.execute.HostThreads;
import io.lanista.runtime.plugin.FolderChanges.Look;
import io.lanista.runtime.plugin.FolderChanges.Stamp;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings jars into use, and takes them out of it, as they come and go in the plug-in folders. Events of the file system only wake
 * it up: what counts is what the folder holds, so nothing is missed where events get lost (network drives, overflow).
 */
final class FolderWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);
    private static final Duration TICK = Duration.ofMillis(150);
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    /** About two seconds of ticks. */
    private static final int PATIENCE = 13;

    private final List<Path> folders;
    private final PluginLoader loader;
    private final DeployedPlugins plugins;
    private final FolderChanges changes;
    private final WatchService events;
    private final Map<Path, WatchKey> registered = new HashMap<>();
    private final HostThreads threads;
    private final Thread thread;

    private FolderWatch(
            List<Path> folders,
            PluginLoader loader,
            DeployedPlugins plugins,
            Map<Path, Stamp> known,
            WatchService events,
            HostThreads threads) {
        this.folders = List.copyOf(folders);
        this.loader = loader;
        this.plugins = plugins;
        this.changes = new FolderChanges(PATIENCE, FolderWatch::isWhole, known);
        this.events = events;
        this.threads = threads;
        this.thread = threads.thread("lanista-plugin-watch", this::run);
    }

    /** Watches folders whose files were loaded when they had the given stamps. */
    static FolderWatch start(
            List<Path> folders,
            PluginLoader loader,
            DeployedPlugins plugins,
            Map<Path, Stamp> known,
            HostThreads threads) {
        try {
            FolderWatch watch = new FolderWatch(
                    folders, loader, plugins, known, FileSystems.getDefault().newWatchService(), threads);
            watch.thread.start();
            return watch;
        } catch (IOException e) {
            throw new PluginException(
                    "The plug-in folders can't be watched: " + e.getMessage()
                            + ". Maybe start the host without watching.",
                    e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            new Watchdog(STOP_LIMIT, FolderWatch.class.getClassLoader(), threads)
                    .call("stopping the watch of " + folders, () -> {
                        thread.join();
                        events.close();
                        return true;
                    });
        } catch (PluginFault e) {
            LOG.warn("{}", e.sentence());
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                register();
                boolean settled = lookAndAct();
                WatchKey key = events.poll((settled ? IDLE : TICK).toMillis(), TimeUnit.MILLISECONDS);
                if (key != null) {
                    key.pollEvents();
                    key.reset();
                    Thread.sleep(TICK.toMillis());
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("No longer watching {}", folders);
        }
    }

    /** A folder that is made later is registered then. */
    private void register() {
        for (Path folder : folders) {
            WatchKey key = registered.get(folder);
            if ((key == null || !key.isValid()) && Files.isDirectory(folder)) {
                try {
                    registered.put(
                            folder,
                            folder.register(
                                    events,
                                    StandardWatchEventKinds.ENTRY_CREATE,
                                    StandardWatchEventKinds.ENTRY_MODIFY,
                                    StandardWatchEventKinds.ENTRY_DELETE));
                } catch (IOException e) {
                    LOG.debug("No events for {}; it is looked at every {}", folder, IDLE, e);
                }
            }
        }
    }

    private boolean lookAndAct() {
        try {
            Look look = changes.look(FolderChanges.stamps(folders));
            for (Path jar : look.gone()) {
                LOG.info("{} is gone: new searches don't get it, running ones keep it", jar);
                plugins.forgetRefusals(jar.toString());
                plugins.retire(jar.toString());
            }
            if (!look.ready().isEmpty()) {
                LOG.info("Loading {}", look.ready());
                look.ready().forEach(jar -> plugins.forgetRefusals(jar.toString()));
                loader.load(look.ready());
            }
            return look.settled();
        } catch (RuntimeException e) {
            LOG.warn("The plug-in folders can't be looked at now: {}", e.getMessage(), e);
            return true;
        }
    }

    private static boolean isWhole(Path jar) {
        if (!Files.isRegularFile(jar)) {
            return false; // A pipe would never end; it is named when patience is over.
        }
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.size() > 0;
        } catch (IOException e) {
            return false;
        }
    }
}
