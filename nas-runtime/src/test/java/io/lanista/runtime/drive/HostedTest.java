package io.lanista.runtime.drive;

import io.lanista.runtime.NasRuntime;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests that share one host without plug-ins, each with a folder of its own. */
abstract class HostedTest {
    static NasRuntime nas;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        nas = NasRuntime.builder().build();
    }

    @AfterAll
    static void stop() {
        nas.close();
    }
}
