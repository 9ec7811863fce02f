package io.lanista.tracker.jfr;

import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunListenerProvider;
import io.lanista.runtime.watch.RunListenerRequest;

/** Lets the JDK's Flight Recorder know what runs do: costs next to nothing while nothing is recorded. */
public final class FlightRecorderProvider implements RunListenerProvider {
    @Override
    public String name() {
        return "jfr";
    }

    @Override
    public String description() {
        return "Records runs, trials and steps as events of the JDK's Flight Recorder.";
    }

    @Override
    public RunListener open(RunListenerRequest request) {
        return new FlightRecorderListener();
    }
}
