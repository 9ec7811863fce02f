package io.lanista.benchmarks.darts;

import io.lanista.api.oneshot.OneShotProgress;
import io.lanista.api.oneshot.OneShotRequest;
import io.lanista.api.oneshot.OneShotRun;
import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.api.option.Options;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.djl.data.DataSources;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.train.TrainingSetup;
import io.lanista.hub.NasBench201;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.zip.GZIPInputStream;

/**
 * Searches NAS-Bench-201's space on real images at small scale, and looks up in the benchmark's table what was found. Prints a
 * line for each epoch, and one for each search.
 *
 * <p>Usage: {@code BenchSearch TABLE IMAGES TRAINER SEEDS CHANNELS CELLS [OPTION=VALUE…]}: the table as a CSV file with the columns
 * {@code ops} and {@code c10_test200}, square images of ten classes as a CSV file or in CIFAR-10's binary format, and the trainer's options. {@code guard=off
 * candidates=1} is the plain algorithm.
 */
public final class BenchSearch {
    private BenchSearch() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, Double> table = table(Path.of(arguments[0]));
        DataSplit data = data(arguments[1]);
        OneShotTrainer trainer = trainer(arguments[2]);
        Map<String, Object> given = new HashMap<>();
        for (int i = 6; i < arguments.length; i++) {
            String[] pair = arguments[i].split("=", 2);
            given.put(pair[0], value(pair[1]));
        }
        Options options = Options.parse(trainer.name(), trainer.options(), given);
        NasBench201 bench = new NasBench201();
        SearchSpace space = bench.open(Options.parse(
                bench.name(),
                bench.options(),
                Map.of(
                        "input", Arrays.stream(data.train().shape()).boxed().toList(),
                        "channels", Long.parseLong(arguments[4]),
                        "cells", Long.parseLong(arguments[5]),
                        "classes", 10)));
        double mean = table.values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
        System.out.printf(Locale.ROOT, "a random cell: test accuracy %.2f (mean of the table)%n", mean);
        for (long seed = 1; seed <= Long.parseLong(arguments[3]); seed++) {
            search(trainer, new Request(space, options, seed, data), table);
        }
    }

    private static void search(OneShotTrainer trainer, Request request, Map<String, Double> table) {
        long start = System.nanoTime();
        try (OneShotRun run = trainer.open(request)) {
            run.fit(new Printer());
            Choices found = run.export();
            String ops = NasBench201.ops(found);
            System.out.printf(
                    Locale.ROOT,
                    "FOUND %s guard=%s seed %d: %s test accuracy %.2f, skips only: %b, %.0f s, %s%n",
                    trainer.name(),
                    request.options().asMap().get("guard"),
                    request.seed(),
                    ops,
                    table.get(ops),
                    ops.equals("111111"),
                    (System.nanoTime() - start) / 1e9,
                    NasBench201.string(found));
        }
    }

    private static DataSplit data(String path) {
        Path here = Path.of("").toAbsolutePath();
        return path.contains(".csv")
                ? DataSources.standard().load("csv", Map.of("path", path, "shape", "square"), here)
                : DataSources.standard().load("cifar10-binary", Map.of("path", path), here);
    }

    private static OneShotTrainer trainer(String name) {
        return ServiceLoader.load(OneShotTrainer.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(trainer -> trainer.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No trainer '" + name + "'."));
    }

    private static Object value(String text) {
        if (text.matches("-?[0-9]+")) {
            return Long.parseLong(text);
        }
        if (text.equals("true") || text.equals("false")) {
            return Boolean.parseBoolean(text);
        }
        return text.matches("[-+.0-9eE]+") ? (Object) Double.parseDouble(text) : text;
    }

    private static Map<String, Double> table(Path file) throws IOException {
        Map<String, Double> table = new HashMap<>();
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            List<String> header = List.of(in.readLine().split(","));
            int ops = header.indexOf("ops");
            int accuracy = header.indexOf("c10_test200");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] cells = line.split(",");
                table.put(cells[ops], Double.parseDouble(cells[accuracy]));
            }
        }
        return table;
    }

    /** A request without a host. */
    private record Request(SearchSpace space, Options options, long seed, DataSplit data) implements OneShotRequest {
        @Override
        public List<Objective> objectives() {
            return List.of(Objective.maximize("accuracy"));
        }

        @Override
        public <B> B backend(Class<B> type) {
            return type.cast(TrainingSetup.of(data));
        }
    }

    private static final class Printer implements OneShotProgress {
        @Override
        public void epoch(int epoch, int epochs, Metrics metrics) {
            System.out.printf(Locale.ROOT, "  %d/%d %s%n", epoch, epochs, metrics.values());
        }

        @Override
        public void checkCancelled() {
            // Nobody cancels.
        }

        @Override
        public void note(String sentence) {
            System.out.println("  " + sentence);
        }
    }
}
