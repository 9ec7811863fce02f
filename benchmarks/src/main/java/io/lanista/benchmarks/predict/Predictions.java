package io.lanista.benchmarks.predict;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.lanista.djl.frozen.FrozenNetwork;
import io.lanista.djl.train.TrainedNetwork;
import io.lanista.runtime.ExportedNetwork;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * One exported network ({@code nas export RUN --to WINNER --as onnx}), used by Lanista and by ONNX Runtime, each on one thread, in turns: one
 * example at a time, and batches. What is printed is CPU time of the thread for a call, medians over the rounds, their ratio, and how far
 * the answers are apart; with what the loops of {@link FrozenNetwork} alone take, without checks, scales and probabilities.
 */
public final class Predictions {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int EXAMPLES = 256;

    private final ExportedNetwork ours;
    private final FrozenNetwork loops;
    private final OrtSession theirs;
    private final float[][] examples;

    private Predictions(ExportedNetwork ours, OrtSession theirs) {
        this.ours = ours;
        this.theirs = theirs;
        TrainedNetwork network = ours.group().first();
        this.loops = FrozenNetwork.of(network.plan(), network.parameters(), network.buffers())
                .orElseThrow(() -> new IllegalArgumentException("The network has a layer that only the engine knows."));
        Random random = new Random(1);
        this.examples = new float[EXAMPLES][loops.inputs()];
        for (float[] example : examples) {
            for (int i = 0; i < example.length; i++) {
                example[i] = random.nextFloat();
            }
        }
    }

    /** Takes the folder of the export, the number of rounds, of calls for single examples in a round, and the sizes of batches. */
    public static void main(String[] arguments) throws IOException, OrtException {
        Path winner = Path.of(arguments[0]);
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 15;
        int calls = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2000;
        OrtSession.SessionOptions single = new OrtSession.SessionOptions();
        single.setIntraOpNumThreads(1);
        single.setInterOpNumThreads(1);
        try (ExportedNetwork network = ExportedNetwork.read(winner);
                OrtEnvironment environment = OrtEnvironment.getEnvironment();
                OrtSession session =
                        environment.createSession(winner.resolve("model.onnx").toString(), single)) {
            Predictions predictions = new Predictions(network, session);
            System.out.printf(
                    Locale.ROOT,
                    "%,d multiply-adds an example%n",
                    network.group().first().plan().flops());
            List<Integer> batches =
                    Arrays.stream(arguments).skip(3).map(Integer::valueOf).toList();
            for (int batch : batches.isEmpty() ? List.of(1, 64) : batches) {
                predictions.measure(batch, rounds, Math.max(4, calls / batch));
            }
        }
    }

    private void measure(int batch, int rounds, int calls) throws OrtException {
        List<List<Double>> times = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int round = 0; round < rounds + 3; round++) {
            for (int way = 0; way < times.size(); way++) {
                long begin = THREADS.getCurrentThreadCpuTime();
                for (int call = 0; call < calls; call++) {
                    predict(way, batch, call);
                }
                if (round >= 3) {
                    times.get(way).add((THREADS.getCurrentThreadCpuTime() - begin) / 1e3 / calls);
                }
            }
        }
        double mine = median(times.get(0));
        double peer = median(times.get(1));
        System.out.printf(
                Locale.ROOT,
                "batch %d: Lanista %.1f us, ONNX Runtime %.1f us, ratio %.2f; loops alone %.1f us; answers differ by %.1e%n",
                batch,
                mine,
                peer,
                mine / peer,
                median(times.get(2)),
                difference(batch));
    }

    private float[][] predict(int way, int batch, int call) throws OrtException {
        int from = call * batch % EXAMPLES;
        float[][] some = Arrays.copyOfRange(examples, from, from + batch);
        if (way == 0) {
            return ours.predict(some);
        }
        return way == 1 ? onnx(some) : loops(some);
    }

    private float[][] loops(float[][] some) {
        float[][] answers = new float[some.length][];
        for (int i = 0; i < some.length; i++) {
            answers[i] = loops.predict(some[i], 0);
        }
        return answers;
    }

    private float[][] onnx(float[][] some) throws OrtException {
        float[] flat = new float[some.length * loops.inputs()];
        for (int i = 0; i < some.length; i++) {
            System.arraycopy(some[i], 0, flat, i * loops.inputs(), loops.inputs());
        }
        long[] example = ours.inputShape().toArray();
        long[] shape = new long[example.length + 1];
        shape[0] = some.length;
        System.arraycopy(example, 0, shape, 1, example.length);
        String input = theirs.getInputNames().iterator().next();
        try (OnnxTensor tensor =
                        OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), FloatBuffer.wrap(flat), shape);
                OrtSession.Result result = theirs.run(Map.of(input, tensor))) {
            return (float[][]) result.get(0).getValue();
        }
    }

    private double difference(int batch) throws OrtException {
        float[][] mine = predict(0, batch, 0);
        float[][] peer = predict(1, batch, 0);
        double most = 0;
        for (int i = 0; i < mine.length; i++) {
            for (int j = 0; j < mine[i].length; j++) {
                most = Math.max(most, Math.abs(mine[i][j] - peer[i][j]));
            }
        }
        return most;
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }
}
