package io.lanista.benchmarks;

import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.strategy.Strategy;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.DuplicatePolicy;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.watch.RunHandle;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunResult;
import io.lanista.runtime.watch.RunStatus;
import io.lanista.runtime.watch.TrialReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * How many trials per second one and two trials at once come to, on threads of one JVM and in worker JVMs: the same architecture
 * of an experiment's space again and again. The ways take turns. What runs before every slot has ended its first trial does not
 * count. Beside the time, it tells the CPU time of a trial, workers and host together, which tells how busy the machine was.
 *
 * <p>Arguments: an experiment file, trials (8), rounds (3).
 */
public final class WorkerThroughput {
    private static final List<String> EXECUTORS = List.of(Experiment.INLINE, Experiment.FORKED);

    private WorkerThroughput() {}

    /** Measures, and prints the medians of each way. */
    public static void main(String[] arguments) throws Exception {
        int trials = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8;
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
        Path folder = Files.createTempDirectory("lanista-benchmark-");
        Map<String, List<Speed>> speeds = new TreeMap<>();
        try (NasRuntime nas = NasRuntime.builder().build()) {
            for (int round = 0; round < rounds; round++) {
                for (String executor : EXECUTORS) {
                    for (int parallelism = 1; parallelism <= 2; parallelism++) {
                        String way = way(executor, parallelism);
                        Experiment experiment = nas.experiment(Path.of(arguments[0]))
                                .strategy(new OneForAll(), Map.of())
                                .duplicates(DuplicatePolicy.REPEAT)
                                .executor(executor, Map.of())
                                .parallelism(parallelism)
                                .budget(Budget.ofTrials(trials * parallelism))
                                .runFolder(folder.resolve(executor + "-" + parallelism + "-" + round))
                                .build();
                        Speed speed = measure(nas, experiment);
                        speeds.computeIfAbsent(way, key -> new ArrayList<>()).add(speed);
                        System.out.println("round " + round + ", " + way + ": " + speed);
                    }
                }
            }
        }
        speeds.forEach((way, seen) -> System.out.printf(
                Locale.ROOT,
                "%s: %.3f trials per second, %.2f s of CPU time for a trial%n",
                way,
                median(seen.stream().map(Speed::trialsPerSecond).toList()),
                median(seen.stream().map(Speed::cpuSeconds).toList())));
        for (String executor : EXECUTORS) {
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                ratios.add(speedOf(speeds, executor, 2, round) / speedOf(speeds, executor, 1, round));
            }
            System.out.printf(
                    Locale.ROOT, "%s: two are %.2f times as fast as one (%s)%n", executor, median(ratios), ratios);
        }
    }

    private static String way(String executor, int parallelism) {
        return executor + ", " + parallelism + " at once";
    }

    private static double speedOf(Map<String, List<Speed>> speeds, String executor, int parallelism, int round) {
        return Objects.requireNonNull(speeds.get(way(executor, parallelism)))
                .get(round)
                .trialsPerSecond();
    }

    private record Speed(double trialsPerSecond, double cpuSeconds) {}

    private static Speed measure(NasRuntime nas, Experiment experiment) throws InterruptedException {
        Clock clock = new Clock(experiment.parallelism());
        try (RunHandle run = nas.start(experiment, clock)) {
            RunResult result = run.await();
            int counted = result.completed() - experiment.parallelism();
            return new Speed(
                    counted / ((clock.last - clock.first) / 1e9),
                    clock.lastCpu.minus(clock.firstCpu).toNanos() / 1e9 / counted);
        }
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    /** Takes the time from when every slot has ended a trial, until the last one has. */
    private static final class Clock implements RunListener {
        private final int slots;
        private int ended;
        private long first;
        private long last;
        private Duration firstCpu = Duration.ZERO;
        private Duration lastCpu = Duration.ZERO;

        Clock(int slots) {
            this.slots = slots;
        }

        @Override
        public void trialEnded(TrialReport report, RunStatus status) {
            ended++;
            last = System.nanoTime();
            lastCpu = cpu();
            if (ended == slots) {
                first = last;
                firstCpu = lastCpu;
            }
        }

        private static Duration cpu() {
            ProcessHandle host = ProcessHandle.current();
            return host.children().map(Clock::cpu).reduce(cpu(host), Duration::plus);
        }

        private static Duration cpu(ProcessHandle process) {
            return process.info().totalCpuDuration().orElse(Duration.ZERO);
        }
    }

    /** Tries one architecture, drawn from the space, again and again. */
    private static final class OneForAll implements Strategy {
        @Override
        public String name() {
            return "one-for-all";
        }

        @Override
        public Search open(SearchRequest request) {
            Choices choices = request.space().sample(new SplittableRandom(1));
            return new Search() {
                @Override
                public Answer ask(Ask ask) {
                    return Answer.tryOut(choices);
                }

                @Override
                public void tell(int trial, Outcome outcome) {}
            };
        }
    }
}
