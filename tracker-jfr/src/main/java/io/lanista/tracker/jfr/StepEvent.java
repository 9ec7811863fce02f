package io.lanista.tracker.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** What a trial reported of a step, or a supernet of an epoch. */
@Name("io.lanista.Step")
@Label("Step")
@Description("What a trial reported of a step, or a supernet of an epoch")
@Category("Lanista")
@StackTrace(false)
final class StepEvent extends Event {
    @Label("Experiment")
    @Nullable String experiment;

    @Label("Trial")
    @Description("-1 for a supernet")
    int trial;

    @Label("Step")
    int step;

    @Label("Metric")
    @Nullable String metric;

    @Label("Value")
    double value;
}
