package io.lanista.runtime.export;

import io.lanista.api.failure.Blame;
import io.lanista.api.failure.LanistaException;
import io.lanista.api.model.Model;
import io.lanista.api.option.Options;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.DataDescription;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.base.random.Seeds;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.file.DataFile;
import io.lanista.djl.train.TestAnswers;
import io.lanista.djl.train.TrainedNetwork;
import io.lanista.djl.train.TrainingSetup;
import io.lanista.runtime.execute.Given;
import io.lanista.runtime.execute.Measuring;
import io.lanista.runtime.execute.OpeningRequest;
import io.lanista.runtime.execute.PreparationFile;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.journal.JournalRecord.Component;
import io.lanista.runtime.journal.JournalRecord.Header;
import io.lanista.runtime.plugin.KnownSources;
import io.lanista.runtime.plugin.LayerTypes;
import io.lanista.runtime.plugin.Lease;
import io.lanista.runtime.plugin.PluginHost;
import io.lanista.runtime.plugin.PluginOrigin;
import io.lanista.runtime.plugin.ProviderGuard;
import io.lanista.runtime.runs.EarlierRuns;
import io.lanista.runtime.runs.FileTrees;
import io.lanista.runtime.runs.RunFolder;
import io.lanista.runtime.runs.RunHistory;
import io.lanista.runtime.runs.RunSetup;
import io.lanista.runtime.text.ChoicesText;
import io.lanista.runtime.text.ModelText;
import io.lanista.runtime.watch.BestTrial;
import io.lanista.runtime.watch.SupernetExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the winner of a run into an {@link ExportFolder}, loads it back, and measures it as the run did. An architecture that isn't
 * trained yet has no weights. All is written and measured in a folder beside, which gets its name at the end: an export that fails
 * leaves nothing behind.
 */
public final class WinnerExport {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final String DATA = "data";

    /** Where an object of the program comes from. */
    private static final PluginOrigin GIVEN =
            new PluginOrigin(PluginOrigin.CLASS_PATH, "0.0.0", "given by the program");

    private final PluginHost host;
    private final Given given;
    private final Runnable engine;

    /**
     * For a host.
     *
     * @param given what the program hands over to evaluators
     * @param engine starts the tensor engine, for evaluators that need it
     */
    public WinnerExport(PluginHost host, Given given, Runnable engine) {
        this.host = host;
        this.given = given;
        this.engine = engine;
    }

    /**
     * Exports the winner of a run; of a one-shot run none of whose trials was scored, the architecture that its trainer exported,
     * untrained. Where the evaluator can't be opened again, since its data or its plug-in are gone, the winner is exported without
     * being measured.
     *
     * @throws ExperimentException if there is none, the folder has something in it already, or a file can't be used
     */
    public ExportResult export(RunHistory run, Path to) {
        return export(run, to, half -> {});
    }

    /** Adds files to an export. */
    @FunctionalInterface
    public interface Addition {
        /** Adds files to the folder, which is not yet where it will be. */
        void addTo(Path half) throws IOException;
    }

    /** Exports the winner, and adds to its folder before that gets its name; where this fails, nothing is left either. */
    public ExportResult export(RunHistory run, Path to, Addition more) {
        Choices choices = run.best()
                .map(BestTrial::choices)
                .or(() -> run.export().map(SupernetExport::choices))
                .orElseThrow(() -> nothing(run));
        RunSetup setup = RunSetup.read(run.folder());
        SearchSpace space = SearchSpace.of(setup.space());
        if (!space.hash().equals(run.header().spaceHash())) {
            throw new ExperimentException(
                    "The space of the run (" + run.folder() + ") has mutators of a program's own, or"
                            + " its file was changed, so the winner can't be rebuilt from it. Maybe freeze it in that program.");
        }
        Model model = space.freeze(choices);
        Path whole = to.toAbsolutePath().normalize();
        Path half = whole.resolveSibling("." + whole.getFileName() + "-" + UUID.randomUUID() + ".part");
        try {
            FileTrees.requireVacant(to);
            try {
                write(run, model, new ExportFolder(Files.createDirectories(half)), choices);
                Measured measured = run.best().isPresent()
                        ? measured(run, setup, space, model, half)
                        : new Measured(Optional.empty(), Optional.empty());
                withoutExamples(half); // The measurement has kept them.
                more.addTo(half);
                move(half, whole);
                return new ExportResult(to, run.best(), measured.metrics, measured.why);
            } finally {
                FileTrees.delete(half);
            }
        } catch (IOException e) {
            throw new ExperimentException(Blame.of(e), sentence("The folder (" + to + ") can't be written", e), e);
        }
    }

