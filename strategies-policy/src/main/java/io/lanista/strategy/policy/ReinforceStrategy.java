package io.lanista.strategy.policy;

import static io.lanista.strategy.policy.PolicyOptions.DISTINCT;
import static io.lanista.strategy.policy.PolicyOptions.POLICY;
import static io.lanista.strategy.policy.PolicyOptions.UNITS;

import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.strategy.Strategy;
import java.util.List;

/**
 * The strategy {@code reinforce}: Williams, "Simple statistical gradient-following algorithms for connectionist reinforcement
 * learning", Machine Learning 1992; for architectures, Zoph and Le, ICLR 2017 (arXiv:1611.01578), and Dong and Yang, ICLR 2020
 * (arXiv:2001.00326). The reward is a trial's rank, see {@link Rewards}; nothing is proposed twice.
 */
public final class ReinforceStrategy implements Strategy {
    private static final Option<Long> BATCH =
            Option.integer("batch", 1, 1, 100_000, "After how many trials it learns.");
    private static final Option<Double> RATE = Option.real(
            "learning_rate", 0.2, 0, 1_000, "The step of Adam for a table; an LSTM takes a twentieth of it.");
    private static final Option<Double> BASELINE =
            Option.real("baseline", 0.9, 0, 0.9999, "How much the moving average of rewards keeps at each trial.");
    private static final Option<Double> ENTROPY =
            Option.real("entropy", 0, 0, 1_000, "The weight of the policy's entropy, which keeps it from settling.");

    /** For the service loader. */
    public ReinforceStrategy() {}

    @Override
    public String name() {
        return "reinforce";
    }

    @Override
    public String description() {
        return "Learns a policy by REINFORCE (Williams 1992), with ranks as rewards and without repeats.";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(POLICY, BATCH, RATE, BASELINE, ENTROPY, UNITS, DISTINCT);
    }

    @Override
    public Search open(SearchRequest request) {
        Options options = request.options();
        Policy policy = PolicyOptions.policy(request);
        Learner learner =
                new Reinforce(policy, PolicyOptions.rate(request, RATE), options.get(BASELINE), options.get(ENTROPY));
        return new PolicySearch(request, policy, learner, Math.toIntExact(options.get(BATCH)));
    }
}
