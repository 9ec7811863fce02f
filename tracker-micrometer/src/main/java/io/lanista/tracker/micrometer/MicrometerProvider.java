package io.lanista.tracker.micrometer;

import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunListenerProvider;
import io.lanista.runtime.watch.RunListenerRequest;
import io.micrometer.core.instrument.Metrics;

/** Lets experiments name {@code micrometer} among their trackers: meters go to Micrometer's global registry. */
public final class MicrometerProvider implements RunListenerProvider {
    @Override
    public String name() {
        return "micrometer";
    }

    @Override
    public String description() {
        return "Counts trials in Micrometer's global registry, for a host that publishes that.";
    }

    @Override
    public RunListener open(RunListenerRequest request) {
        return new MicrometerListener(Metrics.globalRegistry);
    }
}