    /** What went wrong with files: where the reason is a sentence, such as that one of them is damaged, it says all. */
    static String sentence(String what, IOException e) {
        String reason = DataFile.reason(e);
        return reason.endsWith(".") ? reason : what + ": " + reason + ".";
    }

    private static ExperimentException nothing(RunHistory run) {
        String why = run.epochs().isEmpty()
                ? "no trial of it reached a score that is a finite number."
                : "its supernet is still being trained. Maybe start the same experiment again, to its end or until it is"
                        + " cancelled, which exports the best so far.";
        return new ExperimentException("The run (" + run.folder() + ") has nothing to export: " + why);
    }

    private static void write(RunHistory run, Model model, ExportFolder folder, Choices choices) throws IOException {
        if (run.best().isPresent()) {
            FileTrees.copy(new RunFolder(run.folder()).artifact(run.best().get().trial()), folder.path());
            withoutExamples(folder.path());
        }
        Files.writeString(folder.architecture(), ModelText.toJson(model));
        copyPreparation(run, folder.path(), Files.exists(folder.path().resolve(TrainedNetwork.FILE)));
        Files.writeString(folder.path().resolve(ModelCard.NAME), ModelCard.of(run, model, choices));
        Map<String, Object> provenance = provenance(run, choices, model);
        Path network = folder.path().resolve(TrainedNetwork.FILE);
        if (Files.exists(network)) {
            provenance.put("network", described(network));
        }
        provenance.put(ExportFolder.DIGESTS, folder.digests());
        Files.writeString(folder.provenance(), JSON.writeValueAsString(provenance));
    }

    /**
     * Copies how a table's columns become numbers, if the data are one.
     *
     * @param networks whether there are trained networks, which need it
     * @throws ExperimentException if the run doesn't have it any more: nobody could use what is exported
     */
    static void copyPreparation(RunHistory run, Path folder, boolean networks) throws IOException {
        Path preparation = run.folder().resolve(PreparationFile.NAME);
        if (Files.exists(preparation)) {
            Files.copy(preparation, folder.resolve(PreparationFile.NAME));
        } else if (networks
                && run.data()
                        .filter(data -> data.details().containsKey("columns"))
                        .isPresent()) {
            throw new ExperimentException("The run (" + run.folder() + ") has no (" + PreparationFile.NAME
                    + ") any more, which says how the columns of its table become numbers. Maybe copy it there again, or train once"
                    + " more.");
        }
    }

