package io.lanista.benchmarks.fused;

import io.lanista.api.model.Model;
import io.lanista.api.option.Options;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.space.SpaceProvider;
import io.lanista.djl.data.DataChoice;
import io.lanista.djl.data.DataSources;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.data.DataUse;
import io.lanista.layer.LayerCatalogue;
import io.lanista.runtime.text.ModelText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the networks of all folds take, trained at once, against one of them trained alone: the ratios of time and peak memory, and how
 * far the losses are from those of each trained alone, as one line of JSON. Each side is a process of its own with one thread that
 * computes, and the two take turns; time is CPU time of the trial's thread.
 *
 * <p>Usage: {@code FusedFolds SPACE DATA FOLDS [SEED]}, where the space is the name of one of the hub's or a file, and the seed draws an
 * architecture; without it, each decision has its first or lowest value.
 */
public final class FusedFolds {
    private static final int ROUNDS = 7;
    private static final int EPOCHS = 10;
    private static final String ALONE = "alone";
    private static final String TOGETHER = "together";

    private FusedFolds() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 3) {
            System.err.println("usage: fused-folds SPACE DATA FOLDS [SEED]");
            System.exit(2);
        }
        List<String> given = List.of(arguments);
        if (List.of(ALONE, TOGETHER).contains(given.get(given.size() - 1))) {
            serve(given);
        } else {
            compare(given);
        }
    }

    private static void compare(List<String> given) throws IOException {
        try (Side alone = new Side(given, ALONE);
                Side together = new Side(given, TOGETHER)) {
            List<Double> single = new ArrayList<>();
            List<Double> fused = new ArrayList<>();
            for (int round = -1; round < ROUNDS; round++) {
                double first = Double.parseDouble(alone.ask("time"));
                double second = Double.parseDouble(together.ask("time"));
                // The first round warms up.
                if (round >= 0) {
                    single.add(first);
                    fused.add(second);
                }
            }
            double memory = Double.parseDouble(together.ask("memory")) / Double.parseDouble(alone.ask("memory"));
            double difference = difference(numbers(alone.ask("losses")), numbers(together.ask("losses")));
            System.out.printf(
                    Locale.ROOT,
                    "{\"time_ratio\": %.3f, \"memory_ratio\": %.3f, \"max_relative_difference\": %.3g}%n",
                    median(fused) / median(single),
                    memory,
                    difference);
        }
    }

    private static double difference(double[] alone, double[] together) {
        double largest = alone.length == together.length ? 0 : Double.NaN;
        for (int i = 0; i < Math.min(alone.length, together.length); i++) {
            double relative = Math.abs(together[i] - alone[i]) / Math.max(Double.MIN_NORMAL, Math.abs(alone[i]));
            largest = Double.isNaN(relative) ? relative : Math.max(largest, relative);
        }
        return largest;
    }

    private static double[] numbers(String line) {
        return Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    /** Another process, which answers questions. */
    private static final class Side implements AutoCloseable {
        private final Process process;
        private final BufferedReader answers;
        private final PrintStream questions;

        Side(List<String> given, String side) throws IOException {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Dai.djl.pytorch.num_threads=1",
                    "-Dai.djl.pytorch.num_interop_threads=1",
                    "-XX:+UseSerialGC",
                    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                    "-cp",
                    System.getProperty("java.class.path"),
                    FusedFolds.class.getName()));
            command.addAll(given);
            command.add(side);
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put("OMP_NUM_THREADS", "1");
            process = builder.start();
            answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        }

        String ask(String question) throws IOException {
            questions.println(question);
            String answer = answers.readLine();
            if (answer == null) {
                throw new IOException("A side ended early; its message is above.");
            }
            return answer;
        }

        @Override
        public void close() {
            process.destroy();
        }
    }

    private static void serve(List<String> given) throws Exception {
        SearchSpace space = space(given.get(0));
        Model model = space.freeze(architecture(space, given));
        Path file = Path.of(given.get(1)).toAbsolutePath();
        boolean images = space.base().inputs().values().stream().allMatch(shape -> shape.rank() == 3);
        DataSources sources = DataSources.standard();
        DataSplit data = sources.load(
                new DataChoice(
                        sources.infer(file).source(),
                        Map.of("path", file.toString(), "validation", Map.of("folds", Long.valueOf(given.get(2))))),
                Objects.requireNonNull(file.getParent()), // It is absolute, and no root.
                new DataUse(Optional.empty(), images));
        boolean together = given.get(given.size() - 1).equals(TOGETHER);
        Trainer trainer = new Trainer(space, model, EPOCHS);
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            System.out.println(answer(line, trainer, data, together));
        }
    }

    private static String answer(String question, Trainer trainer, DataSplit data, boolean together) throws Exception {
        switch (question) {
            case "time":
                return String.valueOf(
                        trainer.run(together ? data : data.cuts().get(0), 0).seconds());
            case "memory":
                return String.valueOf(peakKilobytes());
            default:
                return (together ? lossesTogether(trainer, data) : lossesAlone(trainer, data))
                        .map(String::valueOf)
                        .collect(Collectors.joining(" "));
        }
    }

    private static Stream<Double> lossesTogether(Trainer trainer, DataSplit data) throws Exception {
        Trainer.Run run = trainer.run(data, 0);
        return Stream.concat(run.losses().stream(), run.trained().stream());
    }

    /** Those of each fold trained alone, in the order in which they come from all at once. */
    private static Stream<Double> lossesAlone(Trainer trainer, DataSplit data) throws Exception {
        List<Trainer.Run> runs = new ArrayList<>();
        for (int fold = 0; fold < data.folds().size(); fold++) {
            runs.add(trainer.run(data.cuts().get(fold), fold));
        }
        List<Double> losses = new ArrayList<>();
        List<Double> trained = new ArrayList<>();
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            int number = epoch;
            runs.forEach(run -> losses.add(run.losses().get(number)));
            trained.add(runs.stream()
                    .mapToDouble(run -> run.trained().get(number))
                    .average()
                    .orElseThrow());
        }
        return Stream.concat(losses.stream(), trained.stream());
    }

    private static SearchSpace space(String named) {
        Path file = Path.of(named);
        if (Files.exists(file)) {
            return SearchSpace.of(
                    ModelText.read(file, LayerCatalogue.standard()).model());
        }
        return ServiceLoader.load(SpaceProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(space -> space.name().equals(named))
                .findFirst()
                .map(space -> space.open(Options.parse(named, space.options(), Map.of())))
                .orElseThrow(() -> new IllegalArgumentException(
                        "(" + named + ") is neither a file nor the name of a space of the hub."));
    }

    private static Choices architecture(SearchSpace space, List<String> given) {
        boolean isDrawn = given.size() > 4;
        RandomGenerator random = isDrawn ? new Random(Long.parseLong(given.get(3))) : () -> 0;
        return space.walk((decision, answers) -> SearchSpace.uniform(decision.domain(), random));
    }

    /** What Linux says. */
    private static long peakKilobytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }
}
