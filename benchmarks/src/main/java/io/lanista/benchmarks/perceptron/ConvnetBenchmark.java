package io.lanista.benchmarks.perceptron;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.sun.management.OperatingSystemMXBean;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.djl.backend.Adam;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.backend.Losses;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.backend.Updater;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.block.Network;
import io.lanista.djl.block.NetworkPlan;
import io.lanista.djl.data.Augmentation;
import io.lanista.djl.data.Batches;
import io.lanista.djl.data.DataSet;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/**
 * Trains one convolutional network here and in PyTorch in turn, in one run, and prints the CPU time of a step for each; here also what its
 * parts take, by the clock.
 *
 * <p>Usage: {@code ConvnetBenchmark PYTHON SCRIPT [IMAGES] [ROUNDS] [STEPS]}, with a Python that has PyTorch and the path of
 * {@code convnet_pytorch.py}.
 */
public final class ConvnetBenchmark {
    private static final int BATCH = 128;
    private static final int SIDE = 28;
    private static final int CLASSES = 10;
    private static final double RATE = 1e-3;
    private static final List<String> PARTS = List.of("batch", "forward", "loss", "backward", "update");

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    private final long[] nanoseconds = new long[PARTS.size()];
    private final NDManager manager;
    private final Network network;
    private final Updater updater;
    private final Batches batches;
    private long last;

    private ConvnetBenchmark(NDManager manager, int images) {
        this.manager = manager;
        this.network = NetworkPlan.of(model(), BlockCatalogue.standard()).allocate(manager, random);
        this.updater = Adam.adam(0).start(network.parameters());
        this.batches = Batches.shuffled(drawn(images), BATCH, Augmentation.none(), random);
    }

    private static Model model() {
        Layer convolution = Layer.of("conv2d", "kernel", 3);
        Layer relu = Layer.of("relu");
        Layer pool = Layer.of("max_pool2d", "kernel", 2);
        return Model.named("convnet")
                .input("image", 1, SIDE, SIDE)
                .then("conv1", convolution.with("out_channels", 32))
                .then("relu1", relu)
                .then("pool1", pool)
                .then("conv2", convolution.with("out_channels", 64))
                .then("relu2", relu)
                .then("pool2", pool)
                .then("flat", Layer.of("flatten"))
                .then("dense", Layer.of("linear", "units", 128))
                .then("relu3", relu)
                .then("head", Layer.of("linear", "units", CLASSES))
                .build();
    }

    private DataSet drawn(int images) {
        float[] pixels = new float[images * SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextFloat();
        }
        List<String> classes =
                IntStream.range(0, CLASSES).mapToObj(Integer::toString).toList();
        int[] labels = random.ints(images, 0, CLASSES).toArray();
        return DataSet.classification(new long[] {1, SIDE, SIDE}, classes, pixels, labels);
    }

    public static void main(String[] arguments) throws IOException {
        int images = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 48_000;
        int rounds = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 9;
        int steps = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 20;
        try (NDManager manager = Backend.start().newManager();
                TorchPeer peer = new TorchPeer(arguments[0], arguments[1], Integer.toString(images))) {
            ConvnetBenchmark own = new ConvnetBenchmark(manager, images);
            double[] here = new double[rounds];
            double[] there = new double[rounds];
            for (int round = -2; round < rounds; round++) {
                double mine = own.cpuMilliseconds(steps);
                double other = peer.run(steps);
                if (round < 0) {
                    Arrays.fill(own.nanoseconds, 0);
                } else {
                    here[round] = mine;
                    there[round] = other;
                }
            }
            Arrays.sort(here);
            Arrays.sort(there);
            System.out.printf(
                    Locale.ROOT,
                    "CPU milliseconds of a step, medians of %d rounds of %d: Lanista %.1f (%.1f to %.1f), PyTorch %.1f (%.1f to %.1f), ratio %.2f%n",
                    rounds,
                    steps,
                    here[rounds / 2],
                    here[0],
                    here[rounds - 1],
                    there[rounds / 2],
                    there[0],
                    there[rounds - 1],
                    here[rounds / 2] / there[rounds / 2]);
            for (int part = 0; part < PARTS.size(); part++) {
                System.out.printf(
                        Locale.ROOT, "%s %.2f ms%n", PARTS.get(part), own.nanoseconds[part] / 1e6 / rounds / steps);
            }
        }
    }

    private double cpuMilliseconds(int steps) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long before = system.getProcessCpuTime();
        for (int i = 0; i < steps; i++) {
            step();
        }
        return (system.getProcessCpuTime() - before) / 1e6 / steps;
    }

    private void step() {
        last = System.nanoTime();
        while (!batches.next()) {
            batches.startEpoch();
        }
        try (Step step = Step.training()) {
            long[] labels = Arrays.stream(batches.labels(), 0, batches.size())
                    .asLongStream()
                    .toArray();
            NDArray images = Tensors.of(
                    manager,
                    Arrays.copyOf(batches.features(), batches.size() * SIDE * SIDE),
                    batches.size(),
                    1,
                    SIDE,
                    SIDE);
            NDArray wanted = Tensors.of(manager, labels, labels.length);
            passed(0);
            NDArray outputs = network.train(images, random);
            passed(1);
            NDArray loss = Losses.crossEntropy(outputs, wanted, 0);
            passed(2);
            step.backward(loss);
            passed(3);
            updater.update(RATE);
            Tensors.value(loss);
            passed(4);
        }
    }

    private void passed(int part) {
        long now = System.nanoTime();
        nanoseconds[part] += now - last;
        last = now;
    }
}
