package io.lanista.tracker.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A trial, from its start to its end. */
@Name("io.lanista.Trial")
@Label("Trial")
@Description("A trial of a search, from its start to its end")
@Category("Lanista")
@StackTrace(false)
final class TrialEvent extends Event {
    @Label("Experiment")
    @Nullable String experiment;

    @Label("Trial")
    int trial;

    @Label("State")
    @Description("scored, stopped or failed")
    @Nullable String state;

    @Label("Score")
    @Description("The first objective's value")
    double score = Double.NaN;

    @Label("Choices")
    @Nullable String choices;

    @Label("Reason")
    @Description("Of a failure")
    @Nullable String reason;
}
