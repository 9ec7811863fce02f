package io.lanista.oneshot.darts;

import io.lanista.djl.supernet.ChoiceSite;
import io.lanista.djl.supernet.MixedBlock;

/** GDAS: the temperature falls linearly. */
final class GumbelMethod implements Method {
    private final double first;
    private final double last;
    private double temperature;

    GumbelMethod(double first, double last) {
        this.first = first;
        this.last = last;
        this.temperature = first;
    }

    @Override
    public MixedBlock mix(ChoiceSite site) {
        return new GumbelMix(site, () -> temperature);
    }

    @Override
    public boolean isSmooth() {
        return false;
    }

    @Override
    public void epoch(double progress) {
        temperature = first + (last - first) * progress;
    }
}
