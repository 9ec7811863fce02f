package io.lanista.oneshot.darts;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.djl.backend.Gradients;
import io.lanista.djl.backend.Schedule;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.backend.Updater;
import io.lanista.djl.backend.Weights;
import io.lanista.djl.supernet.Alphas;
import io.lanista.djl.supernet.Cost;
import io.lanista.djl.supernet.SearchEpoch;
import io.lanista.djl.supernet.Supernet;
import io.lanista.djl.train.Batch;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The steps of one epoch at a time: for each batch an architecture step on one half of the data, then a weight step on the other
 * (Liu et al. 2019, algorithm 1).
 */
final class DartsSteps {
    private final Supernet supernet;
    private final Method method;
    private final DartsOptions options;
    private final Updater weightUpdater;
    private final Updater architectureUpdater;
    private final Optional<CostPenalty> penalty;
    private final UnrolledGradient unrolled;

    DartsSteps(
            Supernet supernet,
            Method method,
            DartsOptions options,
            Optional<Cost> cost,
            Updater weightUpdater,
            Updater architectureUpdater) {
        this.supernet = supernet;
        this.method = method;
        this.options = options;
        this.weightUpdater = weightUpdater;
        this.architectureUpdater = architectureUpdater;
        this.penalty = cost.map(what -> new CostPenalty(supernet, what, options.costWeight()));
        this.unrolled = new UnrolledGradient(supernet.weights(), supernet.architecture());
    }

    /** Goes through one epoch. */
    void run(SearchEpoch epoch) {
        int number = epoch.number();
        method.epoch(options.epochs() == 1 ? 1 : (number - 1.0) / (options.epochs() - 1));
        Schedule schedule = Schedule.cosine(options.rate(), options.lastRate(), options.epochs() * epoch.batches(), 0);
        while (epoch.next()) {
            double rate = schedule.rate(epoch.earlierBatches());
            if (number > options.warmUp() && epoch.earlierBatches() % method.architectureEvery() == 0) {
                method.architectureStep(supernet.architecture(), () -> architectureStep(epoch, rate));
            }
            weightStep(epoch, rate);
        }
        penalty.ifPresent(cost -> epoch.metric("expected_cost", cost.now()));
    }

    private void weightStep(SearchEpoch epoch, double rate) {
        try (Step step = Step.training()) {
            Batch batch = epoch.weightBatch();
            step.backward(batch.loss(supernet.trainWeights(batch.inputs(), epoch.random())));
            if (options.clipNorm() > 0) {
                Gradients.clipByNorm(supernet.weights(), options.clipNorm());
            }
            weightUpdater.update(rate);
        }
    }

    private void architectureStep(SearchEpoch epoch, double rate) {
        try (Step step = Step.training()) {
            BatchLosses losses = new BatchLosses(
                    epoch.weightBatch(),
                    epoch.architectureBatch(),
                    epoch.random().nextLong());
            if (method.isSecondOrder()) {
                float[] gradient = unrolled.compute(losses, rate);
                NDManager manager = supernet.architecture().manager();
                architectureUpdater.update(Tensors.of(manager, gradient, gradient.length), options.architectureRate());
            } else {
                step.backward(losses.validation(supernet.weights().view(), supernet.recordAlphas()));
                architectureUpdater.update(options.architectureRate());
            }
        }
    }

    /** The losses on the batches at hand; masks are the same in each pass, so that differences are the weights' alone. */
    private final class BatchLosses implements Bilevel {
        private final Batch training;
        private final Batch searching;
        private final long seed;

        BatchLosses(Batch training, Batch searching, long seed) {
            this.training = training;
            this.searching = searching;
            this.seed = seed;
        }

        @Override
        public NDArray train(Weights weights, Alphas alphas) {
            return training.uncounted().loss(outputs(training, weights, alphas));
        }

        @Override
        public NDArray validation(Weights weights, Alphas alphas) {
            NDArray loss = searching.loss(outputs(searching, weights, alphas));
            NDArray penalised = method.penalised(loss, alphas);
            return penalty.map(cost -> cost.added(penalised, alphas)).orElse(penalised);
        }

        private NDArray outputs(Batch batch, Weights weights, Alphas alphas) {
            return supernet.forward(List.of(batch.inputs()), weights, alphas, true, new Random(seed));
        }
    }
}
