package io.lanista.strategy.bandit;

import io.lanista.api.option.Option;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.strategy.Strategy;
import io.lanista.strategy.tpe.ParzenModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Hyperband whose candidates come from a tree-structured Parzen estimator; its density is that of the strategy {@code tpe}.
 *
 * <p>Falkner, Klein and Hutter, "BOHB: Robust and Efficient Hyperparameter Optimization at Scale", ICML 2018.
 */
public final class BohbStrategy implements Strategy {
    /** For the service loader. */
    public BohbStrategy() {}

    @Override
    public String name() {
        return "bohb";
    }

    @Override
    public String description() {
        return "Hyperband whose candidates come from a Parzen estimator of the longest trials (Falkner et al. 2018).";
    }

    @Override
    public List<Option<?>> options() {
        List<Option<?>> options =
                new ArrayList<>(List.of(Ladder.ETA, Ladder.MIN_STEPS, ModelSource.RANDOM, ModelSource.MIN_POINTS));
        options.addAll(ParzenModel.options());
        return List.copyOf(options);
    }

    @Override
    public Search open(SearchRequest request) {
        Ladder ladder = Ladder.of(request, name());
        int eta = Math.toIntExact(request.options().get(Ladder.ETA));
        return new HyperbandSearch(ladder, eta, new ModelSource(request, ladder.rungs()));
    }
}
