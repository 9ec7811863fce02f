package io.lanista.runtime.drive;

import static io.lanista.runtime.drive.Fixtures.experiment;
import static io.lanista.runtime.drive.Fixtures.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.strategy.Strategy;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.drive.Fixtures.Measuring;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.DuplicatePolicy;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.experiment.Stopping;
import io.lanista.runtime.plugin.PluginException;
import io.lanista.runtime.watch.BestTrial;
import io.lanista.runtime.watch.EndReason;
import io.lanista.runtime.watch.RunHandle;
import io.lanista.runtime.watch.RunInfo;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunResult;
import io.lanista.runtime.watch.RunStatus;
import io.lanista.runtime.watch.TrialReport;
import io.lanista.runtime.watch.TrialStart;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DriverTest extends HostedTest {
    @Test
    void runsItsBudgetKeepsTheBestEightAndTestsTheBest() throws Exception {
        AtomicInteger evaluations = new AtomicInteger();
        Measuring evaluator = new Measuring((model, context) -> {
            evaluations.incrementAndGet();
            Files.writeString(context.artifactFolder().resolve("weights"), "" + context.trial());
            Files.writeString(context.checkpointFolder().resolve("state"), "");
            return value(model);
        });

        RunResult result = nas.run(experiment(evaluator)
                .budget(Budget.ofTrials(20))
                .parallelism(3)
                .runsFolder(folder)
                .source("name: test\n")
                .build());

        assertThat(result.reason().kind()).isEqualTo(EndReason.Kind.TRIALS);
        assertThat(evaluations).hasValue(20);
        assertThat(result.completed()).isEqualTo(20);
        BestTrial best = result.best().orElseThrow();
        assertThat(best.test()).contains(Metrics.of("test", 2 * best.score().value()));
        assertThat(result.folder()).isEqualTo(folder.resolve("test-1"));
        assertThat(result.folder().resolve("experiment.yaml")).hasContent("name: test\n");
        assertThat(result.folder().resolve("trials")).isDirectoryContaining("glob:**/" + best.trial());
        try (var kept = Files.list(result.folder().resolve("trials"))) {
            assertThat(kept).hasSize(8);
        }
        assertThat(result.folder().resolve("trials/" + best.trial() + "/artifact/weights"))
                .hasContent("" + best.trial());
    }

    /** The first four trials wait for one another, so that they certainly run at once. */
    @Test
    void runsAsManyAtOnceAsAllowedAndNeverMore() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch together = new CountDownLatch(4);
        Measuring evaluator = new Measuring((model, context) -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            together.countDown();
            together.await();
            running.decrementAndGet();
            return value(model);
        });

        nas.run(experiment(evaluator)
                .budget(Budget.ofTrials(50))
                .parallelism(4)
                .runsFolder(folder)
                .build());

        assertThat(most).hasValue(4);
    }

    @Test
    void stopsAtTheTarget() throws Exception {
        RunResult result = nas.run(experiment(new Measuring((model, context) -> value(model)))
                .budget(Budget.UNLIMITED.withTarget(90))
                .runsFolder(folder)
                .build());

        assertThat(result.reason().kind()).isEqualTo(EndReason.Kind.TARGET);
        assertThat(result.best().orElseThrow().score().value()).isGreaterThanOrEqualTo(90);
    }

    @Test
    void givesUpAfterFailuresInARowAndShowsTheFirst() throws Exception {
        RunResult result = nas.run(experiment(new Measuring((model, context) -> {
                    throw new IllegalStateException("no luck in trial " + context.trial());
                }))
                .budget(Budget.ofTrials(50))
                .runsFolder(folder)
                .build());

        assertThat(result.reason().kind()).isEqualTo(EndReason.Kind.FAILURES);
        assertThat(result.failed()).isEqualTo(5);
        assertThat(result.reason().message())
                .isEqualTo("5 trials in a row failed. The first of them: IllegalStateException: no luck in trial 0");
    }

    @Test
    void refusesWhatWasTriedAndEndsWhenNothingNewComes() throws Exception {
        RunResult result = nas.run(experiment(new Measuring((model, context) -> value(model)))
                .space(Fixtures.space(2))
                .budget(Budget.ofTrials(50))
                .runsFolder(folder)
                .build());

        assertThat(result.reason().kind()).isEqualTo(EndReason.Kind.EXHAUSTED);
        assertThat(result.completed()).isEqualTo(4);
        assertThat(result.reason().message())
                .contains("1000 proposals in a row")
                .contains("was tried before");
    }

    @Test
    void reusesOutcomesOfEqualCandidatesAlsoOfRunningOnes() throws Exception {
        AtomicInteger evaluations = new AtomicInteger();
        RunResult result = nas.run(experiment(new Measuring((model, context) -> {
                    evaluations.incrementAndGet();
                    return value(model);
                }))
                .space(Fixtures.space(2))
                .duplicates(DuplicatePolicy.REUSE)
                .parallelism(4)
                .budget(Budget.ofTrials(50))
                .runsFolder(folder)
                .build());

        assertThat(result.completed()).isEqualTo(50);
        assertThat(evaluations).hasValue(4);
    }

    @Test
    void stopsATrialByTheMedianRule() throws Exception {
        List<Integer> last = new ArrayList<>();
        RunResult result = nas.run(experiment(new Measuring((model, context) -> {
                    double level = context.trial() < 3 ? 1 : 0;
                    for (int step = 1; step <= 10; step++) {
                        context.report(step, Metrics.of(Fixtures.METRIC, level));
                        last.add(step);
                    }
                    return level;
                }))
                .stopping(Stopping.median(4, 3))
                .budget(Budget.ofTrials(4))
                .runsFolder(folder)
                .build());

        assertThat(result.completed()).isEqualTo(4);
        assertThat(last).hasSize(33).endsWith(10, 1, 2, 3);
    }

    @Test
    void cancelsInsideASecondWithoutAnOutcome() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        try (RunHandle run = nas.start(experiment(new Measuring((model, context) -> {
                    started.countDown();
                    while (true) {
                        Thread.sleep(1);
                        context.checkCancelled();
                    }
                }))
                .runsFolder(folder)
                .build())) {
            started.await();
            run.cancel();
            RunResult result = run.await();
            assertThat(result.reason().kind()).isEqualTo(EndReason.Kind.CANCELLED);
            assertThat(result.completed() + result.failed()).isZero();
        }
    }

    /** One of two trials ends; that the other one's report is answered shows that the driver has looked for work since. */
    @Test
    void startsNothingWhilePaused() throws Exception {
        CountDownLatch running = new CountDownLatch(2);
        CountDownLatch paused = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch looked = new CountDownLatch(1);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        RunListener listener = new RunListener() {
            @Override
            public void trialStarted(TrialStart start) {
                order.add("start " + start.trial());
            }

            @Override
            public void trialEnded(TrialReport report, RunStatus status) {
                ended.countDown();
            }
        };
        try (RunHandle run = nas.start(
                experiment(new Measuring((model, context) -> {
                            running.countDown();
                            if (context.trial() == 0) {
                                paused.await();
                            } else if (context.trial() == 1) {
                                ended.await();
                                context.report(1, Metrics.of(Fixtures.METRIC, 0));
                                looked.countDown();
                            }
                            return value(model);
                        }))
                        .budget(Budget.ofTrials(3))
                        .parallelism(2)
                        .runsFolder(folder)
                        .build(),
                listener)) {
            running.await();
            run.pause();
            paused.countDown();
            looked.await();
            order.add("resume");
            run.resume();
            assertThat(run.await().completed()).isEqualTo(3);
        }

        assertThat(order).containsExactly("start 0", "start 1", "resume", "start 2");
    }

    @Test
    void tellsAListenerInOrderAndIgnoresWhatItThrows() throws Exception {
        List<String> heard = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void started(RunInfo run, RunStatus status) {
                heard.add("started");
                throw new IllegalStateException("ignored");
            }

            @Override
            public void trialStarted(TrialStart start) {
                heard.add("trial " + start.trial());
            }

            @Override
            public void trialEnded(TrialReport report, RunStatus status) {
                heard.add("end " + report.trial() + " of " + status.completed());
            }

            @Override
            public void ended(RunResult result) {
                heard.add("ended");
            }
        };
        try (RunHandle run = nas.start(
                experiment(new Measuring((model, context) -> value(model)))
                        .budget(Budget.ofTrials(2))
                        .runsFolder(folder)
                        .build(),
                listener)) {
            run.await();
        }

        assertThat(heard).containsExactly("started", "trial 0", "end 0 of 1", "trial 1", "end 1 of 2", "ended");
    }

    @Test
    void runsSeveralExperimentsAtOnceAndLeavesNoThread() throws Exception {
        List<RunHandle> runs = new ArrayList<>();
        for (int seed = 0; seed < 4; seed++) {
            runs.add(nas.start(experiment(new Measuring((model, context) -> value(model)))
                    .seed(seed)
                    .budget(Budget.ofTrials(30))
                    .parallelism(2)
                    .runFolder(folder.resolve("run-" + seed))
                    .build()));
        }
        for (RunHandle run : runs) {
            assertThat(run.await().completed()).isEqualTo(30);
        }

        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("trial-test")) {
                thread.join(10_000); // Told to end; it may not have come to it yet.
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    @Test
    void blamesTheStrategyThatWaitsForNothing() {
        Strategy waiting = new Strategy() {
            @Override
            public String name() {
                return "waiting";
            }

            @Override
            public Search open(SearchRequest request) {
                return new Search() {
                    @Override
                    public Answer ask(Ask ask) {
                        return Answer.WAIT;
                    }

                    @Override
                    public void tell(int trial, Outcome outcome) {}
                };
            }
        };
        Experiment experiment = experiment(new Measuring((model, context) -> 0))
                .strategy(waiting, Map.of())
                .runsFolder(folder)
                .build();

        assertThatThrownBy(() -> nas.run(experiment))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("waiting")
                .hasMessageContaining("none is running");
    }

    @Test
    void namesAStrategyThatThereIsNot() {
        Experiment experiment = experiment(new Measuring((model, context) -> 0))
                .strategy("tpee", Map.of())
                .runsFolder(folder)
                .build();

        assertThatThrownBy(() -> nas.run(experiment)).hasMessageContaining("No strategy 'tpee'");
    }

    @Test
    void aSpaceWithShapesThatDontFitForSomeChoiceIsRefusedBeforeAnythingRuns() {
        SearchSpace space = SearchSpace.of(Model.named("misfit")
                .input("image", 1, 8, 8)
                .then("stem", Layer.of("conv2d", "out_channels", Value.choice("width", 4, 8)))
                .then("body", Layer.of("conv2d", "out_channels", 8))
                .node("sum", Layer.of("add"), "stem", "body")
                .then("pool", Layer.of("global_avg_pool"))
                .then("head", Layer.of("linear", "units", Model.OUTPUTS))
                .build());
        ExperimentBuilder experiment = Experiment.named("small")
                .space(space)
                .strategy(new Fixtures.Sensitive(), Map.of())
                .evaluator("classification", Map.of("data", Map.of("source", "glyphs", "per_class", 5L)))
                .objective(Objective.maximize("accuracy"))
                .budget(Budget.ofTrials(1))
                .runsFolder(folder.resolve("runs"));

        assertThatThrownBy(() -> nas.start(experiment.build()))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("The space (misfit) of the experiment (small) can't be searched")
                .hasMessageContaining("The choices {width=4} don't fit together")
                .hasMessageContaining("(sum)");
        assertThat(folder.resolve("runs")).doesNotExist();
    }
}
