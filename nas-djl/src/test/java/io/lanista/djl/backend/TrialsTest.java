package io.lanista.djl.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What only shows over many steps, many trials, or several threads. */
@Tag("slow")
class TrialsTest {
    private static final int STEPS = 60;

    @Test
    void trialsOnTwoThreadsGiveTheLossesThatTheyGiveAlone() throws Exception {
        List<Float> first = losses(1);
        List<Float> second = losses(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            CyclicBarrier together = new CyclicBarrier(2);
            List<Callable<List<Float>>> trials = List.of(
                    () -> {
                        together.await();
                        return losses(1);
                    },
                    () -> {
                        together.await();
                        return losses(2);
                    });
            List<Future<List<Float>>> results = threads.invokeAll(trials);

            assertThat(results.get(0).get()).isEqualTo(first);
            assertThat(results.get(1).get()).isEqualTo(second);
        } finally {
            threads.shutdown();
        }
        assertThat(first).isNotEqualTo(second);
        assertThat(first.get(STEPS - 1)).isLessThan(first.get(0) / 2);
    }

    private static List<Float> losses(long seed) {
        List<Float> losses = new ArrayList<>();
        try (Perceptron trial = new Perceptron(seed, 40, 32, Adam.adam(0), 0.01)) {
            for (int i = 0; i < STEPS; i++) {
                losses.add(trial.step());
            }
        }
        return losses;
    }

    @Test
    void fiveHundredStepsDoNotGrowTheProcess() throws IOException {
        assumeLinux();
        try (Perceptron trial = new Perceptron(1, 784, 256, new Sgd(0.9, true, 1e-4), 0.01)) {
            steps(trial, 150);
            long before = residentMegabytes();

            steps(trial, 350);

            // A step allocates about two megabytes: a leak of one tensor in a hundred would show.
            assertThat(residentMegabytes() - before).isLessThan(16);
        }
    }

    @Test
    void aHundredTrialsDoNotGrowTheProcess() throws IOException {
        assumeLinux();
        trials(50);
        long before = residentMegabytes();

        trials(100);

        // A trial owns three tensors of 1.3 megabytes: a hundred trials that leak one of them grow by 130. The
        // Java heap is in these numbers, too, and moves by some tens.
        assertThat(residentMegabytes() - before).isLessThan(80);
    }

    private static void trials(int count) {
        for (int i = 0; i < count; i++) {
            try (Perceptron trial = new Perceptron(i, 784, 400, Adam.adamW(0.01), 0.001)) {
                steps(trial, 3);
            }
        }
    }

    private static void steps(Perceptron trial, int count) {
        for (int i = 0; i < count; i++) {
            trial.step();
        }
    }

    @Test
    void gradientsOfScaledTensorsSurviveGarbageCollection() {
        List<ByteBuffer> pressure = new ArrayList<>();
        try (NDManager manager = Backend.start().newManager()) {
            for (int i = 0; i < 100; i++) {
                try (Step step = Step.training()) {
                    NDArray x = manager.ones(new Shape(4));
                    Autograd.track(x, true);
                    NDArray scaled = Scalars.times(x, 3);
                    if (i % 20 == 0) {
                        System.gc();
                    }
                    for (int k = 0; k < 50; k++) {
                        pressure.add(ByteBuffer.allocateDirect(4).putFloat(0, 777));
                    }
                    step.backward(scaled.sum());
                    assertThat(Autograd.gradientValues(x)).containsOnly(3);
                }
            }
        }
        assertThat(pressure).hasSize(5000);
    }

    private static void assumeLinux() {
        assumeThat(Path.of("/proc/self/status"))
                .as("only Linux tells the resident memory this way")
                .exists();
    }

    private static long residentMegabytes() throws IOException {
        System.gc();
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }
}
