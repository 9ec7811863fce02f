package io.lanista.spring;

import io.lanista.runtime.NasRuntimeBuilder;

/** A bean of this type changes the runtime before it is built: objects for evaluators, an executor, a clock. */
@FunctionalInterface
public interface NasRuntimeCustomizer {
    /** Changes it. */
    void customize(NasRuntimeBuilder builder);
}
