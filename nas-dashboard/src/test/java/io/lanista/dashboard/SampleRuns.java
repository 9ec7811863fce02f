package io.lanista.dashboard;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Graph;
import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Model;
import io.lanista.api.model.Repeat;
import io.lanista.api.model.Value;
import io.lanista.api.oneshot.OneShotProgress;
import io.lanista.api.oneshot.OneShotRequest;
import io.lanista.api.oneshot.OneShotRun;
import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.TrialContext;
import io.lanista.djl.train.TestAnswers;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.experiment.Stopping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs of each kind, made by the real host in no time: what is measured is a function of the choices. */
public final class SampleRuns {
    /** What the sample runs maximise. */
    public static final String METRIC = "accuracy";

    private static final int STEPS = 9;

    private SampleRuns() {}

    /** A small convolutional network: two wide decisions, one that depends on another, one of real numbers. */
    public static SearchSpace space() {
        return SearchSpace.of(Model.named("small-net")
                .input("image", 1, 8, 8)
                .then("stem", Layer.of("conv2d", "out_channels", Value.choice("width", 8, 16, 32), "kernel", 3))
                .then(
                        "body",
                        Repeat.of(
                                "depth",
                                1,
                                2,
                                LayerChoice.of(
                                        "operation",
                                        new Candidate(
                                                "conv_3x3",
                                                Graph.sequence(Layer.of("conv2d", "kernel", 3), Layer.of("relu"))),
                                        new Candidate(
                                                "conv_1x1",
                                                Graph.sequence(Layer.of("conv2d", "kernel", 1), Layer.of("relu"))),
                                        new Candidate("skip", Layer.of("identity")))))
                .then("pool", Layer.of("global_avg_pool"))
                .then("head", Layer.of("linear", "units", 10))
                .setting("learning_rate", Value.logReal("rate", 1e-4, 1e-1))
                .build());
    }

    /** An experiment that nobody has said yet what searches. */
    public static ExperimentBuilder experiment(String name, Path folder) {
        return Experiment.named(name)
                .space(space())
                .evaluator(new Scoring(model -> ""), Map.of())
                .objective(Objective.maximize(METRIC))
                .runsFolder(folder)
                .source("name: " + name + "\n# <script>alert('no')</script>\n")
                .seed(1);
    }

    /** A search trial by trial. */
    public static Path trials(Path folder, int trials, long seed) throws InterruptedException {
        return run(experiment("random", folder)
                .strategy("random", Map.of())
                .seed(seed)
                .parallelism(2)
                .budget(Budget.ofTrials(trials)));
    }

    /** A search that trains many a little and the best on. */
    public static Path rungs(Path folder) throws InterruptedException {
        return run(
                experiment("rungs", folder).strategy("asha", Map.of("eta", 3)).budget(Budget.ofTrials(24)));
    }

    /** A one-shot search of five epochs, and three random architectures to compare it with. */
    public static Path supernet(Path folder) throws InterruptedException {
        return run(
                experiment("supernet", folder).trainer(new Weighing(), Map.of()).baseline(3));
    }

    /** A search of which every second trial fails. */
    public static Path failures(Path folder) throws InterruptedException {
        return run(experiment("failures", folder)
                .strategy("random", Map.of())
                .evaluator(
                        new Scoring(model ->
                                choice(model, "width") > 10 ? "The width is too large: <b>out of memory</b>." : ""),
                        Map.of())
                .maxFailuresInARow(100)
                .budget(Budget.ofTrials(12)));
    }

    /** A search after two objectives. */
    public static Path front(Path folder) throws InterruptedException {
        return run(experiment("front", folder)
                .strategy("random", Map.of())
                .objectives(List.of(Objective.maximize(METRIC), Objective.minimize("cost")))
                .budget(Budget.ofTrials(30)));
    }

    /** A search after another metric. */
    public static Path cheap(Path folder) throws InterruptedException {
        return run(experiment("cheap", folder)
                .strategy("random", Map.of())
                .objective(Objective.minimize("cost"))
                .budget(Budget.ofTrials(3)));
    }

