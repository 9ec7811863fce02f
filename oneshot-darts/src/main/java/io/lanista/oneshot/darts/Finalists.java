package io.lanista.oneshot.darts;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.api.oneshot.OneShotProgress;
import io.lanista.api.space.Choices;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.Score;
import io.lanista.djl.backend.Step;
import io.lanista.djl.block.Network;
import io.lanista.djl.data.DataSet;
import io.lanista.djl.supernet.Supernet;
import io.lanista.djl.train.Batch;
import io.lanista.djl.train.TensorBatches;
import io.lanista.djl.train.TrainingSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ObjDoubleConsumer;
import java.util.random.RandomGenerator;

/**
 * Compares the most probable architectures with the weights that they have in the supernet: as single networks that inherit them,
 * or, where networks can't, inside the supernet with one-hot architecture parameters. All are measured on the architecture's half of
 * the data and normalised by each batch, since the running statistics are those of the mixture.
 */
final class Finalists {
    /** For each architecture that is compared, how many probable ones are checked for collapse at most. */
    private static final int LOOKED_AT = 20;

    private final Supernet supernet;
    private final TrainingSetup setup;
    private final DartsOptions options;
    private final DataSet data;
    private final NDManager manager;
    private final Objective objective;

    Finalists(
            Supernet supernet,
            TrainingSetup setup,
            Objective objective,
            DartsOptions options,
            DataSet data,
            NDManager manager) {
        this.supernet = supernet;
        this.setup = setup;
        this.objective = objective;
        this.options = options;
        this.data = data;
        this.manager = manager;
    }

    /**
     * Those that may be exported, the most probable one first. Ones with too many skip connections, or layers without
     * weights, are left out, unless all are.
     */
    List<Choices> allowed() {
        int count = options.candidates();
        List<Choices> probable = supernet.best(options.isGuarded() ? count * LOOKED_AT : count);
        List<Choices> allowed = probable.stream()
                .filter(choices -> !options.isGuarded() || isSound(choices))
                .toList();
        List<Choices> from = allowed.isEmpty() ? probable : allowed;
        return from.subList(0, Math.min(count, from.size()));
    }

    private boolean isSound(Choices choices) {
        return supernet.skipShare(choices) <= options.skipLimit() && supernet.freeShare(choices) <= options.freeLimit();
    }

    /**
     * The best of them by the objective.
     *
     * @param metrics gets all that is measured of it, as {@code discrete_accuracy} and so on, and of the whole supernet, as
     *     {@code supernet_accuracy} and so on
     */
    Choices best(RandomGenerator random, OneShotProgress progress, ObjDoubleConsumer<String> metrics) {
        List<Choices> finalists = allowed();
        List<Map<String, Double>> measured = new ArrayList<>();
        int best = 0;
        for (int i = 0; i < finalists.size(); i++) {
            measured.add(discrete(finalists.get(i), random, progress));
            best = score(measured.get(i)).isBetterThan(score(measured.get(best))) ? i : best;
        }
        Map<String, Double> mixed = mixed(random, progress);
        double gap = score(mixed).gain() - score(measured.get(best)).gain();
        mixed.forEach((name, value) -> metrics.accept("supernet_" + name, value));
        measured.get(best).forEach((name, value) -> metrics.accept("discrete_" + name, value));
        metrics.accept("discretization_gap", gap);
        progress.note(String.format(
                Locale.ROOT,
                "Of the (%d) most probable architectures, number (%d) is the best %s: %s (%.4f), the most probable one (%.4f),"
                        + " the supernet (%.4f), so the discretization gap is (%.4f).",
                finalists.size(),
                best + 1,
                supernet.canBequeath()
                        ? "with inherited weights"
                        : "inside the supernet with one-hot parameters, since networks can't inherit the weights of some of the"
                                + " channels",
                objective.metric(),
                score(measured.get(best)).value(),
                score(measured.get(0)).value(),
                score(mixed).value(),
                gap));
        return finalists.get(best);
    }

    private Score score(Map<String, Double> measured) {
        return objective.score(measured.getOrDefault(objective.metric(), Double.NaN));
    }

    private Map<String, Double> discrete(Choices choices, RandomGenerator random, OneShotProgress progress) {
        return supernet.canBequeath() ? inherited(choices, random, progress) : inside(choices, random, progress);
    }

    private Map<String, Double> inherited(Choices choices, RandomGenerator random, OneShotProgress progress) {
        try (NDManager own = manager.newSubManager()) {
            Network network = supernet.inherit(choices, own, random);
            return measured(
                    own,
                    images -> network.forward(
                            List.of(images), network.pass(network.parameters().view(), true, random)),
                    progress);
        }
    }

    /** The architecture parameters are afterwards what they were. */
    private Map<String, Double> inside(Choices choices, RandomGenerator random, OneShotProgress progress) {
        float[] before = supernet.architecture().toArray();
        supernet.architecture().set(supernet.oneHot(choices));
        try {
            return mixed(random, progress);
        } finally {
            supernet.architecture().set(before);
        }
    }

    private Map<String, Double> mixed(RandomGenerator random, OneShotProgress progress) {
        return measured(
                manager,
                images -> supernet.forward(List.of(images), supernet.weights().view(), supernet.alphas(), true, random),
                progress);
    }

    private Map<String, Double> measured(
            NDManager owner, Function<NDArray, NDArray> network, OneShotProgress progress) {
        TensorBatches batches = TensorBatches.inOrder(setup, data, options.batchSize(), owner);
        batches.startEpoch();
        while (batches.next()) {
            progress.checkCancelled();
            if (batches.size() == 1) {
                continue; // A single example can't be normalised by itself.
            }
            try (Step step = Step.evaluating()) {
                Batch batch = batches.batch();
                batch.measure(network.apply(batch.inputs()));
            }
        }
        return batches.metrics();
    }
}
