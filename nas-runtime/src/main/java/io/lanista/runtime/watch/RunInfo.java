package io.lanista.runtime.watch;

import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.DataDescription;
import io.lanista.api.trial.Objective;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a run is, known when it starts.
 *
 * @param experiment the experiment's name
 * @param folder where its journal is
 * @param resumed whether it goes on with a journal that was there before
 * @param space what is searched, fitted to the data
 * @param objectives what the search is after, at least one
 * @param trials how many trials there may be, if that is limited
 * @param time how long it may run, if that is limited
 * @param parallelism how many trials run at once
 * @param seed what all randomness comes from
 * @param searcher the strategy, or the one-shot trainer
 * @param evaluator what measures
 * @param executor where trials run, and why there, in words that complete "trials run …"
 * @param notes what is to be known of its beginning, one sentence each: plug-ins that are others than in the sessions before, or why
 *     an earlier run does not go on
 * @param data what was found in the data, if the evaluator has some
 */
public record RunInfo(
        String experiment,
        Path folder,
        boolean resumed,
        SearchSpace space,
        List<Objective> objectives,
        OptionalInt trials,
        Optional<Duration> time,
        int parallelism,
        long seed,
        ProviderInfo searcher,
        ProviderInfo evaluator,
        String executor,
        List<String> notes,
        Optional<DataDescription> data) {
    /** Copies. */
    public RunInfo {
        objectives = List.copyOf(objectives);
        notes = List.copyOf(notes);
    }
}
