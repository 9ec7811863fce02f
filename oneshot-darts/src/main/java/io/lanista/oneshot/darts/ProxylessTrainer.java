package io.lanista.oneshot.darts;

import io.lanista.api.oneshot.OneShotRequest;
import io.lanista.api.oneshot.OneShotRun;
import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.api.option.Option;
import java.util.List;

/**
 * ProxylessNAS: binary gates let one candidate through for a step of the weights and two for one of the architecture (Cai, Zhu and Han,
 * "ProxylessNAS: Direct Neural Architecture Search on Target Task and Hardware", ICLR 2019). What the expected network costs is a part of
 * the loss where {@code cost} says so, by multiply-adds or parameters. Defaults as in the authors' program: 40 epochs of warm-up, then
 * 120; a step of the architecture in every fifth batch, by Adam without a first moment.
 */
public final class ProxylessTrainer implements OneShotTrainer {
    private static final List<Option<?>> OPTIONS = DartsOptions.declared(
            Option.integer("epochs", 160, 1, 100_000, "Passes over the data for the weights."),
            Option.integer(
                    "warm_up_epochs", 40, 0, 100_000, "Epochs at the beginning in which only the weights are trained."),
            Option.real(
                    "weight_share",
                    0.9,
                    0.05,
                    0.95,
                    "The share of the training data for the weights; the rest is for the architecture."),
            Option.real(
                    "architecture_learning_rate",
                    1e-3,
                    0,
                    100,
                    "Learning rate of the architecture parameters (Adam without a first moment)."),
            Option.real("architecture_weight_decay", 0, 0, 10, "Weight decay of the architecture parameters."));

    /** For the service loader. */
    public ProxylessTrainer() {}

    @Override
    public String name() {
        return "proxyless";
    }

    @Override
    public String description() {
        return "ProxylessNAS (Cai et al. 2019): binary gates let one candidate through, two in a step of the architecture.";
    }

    @Override
    public List<Option<?>> options() {
        return OPTIONS;
    }

    @Override
    public OneShotRun open(OneShotRequest request) {
        return new DartsRun(request, new GateMethod());
    }
}
