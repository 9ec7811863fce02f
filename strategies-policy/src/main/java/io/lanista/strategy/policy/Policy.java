package io.lanista.strategy.policy;

import io.lanista.api.model.Domain;
import io.lanista.api.model.Label;
import io.lanista.api.space.Decision;
import io.lanista.strategy.parts.Tensor;
import java.util.List;

/** Says how likely each answer to each decision is, and learns. Decisions are met as they turn up. Confined to one thread. */
interface Policy {
    /** Begins with the first decision of an architecture. */
    Pass begin();

    /** All that is trained; more once a new decision has turned up. */
    List<Tensor> tensors();

    /** The way through the decisions of one architecture, in their order. */
    interface Pass {
        /** What the policy says to the next decision. */
        Stand next(Decision decision);

        /** Goes on with this answer to the last decision. */
        void answered(Object value);

        /**
         * Adds to the gradients of the tensors.
         *
         * @param byParameters for each decision in order, the gradient by its head's parameters
         * @param byValues for each decision in order, the gradient by the critic's value
         */
        void backward(List<double[]> byParameters, double[] byValues);
    }

    /** A decision as a policy knows it: a dynamic mutator may ask one question with several domains. */
    record Key(Label label, Domain domain) {}

    /**
     * What the policy says to a decision.
     *
     * @param head how its parameters are read
     * @param parameters of the head
     * @param value the reward that the critic expects at the end
     */
    record Stand(Head head, double[] parameters, double value) {
        double logProbability(Object answer) {
            return head.logProbability(parameters, answer);
        }

        /** The gradient of an answer's logarithmic probability by the parameters, times a weight. */
        double[] gradient(Object answer, double weight) {
            double[] gradient = new double[parameters.length];
            head.addGradient(parameters, answer, weight, gradient);
            return gradient;
        }
    }
}
