package io.lanista.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.trial.Metrics;
import io.lanista.base.random.Seeds;
import io.lanista.runtime.execute.ExecutorProvider;
import io.lanista.runtime.execute.TrialResult;
import io.lanista.runtime.execute.TrialTask;
import io.lanista.testkit.ExecutorBench.Told;
import io.lanista.testkit.ScriptedEvaluator.Act;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every executor must keep, as tests to inherit: that each task ends once, in the way that its evaluator ends, wherever it runs.
 * The trials are those of an evaluator that trains nothing and is found on the class path by name ({@code scripted}), also in other
 * processes. Needs {@code nas-runtime} on the class path of the test.
 */
public interface ExecutorContract {
    /** A new provider at each call. */
    ExecutorProvider provider();

    /** The options to test it with, as an experiment file gives them; by default none. */
    default Map<String, Object> options() {
        return Map.of();
    }

    /** How many tasks run at once at most; by default two. */
    default int slots() {
        return 2;
    }

    /** Its name can be typed, and its options have distinct names and help texts. */
    @Test
    default void nameAndOptionsAreWellFormed() {
        ProviderRules.assertWellFormed("executor", provider().name(), provider().options());
    }

    /** The host finds it by {@code META-INF/services}. */
    @Test
    default void serviceLoaderFindsIt() {
        ProviderRules.assertFound(ExecutorProvider.class, provider());
    }

    /** Tasks give what the evaluator gives for the task's own number, seed and steps, and their reports come before their end. */
    @Test
    default void eachTaskReportsAndThenEndsOnceWithWhatTheEvaluatorAnswers(@TempDir Path folder) {
        try (ExecutorBench bench = bench(folder)) {
            Map<Integer, Integer> reports = new HashMap<>();
            Map<Integer, TrialResult> results = new HashMap<>();
            for (int trial = 0; trial < 5; trial++) {
                bench.start(trial, Act.SCORE);
                while (results.size() < trial + 1) {
                    Told told = bench.next();
                    if (told.result() == null) {
                        assertThat(told.step())
                                .as("the step that trial (" + told.trial() + ") reports")
                                .isEqualTo(reports.merge(told.trial(), 1, Integer::sum));
                    } else {
                        assertThat(results.put(told.trial(), told.result()))
                                .as("what trial (" + told.trial() + ") came to before it ended a second time")
                                .isNull();
                    }
                }
            }
            assertThat(reports).isEqualTo(Map.of(0, 3, 1, 2, 2, 3, 3, 3, 4, 3));
            results.forEach((trial, result) -> assertThat(result)
                    .as("what trial (" + trial + ") came to. Maybe another task's seed, steps or number was used")
                    .isEqualTo(new TrialResult.Completed(Optional.of(expected(trial)))));
        }
    }

    private static Metrics expected(int trial) {
        int steps = trial == 1 ? 2 : 3;
        double score = Seeds.generator(100 + trial).nextDouble();
        return Metrics.of(Map.of("score", score, "trial", (double) trial, "steps", (double) steps));
    }

    /** As many tasks as there are slots may be started before one ends; all of them end. */
    @Test
    default void asManyTasksAsThereAreSlotsAreTakenAtOnce(@TempDir Path folder) {
        try (ExecutorBench bench = bench(folder)) {
            for (int trial = 0; trial < slots(); trial++) {
                bench.start(trial, Act.SCORE);
            }
            Map<Integer, TrialResult> results = new HashMap<>();
            while (results.size() < slots()) {
                Told told = bench.nextEnd();
                results.put(told.trial(), told.result());
            }
            assertThat(results.values()).allMatch(TrialResult.Completed.class::isInstance);
        }
    }

    /** Folders of a task lie in the run's folder, where the experiment and later tasks find what is in them. */
    @Test
    default void whatATaskWritesLiesInTheRunsFolder(@TempDir Path folder) {
        try (ExecutorBench bench = bench(folder)) {
            bench.start(0, Act.SCORE);
            bench.nextEnd();
            Path file = bench.folders().run().resolve("trials/0/artifact").resolve(ScriptedEvaluator.FILE);
            assertThat(file).as("the file that the trial has written").hasContent("SCORE");
            bench.start(ExecutorBench.task(0, TrialTask.Kind.TEST, Act.SCORE, Optional.empty()));
            assertThat(bench.nextEnd().result())
                    .as("what a test of the winner came to, which looks for that file")
                    .isEqualTo(new TrialResult.Completed(Optional.of(Metrics.of("written", 1))));
        }
    }

