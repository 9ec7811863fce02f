package io.lanista.oneshot.darts;

import io.lanista.djl.supernet.ChoiceSite;
import io.lanista.djl.supernet.MixedBlock;

/** PC-DARTS. */
record PartialMethod(int parts) implements Method {
    @Override
    public MixedBlock mix(ChoiceSite site) {
        return new PartialMix(site);
    }
}
