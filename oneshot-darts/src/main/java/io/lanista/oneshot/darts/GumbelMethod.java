package io.lanista.oneshot.darts;

import io.lanista.djl.supernet.ChoiceSite;
import io.lanista.djl.supernet.MixedBlock;
import java.util.function.DoubleSupplier;

/** GDAS: the temperature falls linearly. */
final class GumbelMethod implements Method {
    private final double first;
    private final double last;
    private double temperature;
    private boolean isExpected;

    GumbelMethod(double first, double last) {
        this.first = first;
        this.last = last;
        this.temperature = first;
    }

    @Override
    public MixedBlock mix(ChoiceSite site) {
        return new GumbelMix(site, () -> temperature, () -> isExpected);
    }

    /** With the expected network, in which nothing is drawn. */
    @Override
    public double smoothly(DoubleSupplier measurement) {
        isExpected = true;
        try {
            return measurement.getAsDouble();
        } finally {
            isExpected = false;
        }
    }

    @Override
    public void epoch(double progress) {
        temperature = first + (last - first) * progress;
    }
}
