package io.lanista.runtime.local;

import io.lanista.runtime.NasRuntime;
import java.nio.file.Path;

/** A search whose trials never end, in workers; a test kills it. */
final class WorkerSearchProgram {
    private WorkerSearchProgram() {}

    public static void main(String[] arguments) throws Exception {
        try (NasRuntime nas = NasRuntime.builder().build()) {
            nas.run(ForkedExecutorTest.experiment(arguments[1], Path.of(arguments[0]))
                    .baseFolder(Path.of(arguments[0]))
                    .build());
        }
    }
}
