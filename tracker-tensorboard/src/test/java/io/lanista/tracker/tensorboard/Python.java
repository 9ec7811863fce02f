package io.lanista.tracker.tensorboard;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The Python that has TensorBoard: what {@code LANISTA_PYTHON} names. Where there is none, tests are skipped, or fail if
 * {@code -Dlanista.python=required}.
 */
final class Python {
    private Python() {}

    static String program() {
        String named = System.getenv("LANISTA_PYTHON");
        boolean found = named != null && Files.isExecutable(Path.of(named));
        String missing = "LANISTA_PYTHON names no Python with tensorboard and mlflow; .ci/run makes one.";
        if (!found && "required".equals(System.getProperty("lanista.python"))) {
            fail(missing);
        }
        assumeTrue(found, missing);
        return String.valueOf(named);
    }
}
