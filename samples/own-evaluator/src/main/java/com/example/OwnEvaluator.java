package com.example;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import io.lanista.djl.backend.Activations;
import io.lanista.djl.backend.Losses;
import io.lanista.djl.backend.Scalars;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.train.Batch;
import io.lanista.djl.train.ClassificationProblem;
import io.lanista.djl.train.Problem;
import io.lanista.djl.train.TrainingEvaluator;
import java.util.List;

/** An evaluator of a third party, with a loss and an option of its own. Data, training, checkpoints, metrics and all else are inherited. */
public final class OwnEvaluator extends TrainingEvaluator {
    private static final Option<Double> GAMMA = Option.real(
            "gamma", 2, 0, 10, "How much less an example counts if its class is told already; 0 for cross-entropy.");

    @Override
    public String name() {
        return "focal";
    }

    @Override
    protected List<Option<?>> ownOptions() {
        return List.of(GAMMA);
    }

    @Override
    protected Problem problem(DataSplit data, Options options) {
        return new Focal(data, options.get(GAMMA));
    }

    /** {@code −(1 − p)^γ log p}, with the probability p of the right class (Lin et al., "Focal Loss", 2017, equation 4). */
    private static final class Focal extends ClassificationProblem {
        private final int classes;
        private final double gamma;

        Focal(DataSplit data, double gamma) {
            super(data);
            this.classes = data.outputSize();
            this.gamma = gamma;
        }

        @Override
        public NDArray loss(NDArray outputs, Batch batch) {
            NDArray wrong = Scalars.plus(Scalars.times(Activations.softmax(outputs, 1), -1), 1);
            NDArray right = batch.labels().oneHot(classes, DataType.FLOAT32);
            return Losses.softCrossEntropy(outputs, Tensors.multiply(right, Scalars.power(wrong, gamma)));
        }
    }
}
