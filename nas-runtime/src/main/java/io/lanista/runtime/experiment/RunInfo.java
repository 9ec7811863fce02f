package io.lanista.runtime.experiment;

import io.lanista.api.space.SearchSpace;
import java.nio.file.Path;
import java.util.List;

/**
 * What a run is, known when it starts.
 *
 * @param experiment what was asked for
 * @param space what is searched, fitted to the data
 * @param folder where its journal is
 * @param resumed whether it goes on with a journal that was there before
 * @param searcher the strategy or the one-shot trainer, with its bundle and version
 * @param executor where trials run, and why there, in words
 * @param changes which plug-ins are others than in the sessions before, in words; what they answer may be other, too
 */
public record RunInfo(
        Experiment experiment,
        SearchSpace space,
        Path folder,
        boolean resumed,
        String searcher,
        String executor,
        List<String> changes) {
    /** Copies. */
    public RunInfo {
        changes = List.copyOf(changes);
    }
}