    /** What an evaluator throws, errors too, is how its task ends; the next task runs as if nothing had been. */
    @Test
    default void whatAnEvaluatorThrowsIsAResultAndEndsNothingElse(@TempDir Path folder) {
        try (ExecutorBench bench = bench(folder)) {
            bench.start(0, Act.FAIL);
            assertThat(bench.nextEnd().result())
                    .as("what a trial came to whose evaluator threw an exception")
                    .isInstanceOfSatisfying(
                            TrialResult.Failed.class,
                            failed -> assertThat(failed.reason()).contains("This trial fails on purpose."));
            bench.start(1, Act.DIE);
            assertThat(bench.nextEnd().result())
                    .as("what a trial came to whose evaluator threw an error")
                    .isInstanceOfAny(TrialResult.Failed.class, TrialResult.Crashed.class);
            bench.start(2, Act.SCORE);
            assertThat(bench.nextEnd().result())
                    .as("what the trial after these came to")
                    .isInstanceOf(TrialResult.Completed.class);
        }
    }

    /** A report brings back whether the trial goes on; one that doesn't takes no further step. */
    @Test
    default void aTrialThatIsStoppedAtAReportTakesNoFurtherStep(@TempDir Path folder) {
        try (ExecutorBench bench = bench(folder)) {
            bench.stopAtTheNextReport();
            bench.start(0, Act.GO_ON);
            assertThat(bench.next().step()).as("the step of the first report").isEqualTo(1);
            assertThat(bench.next().result())
                    .as("what comes after the report that was answered with an end. Maybe hand the answer of"
                            + " events().reported() back to the evaluation.")
                    .isEqualTo(new TrialResult.Cancelled());
        }
    }

    /** A cancelled task ends as cancelled, and another one that runs doesn't. */
    @Test
    default void aCancelledTaskEndsAndTheOthersGoOn(@TempDir Path folder) {
        try (ExecutorBench bench = bench(folder)) {
            bench.start(0, Act.GO_ON);
            bench.next();
            bench.executor().cancel(7); // One that isn't running: nothing happens.
            bench.executor().cancel(0);
            assertThat(bench.nextEnd())
                    .as("the end of the cancelled trial")
                    .isEqualTo(new Told(0, 0, Metrics.NONE, new TrialResult.Cancelled()));
            bench.executor().cancel(0); // One that has ended already: nothing happens.
            bench.start(1, Act.SCORE);
            assertThat(bench.nextEnd().result()).isInstanceOf(TrialResult.Completed.class);
        }
    }

    /** A task that takes longer than its limit fails, with the sentence that says so; more may follow it. */
    @Test
    default void aTaskThatTakesTooLongFails(@TempDir Path folder) {
        try (ExecutorBench bench = bench(folder)) {
            TrialTask task =
                    ExecutorBench.task(0, TrialTask.Kind.EVALUATE, Act.GO_ON, Optional.of(Duration.ofMillis(100)));
            bench.start(task);
            assertThat(bench.nextEnd().result())
                    .as("what a trial came to that took longer than its limit")
                    .isInstanceOfSatisfying(
                            TrialResult.Failed.class,
                            failed -> assertThat(failed.reason()).startsWith(task.late()));
        }
    }

    /** Closing ends what runs, without a result, and leaves no thread behind. Nothing has to have been started. */
    @Test
    default void closingEndsWhatRunsWithoutAResultAndLeavesNoThread(@TempDir Path folder) {
        try (ExecutorBench warm = bench(folder.resolve("warm-up"))) {
            warm.start(0, Act.SCORE);
            warm.nextEnd();
        }
        Set<Thread> before = ThreadWatch.running();
        try (ExecutorBench unused = bench(folder.resolve("unused"))) {
            assertThat(unused.executor()).isNotNull();
        }
        try (ExecutorBench bench = bench(folder)) {
            bench.start(0, Act.GO_ON);
            bench.next();
            bench.closeExecutor();
            ThreadWatch.assertNoneSince(before, "the executor");
            List<Told> ends =
                    bench.rest().stream().filter(told -> told.result() != null).toList();
            assertThat(ends)
                    .as("ends that were told though the executor was closed")
                    .isEmpty();
        }
    }

    private ExecutorBench bench(Path folder) {
        return new ExecutorBench(provider(), options(), slots(), folder);
    }
}
