package io.lanista.djl.train;

import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import io.lanista.api.option.Option;
import io.lanista.api.option.OptionException;
import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.block.NetworkPlan;
import io.lanista.djl.data.DataChoice;
import io.lanista.djl.data.DataParts;
import io.lanista.djl.data.DataSet;
import io.lanista.djl.data.DataSources;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.data.DataUse;
import io.lanista.djl.data.RawData;
import io.lanista.djl.data.Task;
import io.lanista.djl.file.DataFile;
import io.lanista.layer.SpaceCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What networks of an experiment are trained with: made once, shared by all its trials, and by the supernet of a one-shot
 * trainer, which asks for it with {@code request.backend(TrainingSetup.class)}. Immutable.
 *
 * @param backend the tensor engine
 * @param blocks the layer types that networks can be built from
 * @param data of the experiment. One-shot trainers divide its training part; the other parts score what they export
 * @param problem what networks are trained for
 * @param options how they are trained
 */
public record TrainingSetup(
        Backend backend, BlockCatalogue blocks, DataSplit data, Problem problem, TrainingOptions options) {
    private static final String SOURCE = "source";
    private static final String MEMORY = "memory";
    private static final String PATH = "path";
    private static final String VALIDATION = "validation";
    private static final Option<Map<String, Object>> DATA = Option.table(
            "data",
            "The examples: source (or a path that tells it), and the source's own options; or what the embedding program hands"
                    + " over.");

    private static final Option<Long> FOLDS = Option.integer(
            "folds",
            1,
            1,
            100,
            "Into how many folds what isn't for the test is cut: a trial trains a network for each on the others, all of them at"
                    + " once, and counts as their mean, with its standard error; short for validation: {folds: …} in data.");
    private static final Option<Long> REPEATS = Option.integer(
            "repeats",
            1,
            1,
            100,
            "How many networks a trial trains that differ in their seeds, all of them at once; with folds, how often the data are"
                    + " cut anew.");

    /** Says what networks are trained for on some data. */
    @FunctionalInterface
    public interface ProblemChoice {
        /**
         * The problem.
         *
         * @param options the evaluator's
         * @throws OptionException if the data don't suit
         */
        Problem problem(DataSplit data, Options options);

        /** What is to be learnt, for data that leave it open, such as whole numbers; empty to let the data decide. */
        default Optional<Task> task() {
            return Optional.empty();
        }

        /** The data as they are trained on, such as in other scales than they were read. */
        default DataSplit data(DataSplit read) {
            return read;
        }
    }

    /** The option that names the data. */
    public static Option<?> dataOption() {
        return DATA;
    }

    /**
     * The options that {@link #open(EvaluationRequest, ProblemChoice)} reads: {@code data}, {@code folds}, {@code repeats}, and all of
     * {@link TrainingOptions#declared}.
     */
    public static List<Option<?>> declared() {
        List<Option<?>> options = new ArrayList<>();
        options.add(DATA);
        options.add(FOLDS);
        options.add(REPEATS);
        options.addAll(TrainingOptions.declared());
        return List.copyOf(options);
    }

    /**
     * Reads what a request asks for, loads its data and starts the engine.
     *
     * @param request whose options are those of {@link #declared}, and others
     * @throws OptionException if an option is wrong or the data don't suit the problem
     * @throws io.lanista.djl.file.DataException if the data can't be used
     */
    public static TrainingSetup open(EvaluationRequest request, ProblemChoice choice) {
        return open(request, choice, TrainingOptions.from(request.options()), Optional.empty());
    }

    /**
     * The same for an evaluator that doesn't let users say how networks are trained.
     *
     * @param request whose options have {@link #dataOption}
     * @param options how networks are trained
     */
    public static TrainingSetup open(EvaluationRequest request, ProblemChoice choice, TrainingOptions options) {
        return open(request, choice, options, Optional.empty());
    }

    /** The same, for trials that go on from a trained network. */
    static TrainingSetup open(EvaluationRequest request, ProblemChoice choice, Optional<StartingPoint> start) {
        return open(request, choice, TrainingOptions.from(request.options()), start);
    }

    private static TrainingSetup open(
            EvaluationRequest request, ProblemChoice choice, TrainingOptions options, Optional<StartingPoint> start) {
        TrainingOptions.checkNames(request.space().base().settings());
        DataSplit read =
                data(request, new DataUse(choice.task(), takesImages(request), start.flatMap(StartingPoint::prepared)));
        DataSplit data = start.map(from -> from.scaled(read)).orElseGet(() -> choice.data(read));
        if (!options.augmentation().isNone() && !data.train().isImages()) {
            throw new OptionException("The option (augmentation) is for images, but the examples have the shape "
                    + Shape.of(data.shape()) + ". Maybe leave it out, or give the source a shape.");
        }
        Problem problem = choice.problem(data, request.options());
        BlockCatalogue blocks = request instanceof TrainingRequest training
                ? training.blocks()
                : BlockCatalogue.discover(TrainingSetup.class.getClassLoader());
        return new TrainingSetup(Backend.start(), blocks, data, problem, options);
    }

    /** The standard layer types, the usual problem and the default options, for these data. */
    public static TrainingSetup of(DataSplit data) {
        return new TrainingSetup(
                Backend.start(), BlockCatalogue.standard(), data, Problem.of(data), TrainingOptions.defaults());
    }

    /** This set-up with other options, such as those of one trial. */
    public TrainingSetup with(TrainingOptions others) {
        return new TrainingSetup(backend, blocks, data, problem, others);
    }

    /**
     * The network that a concrete model becomes for these data.
     *
     * @throws io.lanista.api.model.InvalidArchitectureException if it can't be built, or doesn't suit the data; the message says why
     */
    public NetworkPlan plan(Model model) {
        return Planning.plan(model, this);
    }

    /**
     * Refuses a space that holds architectures which can't be built.
     *
     * @throws IllegalArgumentException if some choice doesn't fit; the message names the choices, the place and the reason
     */
    public void check(SearchSpace space) {
        SpaceCheck.of(space, blocks.layers(), Shape.of(data.outputSize())).orThrow();
    }

    /** This set-up with the same data cut in another way. */
    TrainingSetup with(DataSplit others) {
        return new TrainingSetup(backend, blocks, others, problem, options);
    }

    private static DataSplit data(EvaluationRequest request, DataUse use) {
        Map<String, Object> choice = new LinkedHashMap<>(request.options().get(DATA));
        long folds = count(request, FOLDS);
        long repeats = count(request, REPEATS);
        Optional<DataSplit> ready = request.resource(DataSplit.class);
        if (ready.isPresent()) {
            choice.keySet().forEach(option -> refuseBesideSplit("data." + option));
            if (folds > 1) {
                refuseBesideSplit("folds");
            }
            return ready.get().repeated((int) repeats);
        }
        if (folds > 1) {
            Object other = choice.putIfAbsent(VALIDATION, Map.of("folds", folds, "repeats", repeats));
            if (other != null) {
                throw new OptionException("The options (folds) " + folds + " and (data.validation) " + other
                        + " both say how trials are scored. Maybe leave one of them out.");
            }
        }
        DataSplit split = loaded(request, choice, use);
        return folds > 1 ? split : split.repeated((int) repeats);
    }

    /** One, for an evaluator without this option. */
    private static long count(EvaluationRequest request, Option<Long> option) {
        return request.options().asMap().containsKey(option.name())
                ? request.options().get(option)
                : 1;
    }

    private static DataSplit loaded(EvaluationRequest request, Map<String, Object> choice, DataUse use) {
        Optional<RawData> data = request.resource(RawData.class)
                .or(() -> request.resource(DataSet.class).map(DataParts::of));
        DataSources sources = request instanceof TrainingRequest training ? training.sources() : DataSources.standard();
        if (data.isPresent()) {
            refuseBesideMemory(choice.remove(SOURCE));
            return sources.withMemory(data.get()).load(new DataChoice(MEMORY, choice), request.baseFolder(), use);
        }
        String source = source(choice, request.baseFolder(), sources);
        return sources.load(new DataChoice(source, choice), request.baseFolder(), use);
    }

    private static void refuseBesideSplit(String option) {
        throw new OptionException("The program hands over data that are cut into parts already, so the option ("
                + option + ") would count for nothing. Maybe leave it out, or hand over the data as a DataSet.");
    }

    private static void refuseBesideMemory(@Nullable Object source) {
        if (source != null && !source.equals(MEMORY)) {
            throw new OptionException("The program hands over data, and the option (data.source) is (" + source
                    + "), so it isn't clear which ones count. Maybe leave one of both out.");
        }
    }

    /** The source that is named, else the one that suits the path that is named. */
    private static String source(Map<String, Object> choice, Path folder, DataSources sources) {
        Object source = choice.remove(SOURCE);
        if (source instanceof String name) {
            return name;
        }
        if (source != null) {
            throw new OptionException(String.format(
                    Locale.ROOT,
                    "The option (data.source) is (%s), and must be one of %s.",
                    source,
                    String.join(", ", sources.names())));
        }
        if (choice.get(PATH) instanceof String path) {
            return sources.infer(DataFile.resolve(folder, path)).source();
        }
        throw new OptionException(
                "The experiment has no data to train on. Maybe name some, as in 'data: {path: table.csv}', or the digits that"
                        + " the program draws: 'data: {source: glyphs}'. A program may hand some over, if trials run inside of"
                        + " it (executor inline).");
    }

    /** Rows of a table are images, if the space is for images and nothing else is said. */
    private static boolean takesImages(EvaluationRequest request) {
        return request.space().base().inputs().values().stream().allMatch(shape -> shape.rank() == 3);
    }
}
