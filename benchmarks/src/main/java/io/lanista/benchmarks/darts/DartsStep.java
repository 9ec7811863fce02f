package io.lanista.benchmarks.darts;

import ai.djl.ndarray.NDManager;
import com.sun.management.OperatingSystemMXBean;
import io.lanista.djl.backend.Backend;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Answers each line {@code N} on standard input with what {@code N} pairs of steps took, as one line of JSON: median
 * milliseconds of an architecture step and of a weight step, CPU milliseconds of a pair (of the whole process), the last loss,
 * and the peak resident memory in MB so far. So it can be run in turn with a peer that speaks the same protocol.
 *
 * <p>Usage: {@code DartsStep THREADS CHANNELS CELLS BATCH SIDE [generic|compiled]}
 */
public final class DartsStep {
    private static final int WARM_UP = 3;

    private DartsStep() {}

    public static void main(String[] arguments) throws IOException {
        int[] numbers = new int[5];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Integer.parseInt(arguments[i]);
        }
        System.setProperty("ai.djl.pytorch.num_threads", arguments[0]);
        Backend backend = Backend.start();
        try (NDManager manager = backend.newManager();
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            boolean generic = arguments.length > numbers.length && arguments[numbers.length].equals("generic");
            StepPairs pairs = new StepPairs(manager, numbers[1], numbers[2], numbers[3], numbers[4], generic);
            int done = 0;
            while (done < WARM_UP) {
                pairs.run(done++);
            }
            System.out.println("READY libtorch " + backend.version() + " weights " + pairs.weightCount());
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int count = Integer.parseInt(line.trim());
                System.out.println(answer(pairs, done, count));
                done += count;
            }
        }
    }

    private static String answer(StepPairs pairs, int done, int count) throws IOException {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long before = system.getProcessCpuTime();
        List<StepPairs.Pair> measured = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            measured.add(pairs.run(done + i));
        }
        double cpu = (system.getProcessCpuTime() - before) / 1e6 / count;
        return String.format(
                Locale.ROOT,
                "{\"arch_ms\": %.3f, \"weight_ms\": %.3f, \"cpu_ms\": %.3f, \"loss\": %.6f, \"peak_mb\": %d}",
                median(measured, StepPairs.Pair::architecture),
                median(measured, StepPairs.Pair::weights),
                cpu,
                measured.get(count - 1).loss(),
                peakMegabytes());
    }

    private static double median(List<StepPairs.Pair> pairs, ToDoubleFunction<StepPairs.Pair> of) {
        return pairs.stream()
                .mapToDouble(of)
                .sorted()
                .skip(pairs.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    /** What Linux says; 0 elsewhere. */
    private static long peakMegabytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}
