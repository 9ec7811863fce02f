package io.lanista.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.failure.LanistaException;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.option.Option;
import io.lanista.api.option.OptionException;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.DataDescription;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Objective;
import io.lanista.djl.data.DataParts;
import io.lanista.djl.data.DataRequest;
import io.lanista.djl.data.DataSet;
import io.lanista.djl.data.DataSource;
import io.lanista.djl.data.RawData;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.export.ExportResult;
import io.lanista.runtime.watch.RunHandle;
import io.lanista.runtime.watch.RunInfo;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunResult;
import io.lanista.runtime.watch.RunStatus;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data from a source that only a jar knows, in this JVM and in workers; data of the program's own; and no data at all. */
class DataSourcePluginTest {
    private static final String RING = """
            package com.acme.ring;
            import io.lanista.api.option.Option;
            import io.lanista.djl.data.*;
            import java.util.*;
            public class Ring implements DataSource {
                private static final Option<Long> COUNT = Option.integer("count", 90, 10, 1000, "how many points");
                public String name() { return "ring"; }
                public List<Option<?>> options() { return List.of(COUNT); }
                public RawData open(DataRequest request) {
                    int count = request.options().get(COUNT).intValue();
                    Random random = new Random(1);
                    float[] points = new float[2 * count];
                    int[] inside = new int[count];
                    for (int i = 0; i < count; i++) {
                        points[2 * i] = (float) random.nextGaussian();
                        points[2 * i + 1] = (float) random.nextGaussian();
                        inside[i] = Math.hypot(points[2 * i], points[2 * i + 1]) < 1.2 ? 1 : 0;
                    }
                    return DataParts.of(DataSet.classification(new long[] {2}, List.of("out", "in"), points, inside));
                }
            }
            """;

    @TempDir
    Path folder;

    private static Experiment experiment(String executor, Map<String, Object> data, Path run) {
        Model base = Model.named("points")
                .input("point", 2)
                .then("head", Layer.of("linear", "units", Model.OUTPUTS))
                .build();
        return Experiment.named("ring")
                .space(SearchSpace.of(base))
                .strategy("first", Map.of())
                .evaluator("classification", Map.of("epochs", 1, "data", data))
                .objective(Objective.maximize("accuracy"))
                .budget(Budget.ofTrials(1))
                .executor(executor, Map.of())
                .runFolder(run)
                .build();
    }

    private Path jar() {
        return BundleMaker.bundle("com.acme.ring", "1.0.0")
                .header(
                        "Import-Package",
                        "io.lanista.api.option,io.lanista.api.strategy,io.lanista.api.space,io.lanista.djl.data")
                .source("com.acme.ring.Ring", RING)
                .source("com.acme.ring.First", """
                        package com.acme.ring;
                        import io.lanista.api.strategy.*;
                        public class First implements Strategy {
                            public String name() { return "first"; }
                            public Search open(SearchRequest request) {
                                return new Search() {
                                    public Answer ask(Ask ask) {
                                        return Answer.tryOut(request.space().enumerate().findFirst().orElseThrow());
                                    }
                                    public void tell(int trial, Outcome outcome) {}
                                };
                            }
                        }
                        """)
                .service(DataSource.class.getName(), "com.acme.ring.Ring")
                .service(io.lanista.api.strategy.Strategy.class.getName(), "com.acme.ring.First")
                .writeTo(folder.resolve("ring.jar"));
    }

