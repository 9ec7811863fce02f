package io.lanista.spring;

import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.watch.RunHandle;
import java.util.List;
import org.springframework.context.SmartLifecycle;

/**
 * Cancels the runs when the application begins to stop: before its web server waits for open requests, since a stream of a run's
 * events is open until the run is over. What was cancelled can go on later.
 */
final class RunsLifecycle implements SmartLifecycle {
    private final NasRuntime nas;
    private volatile boolean running;

    RunsLifecycle(NasRuntime nas) {
        this.nas = nas;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        List<RunHandle> active = nas.active();
        active.forEach(RunHandle::cancel);
        active.forEach(RunHandle::close);
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** What has the highest phase is stopped first; a web server's graceful shutdown has a lower one. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
