package io.lanista.oneshot.paths;

import io.lanista.api.oneshot.OneShotRequest;
import io.lanista.api.oneshot.OneShotRun;
import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.api.option.Option;
import java.util.ArrayList;
import java.util.List;

/**
 * ENAS: a policy draws the paths that weights are trained on, and is trained by REINFORCE on the data for the architecture (Pham et al.,
 * "Efficient Neural Architecture Search via Parameter Sharing", ICML 2018). The policy is a softmax for each decision rather than the
 * paper's LSTM, as in NAS-Bench-201's REINFORCE. The reward of a path is {@code exp(−loss)} on a batch, which is between 0 and 1 for classes
 * as for numbers. There is a step of the policy for every batch of the weights.
 */
public final class EnasTrainer implements OneShotTrainer {
    static final Option<Double> RATE =
            Option.real("policy_learning_rate", 0.01, 0, 100, "Learning rate of the policy (Adam).");
    static final Option<Double> ENTROPY =
            Option.real("entropy", 1e-4, 0, 100, "How much the entropy of the policy counts beside the reward.");
    static final Option<Double> DECAY = Option.real(
            "baseline_decay",
            0.9,
            0,
            0.99999,
            "How slowly the mean reward moves that a path's reward is compared with.");
    static final Option<Long> DRAWS =
            Option.integer("policy_draws", 5, 1, 10_000, "Paths that the policy draws for one of its steps.");
    static final Option<Long> CANDIDATES = Option.integer(
            "candidates",
            50,
            1,
            1_000_000,
            "How many architectures the policy draws in the end, of which the best is exported.");

    /** For the service loader. */
    public EnasTrainer() {}

    @Override
    public String name() {
        return "enas";
    }

    @Override
    public String description() {
        return "ENAS (Pham et al. 2018): a policy, trained by REINFORCE, draws the paths that weights are trained on.";
    }

    @Override
    public List<Option<?>> options() {
        List<Option<?>> options = new ArrayList<>(PathOptions.TRAINING);
        options.addAll(List.of(RATE, ENTROPY, DECAY, DRAWS, CANDIDATES));
        return List.copyOf(options);
    }

    @Override
    public OneShotRun open(OneShotRequest request) {
        return new EnasRun(request);
    }
}
