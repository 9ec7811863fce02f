package io.lanista.djl.frozen;

import java.util.Optional;

/** Functions of one number that are applied in place. The formulas are those of the layer types of the same names. */
enum Activation {
    NONE {
        @Override
        void apply(float[] values, int length) {}
    },
    RELU {
        @Override
        void apply(float[] values, int length) {
            for (int i = 0; i < length; i++) {
                values[i] = Math.max(values[i], 0);
            }
        }
    },
    RELU6 {
        @Override
        void apply(float[] values, int length) {
            for (int i = 0; i < length; i++) {
                values[i] = Math.min(Math.max(values[i], 0), 6);
            }
        }
    },
    SIGMOID {
        @Override
        void apply(float[] values, int length) {
            for (int i = 0; i < length; i++) {
                values[i] = (float) sigmoid(values[i]);
            }
        }
    },
    SILU {
        @Override
        void apply(float[] values, int length) {
            for (int i = 0; i < length; i++) {
                values[i] = (float) (values[i] * sigmoid(values[i]));
            }
        }
    },
    TANH {
        @Override
        void apply(float[] values, int length) {
            for (int i = 0; i < length; i++) {
                values[i] = (float) Math.tanh(values[i]);
            }
        }
    },
    HARD_SIGMOID {
        @Override
        void apply(float[] values, int length) {
            for (int i = 0; i < length; i++) {
                values[i] = Math.min(Math.max(values[i] + 3, 0), 6) / 6;
            }
        }
    },
    HARD_SWISH {
        @Override
        void apply(float[] values, int length) {
            for (int i = 0; i < length; i++) {
                values[i] = values[i] * (Math.min(Math.max(values[i] + 3, 0), 6) / 6);
            }
        }
    };

    /** Changes the first numbers of an array. */
    abstract void apply(float[] values, int length);

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
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
