package io.lanista.tracker.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A session of a run, from its start to its end. */
@Name("io.lanista.Run")
@Label("Run")
@Description("A session of a search, from its start to its end")
@Category("Lanista")
@StackTrace(false)
final class RunEvent extends Event {
    @Label("Experiment")
    @Nullable String experiment;

    @Label("Folder")
    @Nullable String folder;

    @Label("Searcher")
    @Nullable String searcher;

    @Label("Reason of the End")
    @Nullable String reason;

    @Label("Finished Trials")
    int completed;

    @Label("Failed Trials")
    int failures;

    @Label("Best Trial")
    @Description("-1 if there is none")
    int best = -1;

    @Label("Best Score")
    double score = Double.NaN;
}
