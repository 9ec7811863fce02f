package io.lanista.runtime.drive;

import io.lanista.api.failure.LanistaException;
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
import io.lanista.runtime.runs.RunSignals;
import io.lanista.runtime.runs.UsedTime;
import io.lanista.runtime.watch.EndReason;
import io.lanista.runtime.watch.RunFailure;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunListenerProvider;
import io.lanista.runtime.watch.RunListenerRequest;
import io.lanista.runtime.watch.RunProducts;
import io.lanista.runtime.watch.RunResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Brings a run to trackers that didn't follow it, or couldn't. */
public final class LateTracking {
    private static final String INTERRUPTED = "Its last session was interrupted.";

    private final PluginHost host;
    private final HostThreads threads;

    /** With the trackers of a host. */
    public LateTracking(PluginHost host, HostThreads threads) {
        this.host = host;
        this.threads = threads;
    }

    /**
     * Brings all that the journal of a run says, and how the run ended, to trackers. Returns once it is there.
     *
     * @param base where relative paths in their options start
     * @param products what trackers can have made of the run
     * @return the names of those that it was brought to; not of those that are only told what happens while it happens
     * @throws ExperimentException if the run is in progress, no tracker follows journals, or one can't be reached; all others have it then
     */
    public List<String> bring(
            RunFolder run, List<PluginChoice<RunListenerProvider>> trackers, Path base, RunProducts products) {
        JournalContents journal = requireEnded(run);
        List<String> brought = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        LanistaException first = null;
        for (PluginChoice<RunListenerProvider> tracker : trackers) {
            try {
                if (isBrought(run, journal, tracker, base, products)) {
                    brought.add(tracker.name());
                }
            } catch (LanistaException e) {
                problems.add(String.valueOf(e.getMessage()));
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw new ExperimentException(
                    first.blame(),
                    String.join(" ", problems)
                            + (brought.isEmpty() ? "" : " The run was brought to " + String.join(", ", brought) + "."),
                    first);
        }
        if (brought.isEmpty()) {
            throw new ExperimentException(
                    "The tracker (" + trackers.stream().map(PluginChoice::name).collect(Collectors.joining(", "))
                            + ") is told what happens while it happens, so that no run can be brought to it later.");
        }
        return brought;
    }

    private static JournalContents requireEnded(RunFolder run) {
        RunHistory.read(run.path()); // Says what is wrong with a folder or a journal.
        if (RunSignals.of(run.path()).life() != RunSignals.Life.NONE) {
            throw new ExperimentException("The run (" + run.path()
                    + ") is in progress, and its own trackers follow it. Maybe wait until it has ended.");
        }
        return JournalReader.read(run.journal()).orElseThrow();
    }

    private boolean isBrought(
            RunFolder run,
            JournalContents journal,
            PluginChoice<RunListenerProvider> choice,
            Path base,
            RunProducts products) {
        String name = journal.header().experiment();
        try (UsedProvider<RunListenerProvider> provider =
                UsedProvider.find(host, RunListenerProvider.class, "listener", choice, RunListenerProvider::options)) {
            RunListenerRequest request =
                    RunListenerRequest.of(name, run.path(), base, provider.options(), products, threads);
            RunListener listener =
                    provider.call("can't begin", () -> provider.object().open(request));
            if (!(listener instanceof JournalFeed feed)) {
                provider.guard().run("failed when it was closed", listener::close);
                return false;
            }
            Optional<RunResult> result = result(run, journal);
            if (result.isPresent()) {
                feed.bring(result.get());
            } else {
                ExperimentException interrupted = new ExperimentException(INTERRUPTED);
                feed.bring(new RunFailure(name, run.path(), interrupted.blame(), INTERRUPTED, interrupted));
            }
            return true;
        }
    }

    private static Optional<RunResult> result(RunFolder run, JournalContents journal) {
        Ledger ledger = Ledger.of(journal);
        return ledger.closing()
                .map(kind -> new RunResult(
                        journal.header().experiment(),
                        run.path(),
                        new EndReason(kind, sentence(kind)),
                        ledger.scored() + ledger.stopped(),
                        ledger.failed(),
                        ledger.rejected(),
                        ledger.best(),
                        ledger.front(),
                        ledger.export(),
                        UsedTime.of(journal.lines()).total().toNanos() / 1e9));
    }

    private static String sentence(EndReason.Kind kind) {
        return switch (kind) {
            case TRIALS -> "All trials of the budget were run.";
            case TIME -> "The time was over.";
            case TARGET -> "The target score was reached.";
            case DONE -> "The strategy had nothing more to try.";
            case EXHAUSTED -> "The strategy proposed nothing but what is refused.";
            case FAILURES -> "Too many trials failed in a row.";
            case CANCELLED -> "It was cancelled.";
        };
    }
}
