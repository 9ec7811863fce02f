package io.lanista.oneshot.darts;

import io.lanista.djl.supernet.ChoiceSite;
import io.lanista.djl.supernet.MixedBlock;
import java.util.function.DoubleSupplier;

/** DrNAS. */
final class DirichletMethod implements Method {
    private boolean isExpected;

    @Override
    public MixedBlock mix(ChoiceSite site) {
        return new DirichletMix(site, () -> isExpected);
    }

    /** With the expected mixture, in which nothing is drawn. */
    @Override
    public double smoothly(DoubleSupplier measurement) {
        isExpected = true;
        try {
            return measurement.getAsDouble();
        } finally {
            isExpected = false;
        }
    }
}
