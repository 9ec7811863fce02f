package io.lanista.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.lanista.api.model.Label;
import io.lanista.api.option.Options;
import io.lanista.api.space.Choices;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.watch.RunHandle;
import io.lanista.runtime.watch.RunInfo;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunListenerProvider;
import io.lanista.runtime.watch.RunListenerRequest;
import io.lanista.runtime.watch.RunProducts;
import io.lanista.runtime.watch.RunResult;
import io.lanista.runtime.watch.SupernetEpoch;
import io.lanista.runtime.watch.SupernetExport;
import io.lanista.testkit.ScriptedEvaluator.Act;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every listener of a plug-in must keep, as tests to inherit: that it hears real runs, good ones and bad ones, and finds fault
 * with nothing that it hears. The runs train nothing and take a moment. Needs {@code nas-runtime} on the class path of the test.
 */
public interface RunListenerContract {
    /** A new provider at each call. */
    RunListenerProvider provider();

    /** The options to test it with, as an experiment file gives them; relative paths start at a folder of the test's. By default none. */
    default Map<String, Object> options() {
        return Map.of();
    }

    /** Its name can be typed, and its options have distinct names and help texts. */
    @Test
    default void nameAndOptionsAreWellFormed() {
        ProviderRules.assertWellFormed("listener", provider().name(), provider().options());
    }

    /** The host finds it by {@code META-INF/services}. */
    @Test
    default void serviceLoaderFindsIt() {
        ProviderRules.assertFound(RunListenerProvider.class, provider());
    }

    /** Trials that score, score no number, fail and are refused: it hears them all, and throws nothing. */
    @Test
    default void hearsAWholeRunWithoutFault(@TempDir Path folder) throws Exception {
        FaultWatcher watcher = new FaultWatcher();
        try (NasRuntime nas = NasRuntime.builder().build();
                RunHandle run = nas.start(experiment("whole", folder, false), watcher)) {
            RunResult result = run.await();
            assertThat(result.completed()).as("trials with a score").isEqualTo(2);
            assertThat(result.failed()).as("trials that failed").isEqualTo(2);
        }
        watcher.assertNoFault();
    }

    /** A run that something goes wrong with is told to it, too. */
    @Test
    default void hearsAFailedRunWithoutFault(@TempDir Path folder) {
        FaultWatcher watcher = new FaultWatcher();
        try (NasRuntime nas = NasRuntime.builder().build();
                RunHandle run = nas.start(experiment("failed", folder, true), watcher)) {
            assertThat(catchThrowable(run::await)).hasMessageContaining("This search fails on purpose.");
        }
        watcher.assertNoFault();
    }

    /** A provider keeps no state between runs: two at once don't get into each other's way. */
    @Test
    default void hearsTwoRunsAtOnceWithoutFault(@TempDir Path folder) throws Exception {
        FaultWatcher first = new FaultWatcher();
        FaultWatcher second = new FaultWatcher();
        try (NasRuntime nas = NasRuntime.builder().build();
                RunHandle one = nas.start(experiment("one", folder, false), first);
                RunHandle other = nas.start(experiment("other", folder, false), second)) {
            one.await();
            other.await();
        }
        first.assertNoFault();
        second.assertNoFault();
    }

    /** A one-shot run has epochs and an export before its only trial. */
    @Test
    default void hearsTheTrainingOfASupernetWithoutFault(@TempDir Path folder) throws Exception {
        FaultWatcher real = new FaultWatcher();
        try (NasRuntime nas = NasRuntime.builder().build();
                RunHandle run = nas.start(experiment("real", folder, false), real)) {
            RunResult result = run.await();
            RunInfo info = real.info();
            RunListener listener = open(folder.resolve("supernet"), folder);
            listener.started(info, real.status());
            Metrics metrics = Metrics.of("supernet_score", Double.NaN);
            for (int epoch = 1; epoch <= 2; epoch++) {
                listener.epochEnded(
                        new SupernetEpoch(
                                epoch,
                                2,
                                metrics,
                                Map.of("act", Map.of("SCORE", 0.75, "FAIL", 0.25)),
                                List.of("A note of the trainer.")),
                        real.status());
            }
            Choices choices = Choices.of(Map.of(Label.of("act"), Act.SCORE.name()));
            listener.exported(
                    new SupernetExport(
                            choices, 2, 2, SupernetExport.Cut.NONE, metrics, List.of(), Optional.empty(), List.of()),
                    real.status());
            listener.ended(result);
            listener.close();
        }
    }

    /** One that hears nothing, since the run can't begin, is closed like any other; no thread is left behind. */
    @Test
    default void isClosedWithoutHavingHeardAnythingAndLeavesNoThread(@TempDir Path folder) {
        open(folder.resolve("warm-up"), folder).close();
        Set<Thread> before = ThreadWatch.running();
        open(folder.resolve("nothing"), folder).close();
        ThreadWatch.assertNoneSince(before, "the listener");
    }

    private RunListener open(Path run, Path base) {
        RunListenerProvider provider = provider();
        return provider.open(RunListenerRequest.of(
                "contract",
                run,
                base,
                Options.parse("listener '" + provider.name() + "'", provider.options(), options()),
                new NoProducts()));
    }

    private Experiment experiment(String name, Path folder, boolean failing) {
        return Experiment.named(name)
                .space(ScriptedEvaluator.space())
                .strategy(new ActsStrategy(failing), Map.of())
                .evaluator(new ScriptedEvaluator(), Map.of())
                .objective(Objective.maximize("score"))
                .budget(Budget.ofTrials(10))
                .tracker(provider(), options())
                .baseFolder(folder)
                .runsFolder(folder.resolve("runs"))
                .build();
    }

    /** Those of a run that never began. */
    final class NoProducts implements RunProducts {
        private NoProducts() {}

        @Override
        public void export(Path to) {
            throw new IllegalStateException("A run that hasn't begun has no winner.");
        }

        @Override
        public boolean report(Path file) {
            return false;
        }
    }
}
