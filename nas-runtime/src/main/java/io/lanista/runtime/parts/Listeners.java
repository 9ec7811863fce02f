package io.lanista.runtime.parts;

import io.lanista.api.option.Options;
import io.lanista.runtime.execute.HostThreads;
import io.lanista.runtime.execute.RunName;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.PluginChoice;
import io.lanista.runtime.plugin.PluginHost;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunListenerProvider;
import io.lanista.runtime.watch.RunListenerRequest;
import io.lanista.runtime.watch.RunProducts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells those who watch a run what happens: the program's listeners on the calling thread, those of plug-ins on threads of their own.
 * What is wrong with one of them is noted once, in the log and for the program's listeners. Confined to one thread at a time.
 */
public final class Listeners implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<RunListener> own;
    private final List<RunListener> faulty = new ArrayList<>();
    private final List<QueuedListener> trackers = new ArrayList<>();
    private final Queue<String> notes = new ConcurrentLinkedQueue<>();

    /** Those of the program alone. */
    public Listeners(List<RunListener> own) {
        this.own = List.copyOf(own);
    }

    /**
     * Opens the listeners that an experiment names, beside those of the program.
     *
     * @param folder the run's
     * @param products what plug-ins can have made of the run
     * @param threads make the listeners' threads
     */
    public static Listeners open(
            PluginHost host,
            Experiment experiment,
            Path folder,
            RunProducts products,
            List<RunListener> own,
            HostThreads threads) {
        Listeners listeners = new Listeners(own);
        try {
            for (PluginChoice<RunListenerProvider> choice : experiment.trackers()) {
                UsedProvider<RunListenerProvider> provider = UsedProvider.find(
                        host, RunListenerProvider.class, "listener", choice, RunListenerProvider::options);
                listeners.trackers.add(listeners.queued(provider, experiment, folder, products, threads));
            }
            return listeners;
        } catch (RuntimeException | Error e) {
            listeners.close();
            throw e;
        }
    }

    private QueuedListener queued(
            UsedProvider<RunListenerProvider> provider,
            Experiment experiment,
            Path folder,
            RunProducts products,
            HostThreads threads) {
        Options options = provider.options();
        try {
            RunListenerRequest request = RunListenerRequest.of(
                    experiment.name(), folder, experiment.baseFolder(), options, products, threads);
            RunListener listener =
                    provider.call("can't begin", () -> provider.object().open(request));
            return queued(
                    provider,
                    listener,
                    task -> threads.thread(RunName.of(folder), "listener-" + provider.name(), task));
        } catch (RuntimeException | Error e) {
            provider.close();
            throw e;
        }
    }

    /** A listener that gets no thread is closed by this one. */
    private QueuedListener queued(
            UsedProvider<RunListenerProvider> provider, RunListener listener, ThreadFactory threads) {
        try {
            return new QueuedListener(provider, listener, provider.object().patience(), this::note, threads);
        } catch (RuntimeException | Error e) {
            try {
                provider.guard().run("failed when it was closed", listener::close);
            } catch (RuntimeException | Error alsoWrong) {
                e.addSuppressed(alsoWrong);
            }
            throw e;
        }
    }

    /** Tells an event. */
    public void tell(Consumer<RunListener> event) {
        trackers.forEach(tracker -> tracker.tell(event));
        tellOwn(event);
        passNotes();
    }

    /** Tells the last event, and frees all listeners. */
    public void tellLast(Consumer<RunListener> event) {
        trackers.forEach(tracker -> tracker.tellLast(event));
        close();
        passNotes();
        tellOwn(event);
    }

    private void passNotes() {
        for (String note = notes.poll(); note != null; note = notes.poll()) {
            String sentence = note;
            tellOwn(listener -> listener.noted(sentence));
        }
    }

    /** Tells an event to the program's listeners only: those of plug-ins have no use for one that comes so often. */
    public void tellOwn(Consumer<RunListener> event) {
        for (RunListener listener : own) {
            try {
                event.accept(listener);
            } catch (Throwable e) { // Whatever it is: one who only watches never ends the run.
                if (!faulty.contains(listener)) {
                    faulty.add(listener);
                    LOG.warn("A listener of the program failed, which is noted once: {}", e.toString(), e);
                }
            }
        }
    }

    private void note(String sentence) {
        LOG.debug("{}", sentence);
        notes.add(sentence);
    }

    /** Frees the listeners of plug-ins; those that are busy get some time for what they were told. */
    @Override
    public void close() {
        trackers.forEach(QueuedListener::close);
        trackers.clear();
    }
}
