package io.lanista.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Strategy;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Objective;
import io.lanista.layer.Constraints;
import io.lanista.layer.LayerCatalogue;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.execute.PluginCopy;
import io.lanista.runtime.execute.SpaceData;
import io.lanista.runtime.execute.Work;
import io.lanista.runtime.execute.WorkFolders;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.remote.TrialHost;
import io.lanista.runtime.watch.RunHandle;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunStatus;
import io.lanista.runtime.watch.TrialReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What workers get: the bytes that the host has checked, and what their evaluator is told. */
class WorkerPluginsTest {
    private static final String EVALUATOR = """
            package com.acme.recorder;
            import io.lanista.api.model.Model;
            import io.lanista.api.option.Option;
            import io.lanista.api.trial.*;
            import java.nio.file.*;
            import java.util.*;
            public class Recorder implements Evaluator {
                private static final Option<Long> STEPS = Option.integer("steps", 3, 1, 9, "Steps.");
                private static final Option<Map<String, Object>> TABLE = Option.table("table", "A table.");
                public String name() { return "recorder"; }
                public List<Option<?>> options() { return List.of(STEPS, TABLE); }
                public Evaluation open(EvaluationRequest request) {
                    Path folder = request.baseFolder();
                    try {
                        Files.writeString(folder.resolve("request-" + ProcessHandle.current().pid()), String.join("\\n",
                                request.options().toString(), request.space().toString(), request.space().hash(),
                                request.space().constraints().toString(), request.objectives().toString(),
                                "" + request.seed(), folder.toAbsolutePath().toString()));
                    } catch (java.io.IOException e) {
                        throw new IllegalStateException(e);
                    }
                    return new Evaluation() {
                        public Metrics evaluate(Model model, TrialContext context) throws Exception {
                            if (context.trial() == 1) {
                                Files.createFile(folder.resolve("waiting"));
                                while (!Files.exists(folder.resolve("replaced"))) Thread.sleep(5);
                                Runtime.getRuntime().halt(1);
                            }
                            return Metrics.of("version", %d);
                        }
                    };
                }
            }
            """;

    private static final String STRATEGY = """
            package com.acme.recorder;
            import io.lanista.api.strategy.*;
            public class Next implements Strategy {
                public String name() { return "next"; }
                public Search open(SearchRequest request) {
                    return new Search() {
                        public Answer ask(Ask ask) {
                            return Answer.tryOut(
                                    request.space().enumerate().skip(ask.trial()).findFirst().orElseThrow());
                        }
                        public void tell(int trial, Outcome outcome) {}
                    };
                }
            }
            """;

    @TempDir
    Path folder;

    private Path jar(int version) {
        return BundleMaker.bundle("com.acme.recorder", version + ".0.0")
                .header(
                        "Import-Package",
                        "io.lanista.api.model,io.lanista.api.option,io.lanista.api.space,io.lanista.api.strategy,"
                                + "io.lanista.api.trial")
                .source("com.acme.recorder.Recorder", EVALUATOR.formatted(version))
                .source("com.acme.recorder.Next", STRATEGY)
                .service(Evaluator.class.getName(), "com.acme.recorder.Recorder")
                .service(Strategy.class.getName(), "com.acme.recorder.Next")
                .writeTo(folder.resolve("recorder-" + version + ".jar"));
    }

    private static SearchSpace space() {
        return SearchSpace.of(Model.named("numbers")
                        .input("in", 4)
                        .then("out", Layer.of("linear").with("units", 3))
                        .setting("x", Value.integer("x", 0, 9))
                        .build())
                .with(Constraints.maxParameters(LayerCatalogue.standard(), 5000));
    }

    private ExperimentBuilder experiment(String executor) {
        return Experiment.named("recorded")
                .space(space())
                .strategy("next", Map.of())
                .evaluator("recorder", Map.of("table", Map.of("a", List.of(1, 2.5, "c"))))
                .objective(Objective.maximize("version"))
                .executor(executor, Map.of())
                .retries(0)
                .seed(-7)
                .baseFolder(folder)
                .runsFolder(folder.resolve("runs"));
    }

    @Test
    void aJarThatIsReplacedDuringARunChangesNothingForIt() throws Exception {
        Path used = Files.copy(jar(1), folder.resolve("used.jar"));
        List<TrialReport> ended = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void trialEnded(TrialReport report, RunStatus status) {
                ended.add(report);
            }
        };
        try (NasRuntime nas = NasRuntime.builder().plugin(used).build();
                RunHandle run = nas.start(
                        experiment("forked").budget(Budget.ofTrials(4)).build(), listener)) {
            while (!Files.exists(folder.resolve("waiting"))) {
                Thread.sleep(5);
            }
            Files.copy(jar(2), used, StandardCopyOption.REPLACE_EXISTING);
            Files.createFile(folder.resolve("replaced"));
            run.await();
        }
        assertThat(ended).extracting(TrialReport::outcome).hasSize(4).element(1).isInstanceOf(Outcome.Failed.class);
        ended.remove(1);
        assertThat(ended)
                .allMatch(
                        report -> ((Outcome.Scored) report.outcome()).metrics().get("version") == 1);
    }

    @Test
    void anEvaluatorIsToldTheSameInAWorker() throws Exception {
        Path jar = jar(1);
        try (NasRuntime nas = NasRuntime.builder().plugin(jar).build()) {
            nas.run(experiment("forked").budget(Budget.ofTrials(1)).build());
        }
        List<String> requests = requests();
        assertThat(requests).hasSize(2);
        assertThat(requests.get(0))
                .isEqualTo(requests.get(1))
                .contains("steps=3", "parameters in [0, 5000]", space().hash(), "-7");
    }

    private List<String> requests() throws IOException {
        List<String> requests = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (file.getFileName().toString().startsWith("request-")) {
                    requests.add(Files.readString(file));
                }
            }
        }
        return requests;
    }

    @Test
    void otherBytesThanTheHostCheckedAreRefused() throws Exception {
        String digest = "ab".repeat(32);
        Files.copy(jar(2), folder.resolve(digest + ".jar"));
        Work work = new Work(
                "recorder",
                Map.of(),
                SpaceData.of(space()),
                List.of(Objective.maximize("version")),
                0,
                List.of(new PluginCopy("recorder.jar", digest)));

        assertThatThrownBy(() -> TrialHost.open(
                        work,
                        new WorkFolders(folder, folder, folder),
                        getClass().getClassLoader()))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("is not on the list of allowed plug-ins");
    }
}
