package io.lanista.djl.proxy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.lanista.api.model.Model;
import io.lanista.base.random.Seeds;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.block.NetworkPlan;
import io.lanista.djl.data.DataSet;
import io.lanista.djl.train.TensorBatches;
import io.lanista.djl.train.TrainingOptions;
import io.lanista.djl.train.TrainingSetup;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Measures proxies of models. All models meet the same minibatch of the training part, and their initial weights are drawn from the same
 * seed, so that a score depends on the model and the seed only. Immutable, and safe for use by several threads.
 */
public final class ProxyMeter {
    private static final int EXAMPLES = Seeds.OTHER_USES;
    private static final int WEIGHTS = Seeds.OTHER_USES + 1;
    private static final int PASS = Seeds.OTHER_USES + 2;

    private final TrainingSetup setup;
    private final DataSet examples;
    private final Seeds seeds;

    /**
     * For some data and what networks are to be trained for on them.
     *
     * @param batchSize examples in the minibatch; as many as there are, if they are fewer
     * @param seed chooses the examples, draws weights and what else is random
     */
    public ProxyMeter(TrainingSetup setup, int batchSize, long seed) {
        DataSet train = setup.data().train();
        this.seeds = new Seeds(seed);
        this.examples = train.select(drawn(train.size(), Math.min(batchSize, train.size())));
        this.setup = setup.with(TrainingOptions.of("proxy", Map.of("batch_size", (long) batchSize)));
    }

    /** Different places out of {@code all}. */
    private int[] drawn(int all, int count) {
        RandomGenerator random = seeds.generator(EXAMPLES, 0);
        int[] places = IntStream.range(0, all).toArray();
        int[] drawn = new int[count];
        for (int i = 0; i < count; i++) {
            int other = i + random.nextInt(all - i);
            drawn[i] = places[other];
            places[other] = places[i];
        }
        return drawn;
    }

    /**
     * Measures a concrete model.
     *
     * @return a number for each of the proxy's {@linkplain Proxy#parts parts}; higher is better
     * @throws io.lanista.api.model.InvalidArchitectureException if the model can't be built for the data
     */
    public double[] measure(Model model, Proxy proxy) {
        NetworkPlan plan = setup.plan(model);
        switch (proxy) {
            case PARAMS:
                return new double[] {plan.parameters().count()};
            case FLOPS, COMPLEXITY:
                return new double[] {plan.flops()};
            default:
                try (NDManager manager = setup.backend().newManager()) {
                    ProbedNetwork network =
                            Staging.network(plan.model(), setup.blocks(), manager, seeds.generator(WEIGHTS, 0));
                    return measured(proxy, network, plan, manager);
                }
        }
    }

    /** What a model costs: {@code parameters}, and {@code flops} for one example. */
    Map<String, Double> costs(Model model) {
        NetworkPlan plan = setup.plan(model);
        return Map.of("parameters", (double) plan.parameters().count(), "flops", (double) plan.flops());
    }

    private double[] measured(Proxy proxy, ProbedNetwork network, NetworkPlan plan, NDManager manager) {
        RandomGenerator random = seeds.generator(PASS, 0);
        Shape example = new Shape(examples.shape());
        switch (proxy) {
            case SYNFLOW:
                return new double[] {Synflow.of(network, example, manager, random)};
            case SNIP:
                return new double[] {
                    GradientScores.snip(
                            network, gradients(network, 1, manager, random).get(0))
                };
            case GRAD_NORM:
                return new double[] {
                    GradientScores.norm(
                            network, gradients(network, 1, manager, random).get(0))
                };
            case ZICO:
                return new double[] {GradientScores.zico(network, gradients(network, 2, manager, random))};
            case JACOV:
                return new double[] {JacobianScore.of(network, inputs(manager), random)};
            case NWOT:
                return new double[] {ActivationCodes.of(network, inputs(manager), manager, random)};
            case ZEN:
                return new double[] {ZenScore.of(network, examples.size(), example, manager, random)};
            default:
                AzNasScores scores = AzNasScores.of(network, noise(manager, random), manager, random);
                return proxy.parts().stream()
                        .mapToDouble(part -> part(scores, part, plan))
                        .toArray();
        }
    }

    private static double part(AzNasScores scores, Proxy part, NetworkPlan plan) {
        return switch (part) {
            case EXPRESSIVITY -> scores.expressivity();
            case PROGRESSIVITY -> scores.progressivity();
            case TRAINABILITY -> scores.trainability();
            default -> plan.flops();
        };
    }

    private List<float[]> gradients(ProbedNetwork network, int batches, NDManager manager, RandomGenerator random) {
        int size = Math.max(1, examples.size() / batches);
        return GradientScores.gradients(network, TensorBatches.inOrder(setup, examples, size, manager), random);
    }

    /** As many examples of Gaussian noise. */
    private NDArray noise(NDManager manager, RandomGenerator random) {
        float[] values = new float[examples.size() * examples.featureSize()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Tensors.of(
                manager,
                values,
                new Shape(examples.size()).addAll(new Shape(examples.shape())).getShape());
    }

    /** The minibatch: {@code (batch, …)}. */
    private NDArray inputs(NDManager manager) {
        TensorBatches all = TensorBatches.inOrder(setup, examples, examples.size(), manager);
        all.startEpoch();
        all.next();
        return all.batch().inputs();
    }
}
