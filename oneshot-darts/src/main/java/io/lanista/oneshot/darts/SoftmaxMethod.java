package io.lanista.oneshot.darts;

import io.lanista.djl.supernet.ChoiceSite;
import io.lanista.djl.supernet.MixedBlock;
import io.lanista.djl.supernet.SoftmaxMix;

/** DARTS. */
record SoftmaxMethod(boolean isSecondOrder) implements Method {
    @Override
    public MixedBlock mix(ChoiceSite site) {
        return new SoftmaxMix(site);
    }
}
