package io.lanista.oneshot.paths;

import io.lanista.api.model.Label;
import io.lanista.api.oneshot.OneShotProgress;
import io.lanista.api.oneshot.OneShotRequest;
import io.lanista.api.option.Options;
import io.lanista.api.space.Choices;
import io.lanista.api.trial.Score;
import io.lanista.djl.backend.Gradients;
import io.lanista.djl.backend.NamedArrays;
import io.lanista.djl.backend.Schedule;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.backend.Updater;
import io.lanista.djl.supernet.PathNetwork;
import io.lanista.djl.supernet.PathScores;
import io.lanista.djl.supernet.SearchEpoch;
import io.lanista.djl.supernet.SearchPlan;
import io.lanista.djl.supernet.SupernetBuilder;
import io.lanista.djl.supernet.SupernetRun;
import io.lanista.djl.train.Batch;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One search by a policy: weights learn from paths that the policy draws, and the policy from what paths are worth on the other half of
 * the data. In the end, the best of some that it draws is exported.
 */
final class EnasRun extends SupernetRun {
    /** For the comparison of candidates. */
    private static final int CANDIDATES = 0;

    private static final int ATTEMPTS = 20;

    private final PathOptions options;
    private final int draws;
    private final int candidates;
    private final Updater updater;
    private final Policy policy;
    private final PathScores scores;
    private @Nullable Choices chosen;

    EnasRun(OneShotRequest request) {
        this(request, new PathOptions(request.options()));
    }

    private EnasRun(OneShotRequest request, PathOptions options) {
        super(
                request,
                SearchPlan.epochs(options.epochs())
                        .batchSize(options.batchSize())
                        .weightShare(options.weightShare())
                        .supernet(SupernetBuilder::paths));
        this.options = options;
        Options own = request.options();
        this.draws = own.get(EnasTrainer.DRAWS).intValue();
        this.candidates = own.get(EnasTrainer.CANDIDATES).intValue();
        try {
            this.updater = weightUpdater(options.optimizer());
            this.policy = new Policy(
                    request.space(),
                    manager(),
                    own.get(EnasTrainer.RATE),
                    own.get(EnasTrainer.ENTROPY),
                    own.get(EnasTrainer.DECAY));
            this.scores = new PathScores(
                    supernet(),
                    setup(),
                    halves().weights(),
                    options.statisticsExamples(),
                    halves().architecture(),
                    setup().options().evaluationBatchSize(),
                    manager());
        } catch (RuntimeException | Error failure) {
            close();
            throw failure;
        }
    }

    @Override
    public void fit(OneShotProgress progress) {
        super.fit(progress);
        if (chosen == null) { // Restored after its last epoch.
            chosen = best(progress);
        }
    }

    @Override
    protected void train(SearchEpoch epoch) {
        Schedule schedule = Schedule.cosine(options.rate(), options.lastRate(), options.epochs() * epoch.batches(), 0);
        while (epoch.next()) {
            try (Step step = Step.training()) {
                Batch batch = epoch.weightBatch();
                PathNetwork path = supernet().path(policy.draw(epoch.random()).choices());
                step.backward(batch.loss(path.train(batch.inputs(), epoch.random())));
                if (options.clipNorm() > 0) {
                    Gradients.clipByNorm(supernet().weights(), options.clipNorm());
                }
                updater.update(schedule.rate(epoch.earlierBatches()));
            }
            policyStep(epoch);
        }
    }

    private void policyStep(SearchEpoch epoch) {
        List<Policy.Draw> paths = new ArrayList<>();
        for (int i = 0; i < draws; i++) {
            Policy.Draw path = policy.draw(epoch.random());
            try (Step step = Step.evaluating()) {
                Batch batch = epoch.architectureBatch();
                double loss = Tensors.value(batch.loss(supernet()
                        .path(path.choices())
                        .forward(List.of(batch.inputs()), supernet().weights().view(), true, epoch.random())));
                paths.add(path.worth(Math.exp(-loss)));
            }
        }
        try (Step step = Step.evaluating()) {
            policy.learn(paths);
        }
    }

    @Override
    protected void trained(SearchEpoch epoch) {
        if (isOver()) {
            chosen = best(epoch.progress());
        }
    }

    /** The best of some that the policy draws, the most probable one among them (Pham et al. 2018, section 2.2). */
    private Choices best(OneShotProgress progress) {
        RandomGenerator random = generator(CANDIDATES);
        Set<Choices> drawn = new LinkedHashSet<>();
        policy.mostProbable().ifPresent(drawn::add);
        for (int attempt = 0; drawn.size() < candidates && attempt < candidates * ATTEMPTS; attempt++) {
            Choices choices = policy.draw(random).choices();
            if (supernet().space().validate(choices).isEmpty()) {
                drawn.add(choices);
            }
        }
        if (drawn.isEmpty()) {
            drawn.add(supernet().space().sample(random));
        }
        Choices best = drawn.iterator().next();
        Score score = objective().score(Double.NaN);
        for (Choices choices : drawn) {
            Score own = objective()
                    .score(scores.measure(choices, progress::checkCancelled)
                            .getOrDefault(objective().metric(), Double.NaN));
            if (own.isBetterThan(score)) {
                best = choices;
                score = own;
            }
        }
        progress.note(String.format(
                Locale.ROOT,
                "Of (%d) architectures that the policy drew, the best one by the weights that they share has %s (%.4f).",
                drawn.size(),
                objective().metric(),
                score.value()));
        return best;
    }

    @Override
    public Choices export() {
        return chosen != null
                ? chosen
                : policy.mostProbable().orElseGet(() -> supernet().space().sample(generator(CANDIDATES)));
    }

    @Override
    public Map<Label, Map<Object, Double>> weights() {
        return policy.probabilities();
    }

    @Override
    protected NamedArrays state() {
        return policy.save();
    }

    @Override
    protected void restoreState(NamedArrays state) {
        policy.restore(state);
        chosen = null;
    }
}
