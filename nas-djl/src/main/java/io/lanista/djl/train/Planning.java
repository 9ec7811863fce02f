package io.lanista.djl.train;

import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import io.lanista.djl.block.NetworkPlan;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.data.Task;
import io.lanista.djl.table.TokenPreparation;
import java.util.Locale;

/** Fits models to the data of a set-up, and refuses those that don't suit them. */
final class Planning {
    private Planning() {}

    static NetworkPlan plan(Model model, TrainingSetup setup) {
        DataSplit data = setup.data();
        Model fitted = model.withInputShape(Shape.of(data.shape()));
        if (data.numbers().isPresent()) {
            fitted = fitted.withNumbers(data.numbers().getAsInt());
        }
        fitted = fitted.withOutputs(data.outputSize());
        NetworkPlan plan = NetworkPlan.of(fitted, setup.blocks());
        if (!plan.output().equals(Shape.of(data.outputSize()))) {
            throw new InvalidArchitectureException(String.format(
                    Locale.ROOT,
                    "The network's output has the shape %s, and the data need (%d) numbers for each example. Maybe end with"
                            + " a flatten or global_avg_pool layer and a linear layer whose units are '%s'.",
                    plan.output(),
                    data.outputSize(),
                    Model.OUTPUTS));
        }
        refuseProbabilitiesOfNumbers(plan, data);
        refuseUnknownCodes(plan, data);
        if (plan.parameters().count() == 0) {
            throw new InvalidArchitectureException("The network has no parameters, so there is nothing to train.");
        }
        int batchSize = Math.min(setup.options().batchSize(), data.train().size());
        plan.batchNeed().refusal(batchSize).ifPresent(reason -> {
            throw new InvalidArchitectureException(reason);
        });
        return plan;
    }

    /** A text may have more words than a network's table has rows. */
    private static void refuseUnknownCodes(NetworkPlan plan, DataSplit data) {
        int codes = data.table().stream()
                .flatMap(table -> table.columns().stream())
                .filter(TokenPreparation.class::isInstance)
                .mapToInt(column -> ((TokenPreparation) column).codes())
                .max()
                .orElse(0);
        long rows = plan.layers().stream()
                .map(planned -> planned.use().layer())
                .filter(layer -> layer.type().equals("embedding"))
                .mapToLong(layer -> layer.integer("vocabulary", 0))
                .min()
                .orElse(codes);
        if (rows < codes) {
            throw new InvalidArchitectureException("The texts have (" + codes
                    + ") codes, and the layer (embedding) has a vocabulary of (" + rows
                    + "). Maybe make it larger; in the space 'text', the option (vocabulary).");
        }
    }

    /** Several numbers to predict look like classes to a layer that has to choose. */
    private static void refuseProbabilitiesOfNumbers(NetworkPlan plan, DataSplit data) {
        boolean wrong = data.task() == Task.REGRESSION
                && data.outputSize() > 1
                && plan.layers().stream()
                        .map(planned -> planned.use().layer())
                        .anyMatch(layer -> layer.type().equals("ensemble_mean")
                                && !layer.text("of", "auto").equals("values"));
        if (wrong) {
            throw new InvalidArchitectureException("The layer (ensemble_mean) takes the (" + data.outputSize()
                    + ") numbers to predict for classes. Maybe set its attribute (of) to values; in the space 'table', the option"
                    + " (predicts).");
        }
    }
}