    /** A search whose trials score these numbers, one after the other. */
    public static Path scores(Path folder, String name, double... scores) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        Evaluator evaluator = new Evaluator() {
            @Override
            public String name() {
                return "scores";
            }

            @Override
            public Evaluation open(EvaluationRequest request) {
                return (model, context) -> {
                    double score = scores[next.getAndIncrement()];
                    context.report(1, Metrics.of(METRIC, score));
                    return Metrics.of(METRIC, score);
                };
            }
        };
        return run(experiment(name, folder)
                .strategy("random", Map.of())
                .evaluator(evaluator, Map.of())
                .maxFailuresInARow(scores.length)
                .budget(Budget.ofTrials(scores.length)));
    }

    /** A search of which hopeless trials are stopped. */
    public static Path stopped(Path folder) throws InterruptedException {
        return run(experiment("stopped", folder)
                .strategy("random", Map.of())
                .stopping(Stopping.median(2, 2))
                .budget(Budget.ofTrials(30)));
    }

    /** Runs an experiment, and gives the folder of its run. */
    public static Path run(ExperimentBuilder experiment) throws InterruptedException {
        try (NasRuntime nas = NasRuntime.builder().build()) {
            return nas.run(experiment.build()).folder();
        }
    }

    private static double choice(Model model, String label) {
        Object answer = SearchSpace.choicesOf(model).values().get(Label.of(label));
        return answer instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** What is wrong with a model, or an empty text. */
    interface Fault {
        String of(Model model);
    }

    /** Measures by a function of the choices, step by step. */
    static final class Scoring implements Evaluator {
        private final Fault fault;

        Scoring(Fault fault) {
            this.fault = fault;
        }

        @Override
        public String name() {
            return "scoring";
        }

        @Override
        public Evaluation open(EvaluationRequest request) {
            return new Evaluation() {
                @Override
                public Metrics evaluate(Model model, TrialContext context) throws IOException {
                    if (!fault.of(model).isEmpty()) {
                        throw new IllegalStateException(fault.of(model));
                    }
                    int steps = context.steps().orElse(STEPS);
                    Path reached = context.checkpointFolder().resolve("steps");
                    int before = Files.exists(reached) ? Integer.parseInt(Files.readString(reached)) : 0;
                    for (int step = before + 1; step < steps; step++) {
                        context.report(step, metrics(model, step));
                    }
                    if (context.steps().isPresent()) { // Only then another trial may go on from this one.
                        Files.createDirectories(context.checkpointFolder());
                        Files.writeString(reached, String.valueOf(steps));
                    }
                    return metrics(model, steps);
                }

                @Override
                public OptionalInt fullSteps() {
                    return OptionalInt.of(STEPS);
                }

                @Override
                public Optional<Metrics> test(Model model, TrialContext context) throws IOException {
                    answers().write(context.artifactFolder());
                    return Optional.of(Metrics.of(METRIC, accuracy(model, STEPS) - 0.01));
                }
            };
        }

        /** Three classes, of which two are mixed up now and then; one mistake has a picture. */
        private static TestAnswers answers() {
            byte[] pixels = new byte[64];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (byte) (4 * i);
            }
            return new TestAnswers(
                    100,
                    List.of("cat", "dog", "bird"),
                    List.of(
                            new TestAnswers.Count(0, 0, 38),
                            new TestAnswers.Count(0, 1, 2),
                            new TestAnswers.Count(1, 0, 4),
                            new TestAnswers.Count(1, 1, 26),
                            new TestAnswers.Count(2, 2, 30)),
                    List.of(
                            new TestAnswers.Mistake(
                                    17, 1, 0, 0.93, Optional.of(new TestAnswers.Picture(1, 8, 8, pixels))),
                            new TestAnswers.Mistake(40, 0, 1, 0.7, Optional.empty())),
                    List.of());
        }

        private static Metrics metrics(Model model, int step) {
            Map<String, Double> metrics = new LinkedHashMap<>();
            metrics.put(METRIC, accuracy(model, step));
            metrics.put("loss", 2.3 * (1 - accuracy(model, step)));
            metrics.put("cost", choice(model, "width") * choice(model, "depth"));
            return Metrics.of(metrics);
        }

        private static double accuracy(Model model, int step) {
            double width = Math.log(choice(model, "width")) / Math.log(32);
            double rate = 1 - Math.abs(Math.log10(choice(model, "rate")) + 2.5) / 2.5;
            double depth = choice(model, "depth") / 2;
            return (0.2 + 0.4 * rate + 0.2 * width + 0.1 * depth) * (1 - Math.exp(-step / 3.0));
        }
    }

    /** "Trains" a supernet: the first candidate of each decision gains weight. */
    static final class Weighing implements OneShotTrainer {
        private static final int EPOCHS = 5;

        @Override
        public String name() {
            return "weighing";
        }

        @Override
        public OneShotRun open(OneShotRequest request) {
            return new OneShotRun() {
                private int epoch;

                @Override
                public void fit(OneShotProgress progress) {
                    while (epoch < EPOCHS) {
                        epoch++;
                        if (epoch == 3) {
                            progress.note("The sharpness rises: a sign of collapse.");
                        }
                        Map<String, Double> metrics = new LinkedHashMap<>();
                        metrics.put("supernet_" + METRIC, 0.1 * epoch);
                        metrics.put("discrete_" + METRIC, 0.08 * epoch);
                        metrics.put("entropy", 1 - 0.1 * epoch);
                        metrics.put("sharpness", 0.2 * epoch);
                        progress.epoch(epoch, EPOCHS, Metrics.of(metrics));
                    }
                }

                @Override
                public Choices export() {
                    return Choices.of(Map.of(
                            Label.of("width"),
                            8L,
                            Label.of("depth"),
                            1L,
                            Label.of("operation/0"),
                            "conv_3x3",
                            Label.of("rate"),
                            0.003));
                }

                @Override
                public Map<Label, Map<Object, Double>> weights() {
                    double first = (1 + epoch) / (3.0 + EPOCHS);
                    Map<Object, Double> weights = new LinkedHashMap<>();
                    weights.put("conv_3x3", first);
                    weights.put("conv_1x1", (1 - first) / 2);
                    weights.put("skip", (1 - first) / 2);
                    return Map.of(Label.of("operation/0"), weights);
                }
            };
        }
    }
}
