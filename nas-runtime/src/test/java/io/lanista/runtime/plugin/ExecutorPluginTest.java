package io.lanista.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.api.option.OptionException;
import io.lanista.api.space.Constraint;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Strategy;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.execute.ExecutorProvider;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.Continuation;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.watch.RunResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An executor that only a jar knows: it ships trials as text to another host of trials, as one for a cluster does. */
class ExecutorPluginTest {
    private static final String PROVIDER = """
            package com.acme.post;
            import io.lanista.api.option.Option;
            import io.lanista.runtime.execute.*;
            import java.util.List;
            public class Post implements ExecutorProvider {
                private static final Option<Long> SPEED = Option.integer("speed", 1, 1, 9, "How fast.");
                public String name() { return "post"; }
                public String description() { return "Sends trials by post."; }
                public List<Option<?>> options() { return List.of(SPEED); }
                public TrialExecutor open(ExecutorRequest request) { return new PostOffice(request); }
            }
            """;

    private static final String EXECUTOR = """
            package com.acme.post;
            import io.lanista.runtime.execute.*;
            import io.lanista.runtime.remote.*;
            import io.lanista.runtime.remote.RemoteMessage.*;
            import java.util.concurrent.*;
            class PostOffice implements TrialExecutor {
                private final TrialEvents events;
                private final TrialHost elsewhere;
                private final ExecutorService threads = Executors.newSingleThreadExecutor();
                PostOffice(ExecutorRequest request) {
                    events = request.events();
                    Open open = (Open) sent(new Open(request.work(), request.folders()));
                    elsewhere = TrialHost.open(open.work(), open.folders(), TrialHost.class.getClassLoader());
                }
                private static RemoteMessage sent(RemoteMessage message) {
                    return MessageCodec.read(MessageCodec.write(message));
                }
                public void start(TrialTask task) { threads.execute(() -> run((Start) sent(new Start(task)))); }
                private void run(Start start) {
                    int trial = start.task().trial();
                    Finished finished = (Finished) sent(elsewhere.run(start.task(), (step, metrics) -> {
                        Reported reported = (Reported) sent(new Reported(trial, step, metrics));
                        return events.reported(trial, reported.step(), reported.metrics());
                    }));
                    events.finished(trial, finished.result(), finished.seconds());
                }
                public void cancel(int trial) { elsewhere.cancel(trial); }
                public void close() {
                    threads.shutdownNow();
                    elsewhere.close();
                }
            }
            """;

    private static final String STRATEGY = """
            package com.acme.post;
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

    private Path jar() {
        return BundleMaker.bundle("com.acme.post", "1.0.0")
                .header(
                        "Import-Package",
                        "io.lanista.api.option,io.lanista.api.strategy,io.lanista.api.space,io.lanista.api.trial,"
                                + "io.lanista.runtime.execute,io.lanista.runtime.remote")
                .source("com.acme.post.Post", PROVIDER)
                .source("com.acme.post.PostOffice", EXECUTOR)
                .source("com.acme.post.Next", STRATEGY)
                .service(ExecutorProvider.class.getName(), "com.acme.post.Post")
                .service(Strategy.class.getName(), "com.acme.post.Next")
                .writeTo(folder.resolve("post.jar"));
    }

    private static SearchSpace space() {
        return SearchSpace.of(Model.named("numbers")
                .input("in", 4)
                .then("out", Layer.of("identity"))
                .setting("x", Value.integer("x", 0, 9))
                .build());
    }

    private ExperimentBuilder experiment() {
        return Experiment.named("posted")
                .space(space())
                .strategy("next", Map.of())
                .evaluator("misbehaving", Map.of())
                .objective(Objective.maximize("score"))
                .budget(Budget.ofTrials(3))
                .executor("post", Map.of("speed", 2))
                .runsFolder(folder);
    }

    @Test
    void isCheckedListedAndUsedLikeAnyOtherPlugIn() throws Exception {
        Path jar = jar();
        PluginCheck.Report report = new PluginCheck(PluginKinds.all()).check(jar);
        assertThat(report.isClean()).as("%s", report).isTrue();
        assertThat(report.info().provides())
                .extracting(PluginInfo.Provided::noun)
                .containsExactly("strategy", "executor");

        try (NasRuntime nas = NasRuntime.builder().plugin(jar).build()) {
            assertThat(nas.executors())
                    .extracting(PluginProvider::name)
                    .containsExactlyInAnyOrder("inline", "forked", "post");
            assertThat(nas.providers())
                    .filteredOn(provider -> provider.name().equals("post"))
                    .singleElement()
                    .satisfies(post -> {
                        assertThat(post.description()).isEqualTo("Sends trials by post.");
                        assertThat(post.options()).extracting(Object::toString).containsExactly("speed");
                    });
            RunResult result = nas.run(experiment().build());

            assertThat(result.completed()).isEqualTo(3);
            assertThat(result.best().orElseThrow().score().value()).isEqualTo(2);
            assertThat(result.best().orElseThrow().test()).isPresent();
            assertThat(result.folder().resolve("trials/2/artifact/pid")).exists();
        }
    }

    @Test
    void theExampleInTheDocumentsRunsTrials() throws Exception {
        String page = Files.readString(Path.of("../docs/plugins.md"));
        int start = page.indexOf("public final class OneByOne");
        String example = page.substring(start, page.indexOf("```", start));
        Path jar = BundleMaker.bundle("com.acme.one", "1.0.0")
                .header("Import-Package", "io.lanista.api.option,io.lanista.api.trial,io.lanista.runtime.execute")
                .source(
                        "com.acme.one.OneByOne",
                        "package com.acme.one; import io.lanista.runtime.execute.*; import java.util.*;"
                                + " import java.util.concurrent.*; import java.util.concurrent.atomic.*; " + example)
                .service(ExecutorProvider.class.getName(), "com.acme.one.OneByOne")
                .writeTo(folder.resolve("one.jar"));
        try (NasRuntime nas = NasRuntime.builder().plugin(jar).plugin(jar()).build()) {
            RunResult result =
                    nas.run(experiment().executor("one-by-one", Map.of()).build());

            assertThat(result.completed()).isEqualTo(3);
        }
    }

    @Test
    void whatIsCodeOfThisProgramIsRefusedInOneSentence() {
        SearchSpace coded = space().with(Constraint.of("is odd", model -> true));
        try (NasRuntime nas = NasRuntime.builder().plugin(jar()).build()) {
            assertThatThrownBy(() -> nas.run(experiment().space(coded).build()))
                    .isInstanceOf(OptionException.class)
                    .hasMessage(
                            "The space (numbers) has the constraint (is odd), which is code of this program, and other processes can't"
                                    + " have it. Maybe use the executor 'inline'.");
        }
        try (NasRuntime nas =
                NasRuntime.builder().plugin(jar()).given(new Object()).build()) {
            assertThatThrownBy(() ->
                            nas.run(experiment().continuation(Continuation.NEW).build()))
                    .isInstanceOf(OptionException.class)
                    .hasMessageContaining("objects of this program");
        }
    }
}
