package io.lanista.strategy.parts;

/** Trainable numbers with their gradient, and the moments that {@link Adam} keeps of it. */
public final class Tensor {
    private final double[] values;
    private final double[] gradient;
    final double[] mean;
    final double[] square;
    int steps;

    /** So many zeros. */
    public Tensor(int size) {
        values = new double[size];
        gradient = new double[size];
        mean = new double[size];
        square = new double[size];
    }

    /** The numbers, to be read and written. */
    public double[] values() {
        return values;
    }

    /** The gradient of what is to become less, to be added to. */
    public double[] gradient() {
        return gradient;
    }
}
