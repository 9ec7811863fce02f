package io.lanista.oneshot.darts;

import io.lanista.djl.supernet.ChoiceSite;
import io.lanista.djl.supernet.MixedBlock;

/** DARTS−: the weight of the auxiliary skip connections falls linearly, to 0 in the last epoch (Chu et al. 2021, section 3.3). */
final class AuxiliarySkipMethod implements Method {
    private final double first;
    private double beta;

    AuxiliarySkipMethod(double first) {
        this.first = first;
    }

    @Override
    public MixedBlock mix(ChoiceSite site) {
        return new AuxiliarySkipMix(site, () -> beta);
    }

    @Override
    public void epoch(double progress) {
        beta = first * (1 - progress);
    }
}
