package io.lanista.djl.block;

import java.util.random.RandomGenerator;

/** The generator of passes in which nothing may be random. */
enum NoRandomness implements RandomGenerator {
    INSTANCE;

    @Override
    public long nextLong() {
        throw new IllegalStateException(
                "A layer wants random numbers outside training. Maybe it should ask pass.training() first.");
    }
}
