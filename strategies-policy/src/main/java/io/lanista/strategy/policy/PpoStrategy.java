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
 * The strategy {@code ppo}: Schulman et al., "Proximal policy optimization algorithms", 2017 (arXiv:1707.06347), with a critic;
 * one step for each decision, as NNI's {@code PolicyBasedRL} has it. The reward is a trial's rank, see {@link Rewards}; nothing
 * is proposed twice.
 */
public final class PpoStrategy implements Strategy {
    private static final Option<Long> BATCH =
            Option.integer("batch", 5, 1, 100_000, "After how many trials it learns.");
    private static final Option<Double> RATE = Option.real(
            "learning_rate", 0.1, 0, 1_000, "The step of Adam for a table; an LSTM takes a twentieth of it.");
    private static final Option<Long> REPEATS =
            Option.integer("repeats", 5, 1, 1_000, "How often a batch is gone through.");
    private static final Option<Double> CLIP =
            Option.real("clip", 0.2, 0, 1_000, "How far a probability may move with one batch, as a share.");
    private static final Option<Double> CRITIC =
            Option.real("critic", 0.5, 0, 1_000, "The weight of the critic's squared error.");
    private static final Option<Double> ENTROPY =
            Option.real("entropy", 0.01, 0, 1_000, "The weight of the policy's entropy, which keeps it from settling.");
    private static final Option<Double> LAMBDA =
            Option.real("lambda", 0.95, 0, 1, "How far advantages look ahead: 0 one decision, 1 to the last.");

    /** For the service loader. */
    public PpoStrategy() {}

    @Override
    public String name() {
        return "ppo";
    }

    @Override
    public String description() {
        return "Learns a policy by proximal policy optimisation (Schulman et al. 2017), with ranks as rewards and without"
                + " repeats.";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(POLICY, BATCH, RATE, REPEATS, CLIP, CRITIC, ENTROPY, LAMBDA, UNITS, DISTINCT);
    }

    @Override
    public Search open(SearchRequest request) {
        Options options = request.options();
        Policy policy = PolicyOptions.policy(request);
        Learner learner = new Ppo(
                policy,
                new Ppo.Settings(
                        PolicyOptions.rate(request, RATE),
                        Math.toIntExact(options.get(REPEATS)),
                        options.get(CLIP),
                        options.get(CRITIC),
                        options.get(ENTROPY),
                        options.get(LAMBDA)));
        return new PolicySearch(request, policy, learner, Math.toIntExact(options.get(BATCH)));
    }
}
