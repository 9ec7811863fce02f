package io.lanista.djl.supernet;

import org.osgi.annotation.versioning.ConsumerType;

/** Makes a trainer's mixed blocks. */
@ConsumerType
@FunctionalInterface
public interface MixedBlockFactory {
    /** Makes the block for one place, and declares the architecture parameters that it needs at {@code site}. */
    MixedBlock create(ChoiceSite site);
}
