package io.lanista.runtime.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.slf4j.helpers.BasicMDCAdapter;
import org.slf4j.spi.MDCAdapter;

/** The tests' backend keeps no context, so that this brings one. */
class RunNameTest {
    private final MDCAdapter before = MDC.getMDCAdapter();

    private static void use(MDCAdapter adapter) throws ReflectiveOperationException {
        Method set = MDC.class.getDeclaredMethod("setMDCAdapter", MDCAdapter.class);
        set.setAccessible(true);
        set.invoke(null, adapter);
    }

    @BeforeEach
    void keepContext() throws ReflectiveOperationException {
        use(new BasicMDCAdapter());
    }

    @AfterEach
    void restore() throws ReflectiveOperationException {
        use(before);
    }

    private static String now() {
        return Thread.currentThread().getName() + " " + MDC.get("lanista.run");
    }

    @Test
    void threadAndContextAreCalledAfterTheRunThatTheyWorkFor() {
        String own = now();
        List<String> seen = new ArrayList<>();
        RunName.of(Path.of("runs/digits-1")).during(() -> {
            seen.add(now());
            RunName.of(Path.of("runs/rings-2")).during(() -> seen.add(now()));
            seen.add(now());
        });
        assertThat(seen).containsExactly("run-digits-1 digits-1", "run-rings-2 rings-2", "run-digits-1 digits-1");
        assertThat(now()).isEqualTo(own);
    }

    @Test
    void threadsOfARunHaveItsContextAndGiveItBack() throws InterruptedException {
        List<String> seen = new ArrayList<>();
        HostThreads threads = new HostThreads(work -> new Thread(() -> {
            work.run();
            seen.add(String.valueOf(MDC.get("lanista.run")));
        }));
        ThreadFactory trials = threads.of(RunName.of(Path.of("runs/digits-1")), "trial");
        for (int i = 0; i < 2; i++) {
            Thread thread = trials.newThread(() -> seen.add(now()));
            thread.start();
            thread.join();
        }
        assertThat(seen).containsExactly("trial-digits-1-0 digits-1", "null", "trial-digits-1-1 digits-1", "null");
    }
}
