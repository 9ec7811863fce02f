package io.lanista.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.runtime.execute.ExecutorProvider;
import io.lanista.runtime.execute.ExecutorRequest;
import io.lanista.runtime.execute.RunningTrial;
import io.lanista.runtime.execute.TrialExecutor;
import io.lanista.runtime.execute.TrialTask;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract names what is wrong with an executor. */
class BrokenExecutorTest {
    @TempDir
    Path folder;

    /** Runs each task on the calling thread, and breaks one rule. */
    private record Broken(Mistake mistake) implements ExecutorProvider {
        enum Mistake {
            IGNORES_STOPS,
            FORGETS_STEPS,
            TELLS_TWICE
        }

        @Override
        public String name() {
            return "broken";
        }

        @Override
        public TrialExecutor open(ExecutorRequest request) {
            return new TrialExecutor() {
                @Override
                public void start(TrialTask task) {
                    TrialTask run = mistake == Mistake.FORGETS_STEPS
                            ? ExecutorBench.task(0, task.kind(), ScriptedEvaluator.Act.SCORE, task.limit())
                            : task;
                    RunningTrial trial = new RunningTrial(
                            run,
                            request.evaluation(),
                            request.folders().run(),
                            (step, metrics) -> request.events().reported(task.trial(), step, metrics)
                                    || mistake == Mistake.IGNORES_STOPS && step < 5);
                    var result = trial.run();
                    for (int i = 0; i < (mistake == Mistake.TELLS_TWICE ? 2 : 1); i++) {
                        request.events().finished(task.trial(), result, 0);
                    }
                }

                @Override
                public void cancel(int trial) {}

                @Override
                public void close() {}
            };
        }
    }

    private static ExecutorContract with(Broken.Mistake mistake) {
        return () -> new Broken(mistake);
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(
                        () -> with(Broken.Mistake.IGNORES_STOPS).aTrialThatIsStoppedAtAReportTakesNoFurtherStep(folder))
                .hasMessageContaining("Maybe hand the answer of events().reported() back to the evaluation.");
        assertThatThrownBy(() -> with(Broken.Mistake.FORGETS_STEPS)
                        .eachTaskReportsAndThenEndsOnceWithWhatTheEvaluatorAnswers(folder))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> with(Broken.Mistake.TELLS_TWICE)
                        .eachTaskReportsAndThenEndsOnceWithWhatTheEvaluatorAnswers(folder))
                .hasMessageContaining("before it ended a second time");
        assertThatThrownBy(() -> with(Broken.Mistake.TELLS_TWICE).serviceLoaderFindsIt())
                .hasMessageContaining("META-INF/services/io.lanista.runtime.execute.ExecutorProvider");
    }
}
