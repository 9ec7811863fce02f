package io.lanista.runtime.plugin;

import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.api.space.SpaceProvider;
import io.lanista.api.strategy.Strategy;
import io.lanista.api.trial.Evaluator;
import io.lanista.djl.block.BlockFactory;
import java.util.List;

/** What plug-ins can provide to a search. */
public final class PluginKinds {
    private static final Spi<Evaluator> EVALUATOR = new Spi<>(Evaluator.class, "evaluator", Evaluator::name);
    private static final Spi<BlockFactory> LAYER_TYPE = new Spi<>(BlockFactory.class, "layer type", LayerTypes::nameOf);

    private PluginKinds() {}

    /** What evaluating a model takes. */
    public static List<Spi<?>> forEvaluation() {
        return List.of(EVALUATOR, LAYER_TYPE);
    }

    /** Every kind, each with the word that users know it by. */
    public static List<Spi<?>> all() {
        return List.of(
                new Spi<>(Strategy.class, "strategy", Strategy::name),
                EVALUATOR,
                new Spi<>(SpaceProvider.class, "space", SpaceProvider::name),
                new Spi<>(OneShotTrainer.class, "one-shot trainer", OneShotTrainer::name),
                LAYER_TYPE);
    }
}
