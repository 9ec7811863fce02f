package com.example;

import ai.djl.ndarray.NDArray;
import io.lanista.api.oneshot.OneShotRequest;
import io.lanista.api.oneshot.OneShotRun;
import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.djl.backend.Activations;
import io.lanista.djl.backend.Adam;
import io.lanista.djl.backend.Initial;
import io.lanista.djl.backend.Sgd;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Updater;
import io.lanista.djl.supernet.AlphaSlot;
import io.lanista.djl.supernet.Alphas;
import io.lanista.djl.supernet.ChoiceSite;
import io.lanista.djl.supernet.MixedBlock;
import io.lanista.djl.supernet.MixedPass;
import io.lanista.djl.supernet.SearchEpoch;
import io.lanista.djl.supernet.SearchPlan;
import io.lanista.djl.supernet.SoftmaxMix;
import io.lanista.djl.supernet.SupernetRun;
import io.lanista.djl.train.Batch;
import java.util.List;

/** A one-shot trainer of a third party: DARTS in its simplest form. */
public final class OwnTrainer implements OneShotTrainer {
    @Override
    public String name() {
        return "own-darts";
    }

    @Override
    public OneShotRun open(OneShotRequest request) {
        return new OwnRun(request);
    }

    /** Stands in the place of a choice: the sum of all candidates' outputs, weighted by a softmax over its alphas. */
    private record OwnMix(ChoiceSite site, AlphaSlot slot) implements MixedBlock {
        OwnMix(ChoiceSite site) {
            this(site, site.alpha("alphas", Initial.normal(0, 1e-3), site.branches().size()));
        }

        @Override
        public NDArray forward(List<NDArray> inputs, MixedPass pass) {
            return site.weightedSum(Activations.softmax(pass.alpha(slot), 0), inputs, pass);
        }

        @Override
        public double[] probabilities(Alphas alphas) {
            return SoftmaxMix.softmax(alphas.values(slot));
        }
    }

    /** For each batch a step of the alphas on validation data, then one of the weights on training data; the rest, export() too, is inherited. */
    private static final class OwnRun extends SupernetRun {
        private final Updater weights = weightUpdater(new Sgd(0.9, false, 3e-4));
        private final Updater alphas = architectureUpdater(Adam.adam(1e-3));

        OwnRun(OneShotRequest request) {
            super(request, SearchPlan.epochs(8).batchSize(16).mixing(OwnMix::new));
        }

        @Override
        protected void train(SearchEpoch epoch) {
            while (epoch.next()) {
                try (Step step = Step.training()) {
                    Batch validation = epoch.architectureBatch();
                    step.backward(validation.loss(supernet().trainArchitecture(validation.inputs(), epoch.random())));
                    alphas.update(0.02);
                }
                try (Step step = Step.training()) {
                    Batch training = epoch.weightBatch();
                    step.backward(training.loss(supernet().trainWeights(training.inputs(), epoch.random())));
                    weights.update(0.05);
                }
            }
        }
    }
}
