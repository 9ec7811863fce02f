package io.lanista.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.runtime.execute.HostThreads;
import java.lang.ref.Reference;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class RemovalWatchTest {
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final RemovalWatch watch = new RemovalWatch(Duration.ofMillis(50), warnings::add, HostThreads.PLAIN);

    @Test
    void classesThatSomethingHoldsAreToldOf() throws InterruptedException {
        ClassLoader held = new URLClassLoader(new URL[0]);
        watch.expectCollected("tpe 1.0.0", held).join();
        assertThat(warnings)
                .singleElement()
                .asString()
                .startsWith("The plug-in tpe 1.0.0 was removed, but its classes stay");
        Reference.reachabilityFence(held);
    }

    @Test
    void classesThatNobodyHoldsAreNot() throws InterruptedException {
        watch.expectCollected("tpe 1.0.0", new URLClassLoader(new URL[0])).join();
        assertThat(warnings).isEmpty();
    }
}
