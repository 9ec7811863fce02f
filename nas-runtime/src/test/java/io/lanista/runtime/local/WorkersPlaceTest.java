package io.lanista.runtime.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.lanista.api.failure.LanistaException;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.api.option.Options;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.execute.ExecutorRequest;
import io.lanista.runtime.execute.HostThreads;
import io.lanista.runtime.execute.RunName;
import io.lanista.runtime.execute.SpaceData;
import io.lanista.runtime.execute.TrialEvents;
import io.lanista.runtime.execute.TrialExecutor;
import io.lanista.runtime.execute.TrialResult;
import io.lanista.runtime.execute.TrialTask;
import io.lanista.runtime.execute.Work;
import io.lanista.runtime.execute.WorkFolders;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class WorkersPlaceTest {
    private static final SearchSpace SPACE = SearchSpace.of(Model.named("numbers")
            .input("in", 4)
            .then("out", Layer.of("identity"))
            .setting("x", Value.integer("x", 0, 9))
            .build());

    @TempDir
    Path folder;

    /** Fails at the first report. */
    private static final class Failing implements TrialEvents {
        private final BlockingQueue<TrialResult> results = new LinkedBlockingQueue<>();
        private boolean failed;

        @Override
        public boolean reported(int trial, int step, Metrics metrics) {
            if (!failed) {
                failed = true;
                throw new IllegalStateException("on purpose");
            }
            return true;
        }

        @Override
        public void finished(int trial, TrialResult result, double seconds) {
            results.add(result);
        }

        @Override
        public void broken(LanistaException failure) {
            throw failure;
        }
    }

    private ExecutorRequest request(TrialEvents events) {
        ForkedProvider provider = new ForkedProvider();
        WorkFolders folders = new WorkFolders(folder, folder.resolve("run-1"), folder.resolve("jars"));
        ExecutorRequest request = mock();
        when(request.slots()).thenReturn(1);
        when(request.options()).thenReturn(Options.parse("executor", provider.options(), Map.of("heap", "64m")));
        when(request.work())
                .thenReturn(new Work(
                        "misbehaving",
                        Map.of("how", "fine", "bad", 99L),
                        SpaceData.of(SPACE),
                        List.of(Objective.maximize("score")),
                        1,
                        List.of()));
        when(request.folders()).thenReturn(folders);
        when(request.events()).thenReturn(events);
        for (String role : List.of("worker", "killer", "workers", "memory-watch")) {
            when(request.threads(role)).thenReturn(HostThreads.PLAIN.of(RunName.of(folders.run()), role));
        }
        return request;
    }

    private static TrialTask task(int trial) {
        Choices choices = SPACE.enumerate().skip(trial).findFirst().orElseThrow();
        return new TrialTask(
                trial,
                TrialTask.Kind.EVALUATE,
                SPACE.freeze(choices),
                trial,
                OptionalInt.empty(),
                Optional.empty(),
                "trials/" + trial + "/checkpoint",
                "trials/" + trial + "/artifact");
    }

    @Test
    void ofATrialThatFailedInTheHostIsFreeForTheNext() throws Exception {
        Failing events = new Failing();
        try (TrialExecutor executor = new ForkedProvider().open(request(events))) {
            executor.start(task(0));
            assertThat(events.results.poll(2, TimeUnit.MINUTES))
                    .isInstanceOfSatisfying(
                            TrialResult.Crashed.class,
                            crashed -> assertThat(crashed.reason()).contains("on purpose"));
            executor.start(task(1));
            assertThat(events.results.poll(2, TimeUnit.MINUTES)).isInstanceOf(TrialResult.Completed.class);
        }
    }
}
