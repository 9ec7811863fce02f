package io.lanista.djl.train;

import io.lanista.djl.data.Standardization;

/** What a network's outputs are turned into for those who use it. It is written into the file with the weights. */
public enum Prediction {
    /** Scores of classes, turned into their probabilities by a softmax. */
    PROBABILITIES {
        @Override
        void apply(float[] outputs, Standardization scale) {
            ClassScores scores = ClassScores.of(outputs, 0, outputs.length);
            for (int i = 0; i < outputs.length; i++) {
                outputs[i] = scores.probability(outputs[i]);
            }
        }

        @Override
        void answer(float[] outputs, int at, double... to) {
            double logSum = ClassScores.of(outputs, at, to.length).logSum();
            for (int i = 0; i < to.length; i++) {
                to[i] = Math.exp(outputs[at + i] - logSum);
            }
        }

        @Override
        float output(double answer) {
            return (float) Math.log(Math.max(Float.MIN_NORMAL, answer));
        }
    },
    /** Scores of questions that each may be answered by yes, turned into the probabilities of yes by a sigmoid. */
    CHANCES {
        @Override
        void apply(float[] outputs, Standardization scale) {
            for (int i = 0; i < outputs.length; i++) {
                outputs[i] = (float) sigmoid(outputs[i]);
            }
        }

        @Override
        void answer(float[] outputs, int at, double... to) {
            for (int i = 0; i < to.length; i++) {
                to[i] = sigmoid(outputs[at + i]);
            }
        }

        @Override
        float output(double answer) {
            double yes = Math.max(Float.MIN_NORMAL, answer);
            double no = Math.max(Float.MIN_NORMAL, 1 - answer);
            return (float) Math.log(yes / no);
        }
    },
    /** Numbers of mean 0 and deviation 1, turned into the unit of the targets. */
    NUMBERS {
        @Override
        void apply(float[] outputs, Standardization scale) {
            for (int i = 0; i < outputs.length; i++) {
                outputs[i] = (float) scale.restore(i, outputs[i]);
            }
        }
    },
    /** The outputs as they are. */
    OUTPUTS {
        @Override
        void apply(float[] outputs, Standardization scale) {
            // Nothing to change.
        }
    };

    /**
     * Changes the outputs for one example in place.
     *
     * @param scale of the targets
     */
    abstract void apply(float[] outputs, Standardization scale);

    /**
     * What can be averaged of the outputs of several networks: probabilities, or the outputs themselves.
     *
     * @param outputs of many examples
     * @param at where those of the example begin
     * @param to as many as a network has outputs
     */
    void answer(float[] outputs, int at, double... to) {
        for (int i = 0; i < to.length; i++) {
            to[i] = outputs[at + i];
        }
    }

    /** The output that stands for such an answer. */
    float output(double answer) {
        return (float) answer;
    }

    private static double sigmoid(double score) {
        return 1 / (1 + Math.exp(-score));
    }
}
