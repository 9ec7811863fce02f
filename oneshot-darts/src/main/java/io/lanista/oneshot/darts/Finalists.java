package io.lanista.oneshot.darts;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.api.oneshot.OneShotProgress;
import io.lanista.api.space.Choices;
import io.lanista.djl.backend.Step;
import io.lanista.djl.block.Network;
import io.lanista.djl.data.Batches;
import io.lanista.djl.data.DataSet;
import io.lanista.djl.supernet.Batch;
import io.lanista.djl.supernet.Supernet;
import io.lanista.djl.supernet.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ObjDoubleConsumer;
import java.util.random.RandomGenerator;

/**
 * Compares the most probable architectures with the weights that they have in the supernet: as single networks that inherit them,
 * or, where networks can't, inside the supernet with one-hot architecture parameters. All are measured on the architecture's half of
 * the data and normalised by each batch, since the running statistics are those of the mixture.
 */
final class Finalists {
    /** How many probable architectures are looked at to find enough that aren't collapsed. */
    private static final int LOOKED_AT = 20;

    private final Supernet supernet;
    private final DartsOptions options;
    private final DataSet data;
    private final NDManager manager;

    Finalists(Supernet supernet, DartsOptions options, DataSet data, NDManager manager) {
        this.supernet = supernet;
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

    /** The best of them. */
    Choices best(RandomGenerator random, OneShotProgress progress, ObjDoubleConsumer<String> metrics) {
        List<Choices> finalists = allowed();
        List<Double> accuracies = new ArrayList<>();
        int best = 0;
        for (int i = 0; i < finalists.size(); i++) {
            accuracies.add(discrete(finalists.get(i), random, progress));
            best = accuracies.get(i) > accuracies.get(best) ? i : best;
        }
        double mixed = mixed(random, progress);
        double gap = mixed - accuracies.get(best);
        metrics.accept("supernet_accuracy", mixed);
        metrics.accept("discrete_accuracy", accuracies.get(best));
        metrics.accept("discretization_gap", gap);
        progress.note(String.format(
                Locale.ROOT,
                "Of the (%d) most probable architectures, number (%d) is the best %s: accuracy (%.4f), the most probable one (%.4f),"
                        + " the supernet (%.4f), so the discretization gap is (%.4f).",
                finalists.size(),
                best + 1,
                supernet.canBequeath()
                        ? "with inherited weights"
                        : "inside the supernet with one-hot parameters, since networks can't inherit the weights of some of the"
                                + " channels",
                accuracies.get(best),
                accuracies.get(0),
                mixed,
                gap));
        return finalists.get(best);
    }

    private double discrete(Choices choices, RandomGenerator random, OneShotProgress progress) {
        return supernet.canBequeath() ? inherited(choices, random, progress) : inside(choices, random, progress);
    }

    private double inherited(Choices choices, RandomGenerator random, OneShotProgress progress) {
        try (NDManager own = manager.newSubManager()) {
            Network network = supernet.inherit(choices, own, random);
            return accuracy(
                    own,
                    images -> network.forward(
                            List.of(images), network.pass(network.parameters().view(), true, random)),
                    progress);
        }
    }

    /** The architecture parameters are afterwards what they were. */
    private double inside(Choices choices, RandomGenerator random, OneShotProgress progress) {
        float[] before = supernet.architecture().toArray();
        supernet.architecture().set(supernet.oneHot(choices));
        try {
            return mixed(random, progress);
        } finally {
            supernet.architecture().set(before);
        }
    }

    private double mixed(RandomGenerator random, OneShotProgress progress) {
        return accuracy(
                manager,
                images -> supernet.forward(
                        List.of(images),
                        supernet.weights().view(),
                        supernet.architecture().view(),
                        true,
                        random),
                progress);
    }

    private double accuracy(NDManager owner, Function<NDArray, NDArray> network, OneShotProgress progress) {
        Batches batches = Batches.inOrder(data, options.batchSize());
        Tally tally = new Tally();
        batches.startEpoch();
        while (batches.next()) {
            progress.checkCancelled();
            if (batches.size() == 1) {
                continue; // A single example can't be normalised by itself.
            }
            try (Step step = Step.evaluating()) {
                Batch batch = Batch.of(owner, batches, data.shape(), tally);
                batch.loss(network.apply(batch.inputs()));
            }
        }
        return tally.accuracy();
    }
}
