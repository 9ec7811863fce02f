package io.lanista.benchmarks;

import io.lanista.bench.DriverBenchmark;
import io.lanista.bench.DriverBenchmark.Speed;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.journal.Durability;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * How many trials per second the driver takes with its journal, and how long their replay takes, for several numbers of trials at
 * once, with the journal forced to the disk and without.
 *
 * <p>Arguments: the folder of the plug-ins, the strategy (random), trials (10000).
 */
public final class DriverSpeed {
    private static final int[] PARALLELISM = {1, 4, 16, 64};

    private DriverSpeed() {}

    /** Measures, and prints a line for each combination. */
    public static void main(String[] arguments) throws Exception {
        String strategy = arguments.length > 1 ? arguments[1] : "random";
        int trials = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10_000;
        Path folder = Files.createTempDirectory("lanista-benchmark-");
        try (NasRuntime nas =
                NasRuntime.builder().plugins(Path.of(arguments[0])).build()) {
            DriverBenchmark benchmark = new DriverBenchmark(nas, strategy, Map.of(), folder);
            benchmark.measure("warm-up", trials / 4, 16, Durability.WRITTEN);
            for (Durability durability : Durability.values()) {
                for (int parallelism : PARALLELISM) {
                    Speed speed = benchmark.measure(durability + "-" + parallelism, trials, parallelism, durability);
                    System.out.printf(
                            Locale.ROOT,
                            "%s, %d at once, %s: %.0f trials per second; replay %.2f s%n",
                            strategy,
                            parallelism,
                            durability,
                            speed.trialsPerSecond(),
                            speed.replaySeconds());
                }
            }
        }
    }
}
