package io.lanista.testkit;

import io.lanista.runtime.execute.ExecutorProvider;
import io.lanista.runtime.local.ForkedProvider;
import io.lanista.runtime.local.InlineProvider;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** The executors that come along keep the contract of those that others write. */
@Tag("slow")
class BundledExecutorsTest {
    @Nested
    class Inline implements ExecutorContract {
        @Override
        public ExecutorProvider provider() {
            return new InlineProvider();
        }
    }

    @Nested
    class Forked implements ExecutorContract {
        @Override
        public ExecutorProvider provider() {
            return new ForkedProvider();
        }

        @Override
        public Map<String, Object> options() {
            return Map.of("heap", "128m");
        }
    }
}
