package io.lanista.runtime.drive;

import io.lanista.runtime.execute.HostThreads;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.experiment.PluginChoice;
import io.lanista.runtime.feed.JournalFeed;
import io.lanista.runtime.journal.JournalContents;
import io.lanista.runtime.journal.JournalReader;
import io.lanista.runtime.parts.UsedProvider;
import io.lanista.runtime.plugin.PluginHost;
import io.lanista.runtime.runs.Ledger;
import io.lanista.runtime.runs.RunFolder;
import io.lanista.runtime.runs.RunHistory;
import io.lanista.runtime.runs.UsedTime;
import io.lanista.runtime.watch.EndReason;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunListenerProvider;
import io.lanista.runtime.watch.RunListenerRequest;
import io.lanista.runtime.watch.RunProducts;
import io.lanista.runtime.watch.RunResult;
import java.nio.file.Path;
import java.util.Optional;

/** Brings a run to trackers that didn't follow it, or couldn't. */
public final class LateTracking {
    private final PluginHost host;
    private final HostThreads threads;

    /** With the trackers of a host. */
    public LateTracking(PluginHost host, HostThreads threads) {
        this.host = host;
        this.threads = threads;
    }

    /**
     * Brings all that the journal of a run says to a tracker. Returns once it is there.
     *
     * @param base where relative paths in the tracker's options start
     * @param products what the tracker can have made of the run
     * @throws ExperimentException if the tracker follows no journals, or can't be reached
     */
    public void bring(RunFolder run, PluginChoice<RunListenerProvider> choice, Path base, RunProducts products) {
        String name = RunHistory.read(run.path()).header().experiment();
        try (UsedProvider<RunListenerProvider> provider =
                UsedProvider.find(host, RunListenerProvider.class, "listener", choice, RunListenerProvider::options)) {
            RunListenerRequest request =
                    RunListenerRequest.of(name, run.path(), base, provider.options(), products, threads);
            RunListener listener =
                    provider.call("can't begin", () -> provider.object().open(request));
            if (!(listener instanceof JournalFeed feed)) {
                listener.close();
                throw new ExperimentException("The tracker (" + provider.name()
                        + ") is told what happens while it happens, so that no run can be brought to it later.");
            }
            feed.bring(result(run, name));
        }
    }

    private static Optional<RunResult> result(RunFolder run, String experiment) {
        JournalContents journal = JournalReader.read(run.journal()).orElseThrow();
        Ledger ledger = Ledger.of(journal);
        return ledger.closing()
                .map(kind -> new RunResult(
                        experiment,
                        run.path(),
                        new EndReason(kind, "It ended (" + kind.word() + ")."),
                        ledger.scored() + ledger.stopped(),
                        ledger.failed(),
                        ledger.rejected(),
                        ledger.best(),
                        ledger.front(),
                        ledger.export(),
                        UsedTime.of(journal.lines()).total().toNanos() / 1e9));
    }
}