    /** A default method that isn't passed on would answer for the plug-in. */
    @Test
    void allThatASourceCanBeAskedReachesThePlugIn() {
        for (Method asked : DataSource.class.getMethods()) {
            assertThat(GuardedSource.class.getDeclaredMethods())
                    .as(asked.toString())
                    .anyMatch(passed -> passed.getName().equals(asked.getName())
                            && Arrays.equals(passed.getParameterTypes(), asked.getParameterTypes()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"inline", "forked"})
    void aSourceFromAPlugInIsThereWhereverTrialsRun(String executor) throws Exception {
        List<DataDescription> told = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void started(RunInfo run, RunStatus status) {
                run.data().ifPresent(told::add);
            }
        };
        try (NasRuntime nas = NasRuntime.builder().plugin(jar()).build();
                RunHandle run = nas.start(
                        experiment(executor, Map.of("source", "ring", "count", 120), folder.resolve("run")),
                        listener)) {
            RunResult result = run.await();

            assertThat(result.completed()).isEqualTo(1);
            assertThat(nas.sources()).extracting(PluginProvider::name).contains("ring", "csv", "glyphs");
        }
        assertThat(told).singleElement().satisfies(data -> {
            assertThat(data.summary().get(0)).startsWith("Data (ring): 120 examples of 2 numbers, 2 classes");
            assertThat(data.fingerprint()).hasSize(32);
        });
    }

    /** Two lines of points, which a program holds. */
    private static DataSet points() {
        float[] points = new float[120];
        int[] labels = new int[60];
        for (int i = 0; i < 60; i++) {
            labels[i] = i % 2;
            points[2 * i] = i;
            points[2 * i + 1] = i % 2 == 0 ? -1 : 1;
        }
        return DataSet.classification(new long[] {2}, List.of("low", "high"), points, labels);
    }

    /** The same, by a name of its own. */
    private static final class Lines implements DataSource {
        @Override
        public String name() {
            return "lines";
        }

        @Override
        public RawData open(DataRequest request) {
            return DataParts.of(points());
        }
    }

    @Test
    void aProgramsOwnSourceIsFoundByItsName() throws Exception {
        try (NasRuntime nas =
                NasRuntime.builder().plugin(jar()).given(new Lines()).build()) {
            RunResult result = nas.run(experiment("inline", Map.of("source", "lines"), folder.resolve("run")));

            assertThat(result.completed()).isEqualTo(1);
        }
    }

    @Test
    void whatAProgramHandedOverIsThereForTheExportToo() throws Exception {
        try (NasRuntime nas = NasRuntime.builder().plugin(jar()).given(points()).build()) {
            RunResult result = nas.run(experiment("inline", Map.of(), folder.resolve("run")));

            ExportResult export = nas.export(result.folder(), folder.resolve("winner"));

            assertThat(export.checked().orElseThrow().get("accuracy"))
                    .isEqualTo(result.best().orElseThrow().test().orElseThrow().get("accuracy"));
        }
    }

    @Test
    void noDataAreAnErrorAndNeverReplaced() {
        try (NasRuntime nas = NasRuntime.builder().plugin(jar()).build()) {
            assertThatThrownBy(() -> nas.run(experiment("inline", Map.of(), folder.resolve("run"))))
                    .isInstanceOf(OptionException.class)
                    .hasMessageContainingAll("no data to train on", "data: {source: glyphs}", "inline");
        }
    }

    @Test
    void whatNobodyTakesIsNoData() {
        try (NasRuntime nas =
                NasRuntime.builder().plugin(jar()).given(List.of(points())).build()) {
            assertThatThrownBy(() -> nas.run(experiment("inline", Map.of(), folder.resolve("run"))))
                    .isInstanceOf(OptionException.class)
                    .hasMessageContaining("no data");
        }
    }

    private Experiment given(Map<String, Object> data, String run, Object object) {
        return experiment("inline", data, folder.resolve(run)).toBuilder()
                .given(object)
                .build();
    }

    @Test
    void dataOfOneExperimentGoIntoItsRunItsExportAndItsContinuation() throws Exception {
        try (NasRuntime nas = NasRuntime.builder().plugin(jar()).build()) {
            RunResult result = nas.run(given(Map.of(), "run", points()));

            assertThat(nas.export(result.folder(), folder.resolve("winner"), points())
                            .isExact())
                    .isTrue();
            assertThat(nas.export(result.folder(), folder.resolve("without")).unchecked())
                    .hasValueSatisfying(why -> assertThat(why).contains("no data to train on"));
            assertThat(nas.export(result.folder(), folder.resolve("others"), otherPoints())
                            .unchecked())
                    .hasValueSatisfying(why -> assertThat(why).contains("The data changed since the run"));
            assertThatThrownBy(() -> nas.run(given(Map.of(), "run", otherPoints()).toBuilder()
                            .budget(Budget.ofTrials(2))
                            .build()))
                    .hasMessageContaining("the data changed");
        }
    }

    @Test
    void allThatIsMadeOfARunIsGivenItsData() throws Exception {
        Path without = folder.resolve("without");
        try (NasRuntime nas = NasRuntime.builder().plugin(jar()).build()) {
            Path run = nas.run(given(Map.of(), "run", points())).folder();

            assertThatThrownBy(() -> nas.ensemble(run, 3, without)).hasMessageContaining("no data to train on");
            assertThatThrownBy(() -> nas.baselines(run)).hasMessageContaining("no data to train on");
            assertThatThrownBy(() -> nas.ensemble(run, 3, without, otherPoints()))
                    .hasMessageContaining("The data changed since the run");
            assertThatThrownBy(() -> nas.baselines(run, otherPoints()))
                    .hasMessageContaining("The data changed since the run");
            assertThat(without).doesNotExist();
            assertThat(nas.ensemble(run, 3, folder.resolve("team"), points()).weights())
                    .isNotEmpty();
            assertThat(nas.baselines(run, points())).isNotEmpty();
            Experiment again = nas.retraining(run, OptionalInt.empty(), false, points())
                    .runFolder(folder.resolve("again"))
                    .build();
            assertThat(nas.run(again).completed()).isEqualTo(1);
        }
    }

    /** An evaluator that a program hands over as an object, and no plug-in has. */
    private record Own(Evaluator inner) implements Evaluator {
        @Override
        public String name() {
            return "own";
        }

        @Override
        public List<Option<?>> options() {
            return inner.options();
        }

        @Override
        public Evaluation open(EvaluationRequest request) {
            return inner.open(request);
        }
    }

    @Test
    void anEvaluatorThatIsAnObjectGoesIntoAllThatIsMadeOfItsRun() throws Exception {
        try (NasRuntime nas = NasRuntime.builder().plugin(jar()).build();
                Lease<Evaluator> inner = nas.lease(Evaluator.class, "classification")) {
            Own own = new Own(inner.get());
            Experiment plain = given(Map.of(), "run", points());
            Path run = nas.run(plain.toBuilder()
                            .evaluator(own, plain.evaluator().options())
                            .build())
                    .folder();

            assertThat(nas.export(run, folder.resolve("winner"), points(), own).isExact())
                    .isTrue();
            assertThat(nas.export(run, folder.resolve("without"), points()).unchecked())
                    .hasValueSatisfying(why -> assertThat(why).contains("No evaluator 'own'"));
            assertThat(nas.ensemble(run, 3, folder.resolve("team"), points(), own)
                            .weights())
                    .isNotEmpty();
            Experiment again = nas.retraining(run, OptionalInt.empty(), true, points(), own)
                    .runFolder(folder.resolve("again"))
                    .build();
            assertThat(nas.run(again).completed()).isEqualTo(1);
        }
    }

    @Test
    void anObjectThatCountsForNothingIsRefused() {
        try (NasRuntime nas = NasRuntime.builder().plugin(jar()).build()) {
            assertThatThrownBy(() -> nas.run(given(Map.of("source", "ring"), "run", List.of(points()))))
                    .isInstanceOf(LanistaException.class)
                    .hasMessageContaining("List");
            assertThatThrownBy(() -> nas.run(given(Map.of("source", "glyphs"), "run", points())))
                    .isInstanceOf(OptionException.class)
                    .hasMessageContaining("it isn't clear which ones count");
            assertThat(folder.resolve("run")).doesNotExist();
        }
    }

    private static DataSet otherPoints() {
        return points().select(IntStream.range(0, points().size() - 1).toArray());
    }

    /** A source that throws wherever it is asked. */
    private Path mute() {
        return BundleMaker.bundle("com.acme.mute", "1.0.0")
                .header("Import-Package", "io.lanista.api.option,io.lanista.djl.data")
                .source("com.acme.mute.Mute", """
                        package com.acme.mute;
                        import io.lanista.djl.data.*;
                        import java.nio.file.Path;
                        public class Mute implements DataSource {
                            public String name() { return "mute"; }
                            public RawData open(DataRequest request) { throw new IllegalStateException("no data"); }
                            public boolean recognises(Path path) { throw new IllegalStateException("no look"); }
                        }
                        """)
                .service(DataSource.class.getName(), "com.acme.mute.Mute")
                .writeTo(folder.resolve("mute.jar"));
    }

    @Test
    void aSourceThatBreaksIsNamedAndCostsOtherDataNothing() throws Exception {
        Path table = Files.writeString(folder.resolve("data.csv"), "a,b,y\n1,2,yes\n2,3,no\n");
        try (NasRuntime nas = NasRuntime.builder().plugin(jar()).plugin(mute()).build()) {
            assertThatThrownBy(() ->
                            nas.run(experiment(Experiment.INLINE, Map.of("source", "mute"), folder.resolve("run"))))
                    .isInstanceOf(PluginException.class)
                    .hasMessage("The data source mute (com.acme.mute 1.0.0) can't read its data: IllegalStateException:"
                            + " no data.");
            assertThat(KnownSources.guarded(nas.sources()).infer(table).source())
                    .isEqualTo("csv");
            assertThat(nas.experimentSchema()).contains("\"csv\"");
        }
    }
}
