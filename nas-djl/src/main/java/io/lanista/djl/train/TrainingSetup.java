package io.lanista.djl.train;

import io.lanista.api.option.Option;
import io.lanista.api.option.OptionException;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.data.DataParts;
import io.lanista.djl.data.DataSet;
import io.lanista.djl.data.DataSources;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.data.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the two training evaluators have in common: options, data, and the start of an evaluation. */
final class TrainingSetup {
    private static final String SOURCE = "source";
    private static final String MEMORY = "memory";
    private static final String SHAPE = "shape";
    private static final String PATH = "path";
    private static final String GLYPHS = "glyphs";
    private static final Option<Map<String, Object>> DATA = Option.table(
            "data",
            "The examples: source (or a path that tells it), and the source's own options. Without both, drawn glyphs, or what"
                    + " the embedding program hands over.");

    private TrainingSetup() {}

    static List<Option<?>> options() {
        List<Option<?>> options = new ArrayList<>();
        options.add(DATA);
        options.addAll(TrainingOptions.declared());
        return List.copyOf(options);
    }

    static TrainingEvaluation open(EvaluationRequest request, String evaluator, Task task) {
        TrainingOptions options = TrainingOptions.from(request.options());
        TrainingOptions.checkNames(request.space().base().settings());
        DataSplit data = data(request);
        if (data.task() != task) {
            throw new OptionException(String.format(
                    "The evaluator '%s' is for %s, but the data are for %s. Maybe use the evaluator '%s'.",
                    evaluator,
                    task.name().toLowerCase(Locale.ROOT),
                    data.task().name().toLowerCase(Locale.ROOT),
                    data.task() == Task.CLASSIFICATION ? "classification" : "regression"));
        }
        checkObjective(request, data, evaluator);
        BlockCatalogue blocks = request.given(BlockCatalogue.class)
                .orElseGet(() -> BlockCatalogue.discover(TrainingSetup.class.getClassLoader()));
        return new TrainingEvaluation(data, options, blocks, Backend.start(), System::nanoTime);
    }

    private static void checkObjective(EvaluationRequest request, DataSplit data, String evaluator) {
        List<String> metrics = new ArrayList<>(Problem.of(data).metrics());
        metrics.addAll(List.of(
                TrainingEvaluation.TRAIN_LOSS,
                TrainingEvaluation.PARAMETERS,
                TrainingEvaluation.FLOPS,
                TrainingEvaluation.SECONDS));
        if (!metrics.contains(request.objective().metric())) {
            throw new OptionException(String.format(
                    "The evaluator '%s' doesn't measure (%s). Available: %s.",
                    evaluator, request.objective().metric(), String.join(", ", metrics)));
        }
    }

    private static DataSplit data(EvaluationRequest request) {
        Optional<DataSplit> ready = request.given(DataSplit.class);
        if (ready.isPresent()) {
            return ready.get();
        }
        Optional<DataParts> parts = request.given(DataParts.class)
                .or(() -> request.given(DataSet.class).map(DataParts::of));
        DataSources sources = request.given(DataSources.class).orElseGet(DataSources::standard);
        Map<String, Object> choice = new HashMap<>(request.options().get(DATA));
        if (parts.isPresent()) {
            choice.remove(SOURCE);
            return sources.withMemory(parts.get()).load(MEMORY, choice, request.baseFolder());
        }
        String source = source(choice, request.baseFolder(), sources);
        boolean hasShape = sources.options(source).stream()
                .anyMatch(option -> option.name().equals(SHAPE));
        if (hasShape && takesImages(request)) {
            choice.putIfAbsent(SHAPE, "auto");
        }
        return sources.load(source, choice, request.baseFolder());
    }

    /** The source that is named, else the one that suits the path that is named, else drawn glyphs. */
    private static String source(Map<String, Object> choice, Path folder, DataSources sources) {
        Object source = choice.remove(SOURCE);
        if (source instanceof String name) {
            return name;
        }
        if (source != null) {
            throw new OptionException(String.format(
                    "The option (data.source) is (%s), and must be one of %s.",
                    source, String.join(", ", sources.names())));
        }
        return choice.get(PATH) instanceof String path
                ? DataSources.infer(folder.resolve(path)).source()
                : GLYPHS;
    }

    /** Rows of a table are images, if the space is for images and nothing else is said. */
    private static boolean takesImages(EvaluationRequest request) {
        return request.space().base().inputs().values().stream().allMatch(shape -> shape.rank() == 3);
    }
}