    /** An export goes to others, who shouldn't get examples of the data with it. */
    static void withoutExamples(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(TestAnswers.FILE));
    }

    private static Map<String, Object> described(Path network) {
        try {
            return TrainedNetwork.describe(network);
        } catch (IOException e) {
            throw notLoadedBack(e, String.valueOf(network.getParent()));
        }
    }

    /** The half export is gone by the time that this is told, so files are named without it. */
    private static ExperimentException notLoadedBack(IOException e, String half) {
        return new ExperimentException(
                "The files that the run kept of its winner can't be loaded back: "
                        + DataFile.reason(e).replace(half, "artifact") + ". Maybe train it once more.",
                e);
    }

    /** Gives the folder its name; where that exists and is empty, its files go there. */
    private static void move(Path half, Path whole) throws IOException {
        if (!Files.exists(whole)) {
            Files.move(half, whole);
            return;
        }
        try (Stream<Path> files = Files.list(half)) {
            for (Path file : files.toList()) {
                Files.move(file, whole.resolve(file.getFileName()));
            }
        }
    }

    private static Map<String, Object> provenance(RunHistory run, Choices choices, Model model) {
        Header header = run.header();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("experiment", header.experiment());
        tree.put("run", run.folder().toAbsolutePath().toString());
        tree.put(
                "objective",
                header.objectives().stream().map(Objective::toString).toList());
        tree.put("trained", run.best().isPresent());
        run.best()
                .ifPresentOrElse(
                        winner -> result(winner, header, tree),
                        () -> run.export().ifPresent(export -> supernet(export, tree)));
        tree.put("choices", ChoicesText.toTree(choices));
        tree.put("architecture_hash", model.hash());
        tree.put("space_hash", header.spaceHash());
        tree.put("seed", header.seed());
        tree.put(header.method().word(), component(header.searcher()));
        tree.put("evaluator", component(header.evaluator()));
        tree.put("java", Runtime.version().toString());
        return tree;
    }

    private static void result(BestTrial winner, Header header, Map<String, Object> tree) {
        tree.put("trial", winner.trial());
        List<Double> scores = new ArrayList<>();
        winner.scores().all().forEach(score -> scores.add(score.value()));
        tree.put("score", header.objectives().size() == 1 ? scores.get(0) : scores);
        winner.repeats().ifPresent(repeats -> {
            tree.put("evaluations", repeats.count());
            tree.put("standard_error", repeats.standardError());
        });
        tree.put("metrics", winner.metrics().values());
        winner.test().ifPresent(test -> tree.put("test", test.values()));
    }

    private static void supernet(SupernetExport export, Map<String, Object> tree) {
        tree.put("epoch", export.epoch());
        tree.put("epochs", export.epochs());
        tree.put("supernet", export.metrics().values());
    }

    private static Map<String, Object> component(Component component) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", component.name());
        tree.put("bundle", component.bundle());
        tree.put("version", component.version());
        tree.put("options", component.options());
        return tree;
    }

    /** What the exported files measure, or why they could not be measured. */
    private record Measured(Optional<Metrics> metrics, Optional<String> why) {}

    private Measured measured(RunHistory run, RunSetup setup, SearchSpace space, Model model, Path folder) {
        Header header = run.header();
        try (LayerTypes layers = LayerTypes.lease(host);
                OpenedEvaluator opened = open(header, setup, space, layers)) {
            long seed =
                    new Seeds(header.seed()).ofTrial(run.best().orElseThrow().trial());
            ExportContext context =
                    new ExportContext(folder, run.best().orElseThrow().trial(), seed);
            Optional<String> changed = changed(header, opened);
            if (changed.isPresent()) {
                return new Measured(Optional.empty(), changed);
            }
            return new Measured(
                    opened.guard.call("can't measure the winner", () -> test(opened.evaluation, model, context)),
                    Optional.empty());
        } catch (CannotOpen e) {
            return new Measured(Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
        }
    }

    /** What is told if the data are not those that the run was scored on; numbers of others can't be compared. */
    private static Optional<String> changed(Header header, OpenedEvaluator opened) {
        String then = header.fingerprints().get(DATA);
        return opened.guard
                .call("can't describe its data", opened.evaluation::data)
                .map(DataDescription::fingerprint)
                .filter(now -> then != null && !now.equals(then))
                .map(now -> "The data changed since the run: their fingerprint was " + then + ", and is " + now
                        + ". Maybe put the former data back.");
    }

    /**
     * Works with what the trials of a run were trained with.
     *
     * @return what the work gives; empty if the run's evaluator isn't one that trains networks on data
     * @throws ExperimentException if its data can't be read, or are others than those of the run
     */
    public <R> Optional<R> with(RunHistory run, Function<TrainingSetup, R> work) {
        return with(run, work, true);
    }

    private <R> Optional<R> with(RunHistory run, Function<TrainingSetup, R> work, boolean same) {
        RunSetup setup = RunSetup.read(run.folder());
        try (LayerTypes layers = LayerTypes.lease(host);
                OpenedEvaluator opened = open(run.header(), setup, SearchSpace.of(setup.space()), layers)) {
            Optional<String> changed = same ? changed(run.header(), opened) : Optional.empty();
            if (changed.isPresent()) {
                throw new ExperimentException(changed.get());
            }
            return opened.guard
                    .call("can't hand out its data", () -> opened.evaluation.backend(TrainingSetup.class))
                    .map(work);
        } catch (CannotOpen e) {
            throw new ExperimentException(
                    "The data of the run (" + run.folder() + ") can't be read: " + e.getMessage(), e);
        }
    }

    /**
     * The data that the trials of a run were trained, scored and tested on, as they are today.
     *
     * @return empty if the run's evaluator isn't one that trains networks on such data
     * @throws ExperimentException if they can't be read
     */
    public Optional<DataSplit> data(RunHistory run) {
        return with(run, TrainingSetup::data, false);
    }

    private static Optional<Metrics> test(Evaluation evaluation, Model model, ExportContext context) throws Exception {
        try {
            return evaluation.test(model, context);
        } catch (IOException e) {
            throw notLoadedBack(e, context.artifactFolder().toString());
        }
    }

    private OpenedEvaluator open(Header header, RunSetup setup, SearchSpace space, LayerTypes layers)
            throws CannotOpen {
        UsedEvaluator used = null;
        KnownSources sources = null;
        try {
            sources = KnownSources.lease(host);
            used = used(header.evaluator().name());
            Evaluator evaluator = used.evaluator;
            ProviderGuard guard = ProviderGuard.of("evaluator", evaluator.name(), used.origin);
            Map<String, Object> named = header.evaluator().options();
            if (guard.call("can't say whether it runs native code", () -> Measuring.usesNativeCode(evaluator, named))) {
                engine.run();
            }
            Options options = Options.parse(
                    "evaluator '" + evaluator.name() + "'",
                    guard.declared("failed to declare its options", () -> Measuring.options(evaluator, named)),
                    named);
            OpeningRequest request = new OpeningRequest(
                    options,
                    space,
                    header.objectives(),
                    header.seed(),
                    setup.baseFolder(),
                    given,
                    layers.blocks(),
                    sources.sources(),
                    EarlierRuns::read);
            return new OpenedEvaluator(
                    used, sources, guard, guard.call("can't begin", () -> Measuring.open(evaluator, request)));
        } catch (LanistaException e) {
            if (sources != null) {
                sources.close();
            }
            if (used != null) {
                used.close();
            }
            throw new CannotOpen(e);
        }
    }

    /** The evaluator that the program hands over, or else a plug-in's. */
    private UsedEvaluator used(String name) {
        return given.evaluator(name)
                .map(object -> new UsedEvaluator(object, GIVEN, () -> {}))
                .orElseGet(() -> {
                    Lease<Evaluator> lease = host.lease(Evaluator.class, name);
                    return new UsedEvaluator(lease.get(), lease.provider().origin(), lease::close);
                });
    }

    /** An evaluator, and what gives it back. */
    private record UsedEvaluator(Evaluator evaluator, PluginOrigin origin, Runnable giveBack) implements AutoCloseable {
        @Override
        public void close() {
            giveBack.run();
        }
    }

    /** An evaluator that measures an export. */
    private record OpenedEvaluator(UsedEvaluator used, KnownSources sources, ProviderGuard guard, Evaluation evaluation)
            implements AutoCloseable {
        @Override
        public void close() {
            try (used;
                    sources) {
                guard.run("failed when it was closed", evaluation::close);
            }
        }
    }

    /** The evaluator can't be opened, which says nothing about the exported files. */
    private static final class CannotOpen extends Exception {
        private static final long serialVersionUID = 1L;

        CannotOpen(LanistaException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
