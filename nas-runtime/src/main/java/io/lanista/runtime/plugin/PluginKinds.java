package io.lanista.runtime.plugin;

import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.api.space.SpaceProvider;
import io.lanista.api.strategy.Strategy;
import io.lanista.api.trial.Evaluator;
import io.lanista.djl.block.LayerProvider;
import io.lanista.djl.data.DataSource;
import io.lanista.onnx.OnnxMapping;
import io.lanista.runtime.execute.ExecutorProvider;
import io.lanista.runtime.execute.Measuring;
import io.lanista.runtime.watch.RunListenerProvider;
import java.util.List;

/** What plug-ins can provide to a search: the one place where the kinds are declared. */
public final class PluginKinds {
    private static final Spi<Evaluator> EVALUATOR =
            new Spi<>(Evaluator.class, "evaluator", Evaluator::name, Evaluator::description, Measuring::options);
    private static final Spi<LayerProvider> LAYER_TYPE =
            new Spi<>(LayerProvider.class, "layer type", LayerTypes::nameOf);

    private static final Spi<DataSource> DATA_SOURCE = new Spi<>(DataSource.class, "data source", DataSource::name);

    private PluginKinds() {}

    /** What evaluating a model takes. */
    public static List<Spi<?>> forEvaluation() {
        return List.of(EVALUATOR, LAYER_TYPE, DATA_SOURCE);
    }

    /** Every kind, each with the word that users know it by. */
    public static List<Spi<?>> all() {
        return List.of(
                new Spi<>(Strategy.class, "strategy", Strategy::name, Strategy::description, Strategy::options),
                new Spi<>(
                        OneShotTrainer.class,
                        "one-shot trainer",
                        OneShotTrainer::name,
                        OneShotTrainer::description,
                        OneShotTrainer::options),
                EVALUATOR,
                new Spi<>(
                        SpaceProvider.class,
                        "space",
                        SpaceProvider::name,
                        SpaceProvider::description,
                        SpaceProvider::options),
                LAYER_TYPE,
                DATA_SOURCE,
                new Spi<>(OnnxMapping.class, "ONNX mapping", OnnxMapping::layerType),
                new Spi<>(
                        ExecutorProvider.class,
                        "executor",
                        ExecutorProvider::name,
                        ExecutorProvider::description,
                        ExecutorProvider::options),
                new Spi<>(
                        RunListenerProvider.class,
                        "listener",
                        RunListenerProvider::name,
                        RunListenerProvider::description,
                        RunListenerProvider::options));
    }
}
