package io.lanista.benchmarks.perceptron;

import ai.djl.ndarray.NDManager;
import com.sun.management.OperatingSystemMXBean;
import io.lanista.djl.backend.Backend;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/**
 * Runs small trials here and in PyTorch in turn, in one run, and prints the CPU time of one trial for each.
 *
 * <p>Usage: {@code PerceptronBenchmark PYTHON SCRIPT [ROUNDS] [TRIALS]}, with a Python that has PyTorch and the path of
 * {@code perceptron_pytorch.py}. CPU time is that of the whole process, so it includes compilation and garbage collection.
 */
public final class PerceptronBenchmark {
    private static final int WARM_UP = 4;

    private PerceptronBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        String python = arguments[0];
        String script = arguments[1];
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 15;
        int trials = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 100;
        try (NDManager manager = Backend.start().newManager();
                TorchPeer plain = new TorchPeer(python, script, "default");
                TorchPeer foreach = new TorchPeer(python, script, "foreach");
                TorchPeer fused = new TorchPeer(python, script, "fused")) {
            Trial trial = new Trial(manager);
            double[] here = new double[rounds];
            double[][] there = new double[3][rounds];
            for (int round = -WARM_UP; round < rounds; round++) {
                double own = cpuMilliseconds(trial, trials);
                double[] others = {plain.run(trials), foreach.run(trials), fused.run(trials)};
                if (round >= 0) {
                    here[round] = own;
                    for (int i = 0; i < others.length; i++) {
                        there[i][round] = others[i];
                    }
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "CPU milliseconds of a trial, median of %d rounds of %d (least to most)%n",
                    rounds,
                    trials);
            print("Lanista", here, here);
            print("PyTorch", there[0], here);
            print("PyTorch, foreach Adam", there[1], here);
            print("PyTorch, fused Adam", there[2], here);
        }
    }

    private static double cpuMilliseconds(Trial trial, int trials) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long before = system.getProcessCpuTime();
        for (int i = 0; i < trials; i++) {
            trial.run(i);
        }
        return (system.getProcessCpuTime() - before) / 1e6 / trials;
    }

    private static void print(String name, double[] times, double[] here) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        double median = sorted[sorted.length / 2];
        double[] own = here.clone();
        Arrays.sort(own);
        System.out.printf(
                Locale.ROOT,
                "%-24s %7.3f  (%.3f to %.3f)  Lanista needs %.2f of it%n",
                name,
                median,
                sorted[0],
                sorted[sorted.length - 1],
                own[own.length / 2] / median);
    }
}
