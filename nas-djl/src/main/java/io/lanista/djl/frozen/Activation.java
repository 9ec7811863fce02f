package io.lanista.djl.frozen;

import java.util.Optional;

/** Functions of one number that are applied in place. The formulas are those of the layer types of the same names. */
enum Activation {
    NONE("") {
        @Override
        void apply(float[] values, int length) {}
    },
    RELU("relu") {
        @Override
        void apply(float[] values, int length) {
            for (int i = 0; i < length; i++) {
                values[i] = Math.max(values[i], 0);
            }
        }
    },
    RELU6("relu6") {
        @Override
        void apply(float[] values, int length) {
            for (int i = 0; i < length; i++) {
                values[i] = Math.min(Math.max(values[i], 0), 6);
            }
        }
    },
    SIGMOID("sigmoid") {
        @Override
        void apply(float[] values, int length) {
            for (int i = 0; i < length; i++) {
                values[i] = (float) sigmoid(values[i]);
            }
        }
    },
    SILU("silu") {
        @Override
        void apply(float[] values, int length) {
            for (int i = 0; i < length; i++) {
                values[i] = (float) (values[i] * sigmoid(values[i]));
            }
        }
    },
    GELU("gelu") {
        @Override
        void apply(float[] values, int length) {
            for (int i = 0; i < length; i++) {
                values[i] = (float) (values[i] * (1 + erf(values[i] / Math.sqrt(2))) / 2);
            }
        }
    },
    TANH("tanh") {
        @Override
        void apply(float[] values, int length) {
            for (int i = 0; i < length; i++) {
                values[i] = (float) Math.tanh(values[i]);
            }
        }
    },
    HARD_SIGMOID("hardsigmoid") {
        @Override
        void apply(float[] values, int length) {
            for (int i = 0; i < length; i++) {
                values[i] = Math.min(Math.max(values[i] + 3, 0), 6) / 6;
            }
        }
    },
    HARD_SWISH("hardswish") {
        @Override
        void apply(float[] values, int length) {
            for (int i = 0; i < length; i++) {
                values[i] = values[i] * (Math.min(Math.max(values[i] + 3, 0), 6) / 6);
            }
        }
    };

    private final String function;

    Activation(String function) {
        this.function = function;
    }

    /** What the engine calls it. */
    String function() {
        return function;
    }

    /** Whether it only limits what comes out. */
    boolean isClamp() {
        return this == RELU || this == RELU6;
    }

    /** Changes the first numbers of an array. */
    abstract void apply(float[] values, int length);

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** The error function, to 2e-7: formula 7.1.26 of Abramowitz and Stegun. */
    private static double erf(double x) {
        double t = 1 / (1 + 0.3275911 * Math.abs(x));
        double sum = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
        return Math.copySign(1 - sum * Math.exp(-x * x), x);
    }

    /** The function of a layer type; empty for another type. */
    static Optional<Activation> of(String layerType) {
        switch (layerType) {
            case "relu":
                return Optional.of(RELU);
            case "relu6":
                return Optional.of(RELU6);
            case "sigmoid":
                return Optional.of(SIGMOID);
            case "silu":
                return Optional.of(SILU);
            case "gelu":
                return Optional.of(GELU);
            case "tanh":
                return Optional.of(TANH);
            case "hard_sigmoid":
                return Optional.of(HARD_SIGMOID);
            case "hard_swish":
                return Optional.of(HARD_SWISH);
            default:
                return Optional.empty();
        }
    }
}
