package io.lanista.djl.block;

import java.util.List;

/** What one layer computes for several networks at once, each with its own weights. */
@FunctionalInterface
interface FusedLayer {
    Members apply(List<Members> inputs, FusedPass pass);
}
