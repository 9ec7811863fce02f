package io.lanista.executor.spark;

import io.lanista.runtime.execute.ExecutorProvider;
import io.lanista.testkit.ExecutorContract;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** Trials on a cluster are told as those on one machine. */
@Tag("long")
class SparkContractTest {
    /** The driver is the only executor, and files are used where they lie. */
    @Nested
    class InOneProcess implements ExecutorContract {
        @Override
        public ExecutorProvider provider() {
            return new SparkProvider();
        }

        @Override
        public Map<String, Object> options() {
            return Map.of("home", TestSpark.home().toString(), "master", "local[2]", "heap", "128m", "wait", 300);
        }
    }

    /** Executors are processes of their own, and everything travels. */
    @Nested
    class WhereFilesTravel implements ExecutorContract {
        @Override
        public ExecutorProvider provider() {
            return new SparkProvider();
        }

        @Override
        public Map<String, Object> options() {
            return Map.of(
                    "home",
                    TestSpark.home().toString(),
                    "master",
                    "local-cluster[2,1,600]",
                    "files",
                    "travel",
                    "heap",
                    "128m",
                    "wait",
                    300);
        }
    }
}
