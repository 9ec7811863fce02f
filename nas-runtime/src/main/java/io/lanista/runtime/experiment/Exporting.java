package io.lanista.runtime.experiment;

import io.lanista.api.model.Model;
import io.lanista.api.option.Options;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Metrics;
import io.lanista.runtime.journal.JournalRecord.Component;
import io.lanista.runtime.journal.JournalRecord.Header;
import io.lanista.runtime.plugin.LayerTypes;
import io.lanista.runtime.plugin.Lease;
import io.lanista.runtime.plugin.PluginHost;
import io.lanista.runtime.text.ChoicesText;
import io.lanista.runtime.text.ModelText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the winner of a run into a folder: {@value #ARCHITECTURE} (the concrete model), what its evaluator kept of it (weights),
 * and {@value #PROVENANCE} (its score and where it comes from). Then loads it back and measures it as the run did. An architecture that
 * isn't trained yet has no weights.
 */
public final class Exporting {
    /** The file that holds the concrete model. */
    public static final String ARCHITECTURE = "architecture.json";

    /** The file that says what was measured and where it comes from. */
    public static final String PROVENANCE = "export.json";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final PluginHost host;
    private final Runnable engine;

    /**
     * For a host.
     *
     * @param engine starts the tensor engine, for evaluators that need it
     */
    public Exporting(PluginHost host, Runnable engine) {
        this.host = host;
        this.engine = engine;
    }

    /**
     * Exports the winner of a run; of a one-shot run none of whose trials was scored, the architecture that its trainer exported,
     * untrained.
     *
     * @throws ExperimentException if there is none, the folder has something in it already, or a file can't be used
     */
    public Export export(RunHistory run, Path to) {
        Optional<BestTrial> winner = run.best();
        Choices choices = winner.map(BestTrial::choices)
                .or(() -> run.export().map(SupernetExport::choices))
                .orElseThrow(() -> new ExperimentException("The run (" + run.folder() + ") has nothing to export: "
                        + (run.epochs().isEmpty()
                                ? "no trial of it was scored."
                                : "its supernet is still being trained. Maybe run the same command again, to its end or until Ctrl-C,"
                                        + " which exports the best so far.")));
        RunSetup setup = RunSetup.read(run.folder());
        SearchSpace space = SearchSpace.of(setup.space());
        if (!space.hash().equals(run.header().spaceHash())) {
            throw new ExperimentException(
                    "The space of the run (" + run.folder() + ") has mutators of a program's own, or"
                            + " its file was changed, so the winner can't be rebuilt from it. Maybe freeze it in that program.");
        }
        try {
            Model model = space.freeze(choices);
            write(run, model, to, provenance(run, choices, model));
            Optional<Metrics> checked =
                    winner.isPresent() ? measure(run.header(), setup, space, model, to) : Optional.empty();
            return new Export(to, winner, checked);
        } catch (IOException e) {
            throw new ExperimentException("The folder (" + to + ") can't be written: " + e.getMessage(), e);
        }
    }

    private static void write(RunHistory run, Model model, Path to, Map<String, Object> provenance) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(to)) {
            if (files.findAny().isPresent()) {
                throw new ExperimentException(
                        "The folder (" + to + ") is not empty. Maybe name one that doesn't exist yet.");
            }
        }
        if (run.best().isPresent()) {
            RunFolder.copy(new RunFolder(run.folder()).artifact(run.best().get().trial()), to);
        }
        Files.writeString(to.resolve(ARCHITECTURE), ModelText.toJson(model));
        Files.writeString(to.resolve(PROVENANCE), JSON.writeValueAsString(provenance));
    }

    private static Map<String, Object> provenance(RunHistory run, Choices choices, Model model) {
        Header header = run.header();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("experiment", header.experiment());
        tree.put("run", run.folder().toAbsolutePath().toString());
        tree.put(
                "objective",
                header.objective().direction().name().toLowerCase(java.util.Locale.ROOT) + " "
                        + header.objective().metric());
        tree.put("trained", run.best().isPresent());
        run.best()
                .ifPresentOrElse(
                        winner -> result(winner, tree), () -> run.export().ifPresent(export -> supernet(export, tree)));
        tree.put("choices", ChoicesText.toTree(choices));
        tree.put("architecture_hash", model.hash());
        tree.put("space_hash", header.spaceHash());
        tree.put("seed", header.seed());
        tree.put(header.method().word(), component(header.searcher()));
        tree.put("evaluator", component(header.evaluator()));
        tree.put("java", Runtime.version().toString());
        return tree;
    }

    private static void result(BestTrial winner, Map<String, Object> tree) {
        tree.put("trial", winner.trial());
        tree.put("score", winner.score().value());
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

    private Optional<Metrics> measure(Header header, RunSetup setup, SearchSpace space, Model model, Path to) {
        try (LayerTypes layers = LayerTypes.lease(host);
                Lease<Evaluator> lease =
                        host.lease(Evaluator.class, header.evaluator().name())) {
            Evaluator evaluator = lease.get();
            if (evaluator.usesNativeCode()) {
                engine.run();
            }
            Options options = Options.parse(
                    "evaluator '" + evaluator.name() + "'",
                    evaluator.options(),
                    header.evaluator().options());
            Requests.ForEvaluation request = new Requests.ForEvaluation(
                    options, space, header.objective(), header.seed(), setup.baseFolder(), List.of(layers.blocks()));
            try (Evaluation evaluation = evaluator.open(request)) {
                return evaluation.test(model, new ExportedTrial(to, header.seed()));
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ExperimentException(
                    "The exported files in (" + to + ") can't be loaded back: " + e.getMessage(), e);
        }
    }
}
