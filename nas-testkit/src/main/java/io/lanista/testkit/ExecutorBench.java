package io.lanista.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.failure.LanistaException;
import io.lanista.api.model.Model;
import io.lanista.api.option.Options;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.data.DataSources;
import io.lanista.runtime.execute.ExecutorProvider;
import io.lanista.runtime.execute.ExecutorRequest;
import io.lanista.runtime.execute.Given;
import io.lanista.runtime.execute.OpeningRequest;
import io.lanista.runtime.execute.SpaceData;
import io.lanista.runtime.execute.TrialEvents;
import io.lanista.runtime.execute.TrialExecutor;
import io.lanista.runtime.execute.TrialResult;
import io.lanista.runtime.execute.TrialTask;
import io.lanista.runtime.execute.Work;
import io.lanista.runtime.execute.WorkFolders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** An executor under test, opened as an experiment opens it, with all that it tells. Used by the thread of the test. */
final class ExecutorBench implements ExecutorRequest, TrialEvents, AutoCloseable {
    /** How long anything may take before the test gives up, in seconds. Where workers start, that is a while. */
    private static final long PATIENCE = 120;

    private static final List<Objective> OBJECTIVES = List.of(Objective.maximize("score"));
    private static final long SEED = 1;

    /**
     * Something that the executor told.
     *
     * @param step 0 at the end of a trial
     * @param result null while the trial runs
     */
    record Told(
            int trial, int step, Metrics metrics, @Nullable TrialResult result) {}

    private final ExecutorProvider provider;
    private final Map<String, Object> options;
    private final int slots;
    private final Path folder;
    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
    private final AtomicBoolean stops = new AtomicBoolean();
    private final Evaluation evaluation;
    private @Nullable TrialExecutor executor;

    ExecutorBench(ExecutorProvider provider, Map<String, Object> options, int slots, Path folder) {
        this.provider = provider;
        this.options = options;
        this.slots = slots;
        this.folder = folder;
        this.evaluation = new ScriptedEvaluator()
                .open(new OpeningRequest(
                        Options.parse("evaluator 'scripted'", List.of(), Map.of()),
                        ScriptedEvaluator.space(),
                        OBJECTIVES,
                        SEED,
                        folder,
                        Given.nothing(),
                        BlockCatalogue.standard(),
                        DataSources.of(List.of()),
                        run -> {
                            throw new AssertionError("The scripted evaluator asks for no run.");
                        }));
    }

    TrialExecutor executor() {
        if (executor == null) {
            executor = provider.open(this);
        }
        return executor;
    }

    void start(int trial, ScriptedEvaluator.Act act) {
        start(task(trial, TrialTask.Kind.EVALUATE, act, Optional.empty()));
    }

    void start(TrialTask task) {
        executor().start(task);
    }

    static TrialTask task(int trial, TrialTask.Kind kind, ScriptedEvaluator.Act act, Optional<Duration> limit) {
        Model model = ScriptedEvaluator.model(act);
        return new TrialTask(
                trial,
                kind,
                model,
                100 + trial,
                trial == 1 ? OptionalInt.of(2) : OptionalInt.empty(),
                limit,
                "trials/" + trial + "/checkpoint",
                "trials/" + trial + "/artifact");
    }

    /** Answers all further reports with an end of their trial. */
    void stopAtTheNextReport() {
        stops.set(true);
    }

    /** The next thing that is told. */
    Told next() {
        try {
            Told next = told.poll(PATIENCE, TimeUnit.SECONDS);
            assertThat(next)
                    .as("what the executor tells next, within " + PATIENCE + " seconds. Maybe it doesn't call"
                            + " events().finished() for each task that ends.")
                    .isNotNull();
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next end of a trial; reports before it are left out. */
    Told nextEnd() {
        Told next = next();
        while (next.result == null) {
            next = next();
        }
        return next;
    }

    /** What was told by now and not taken. */
    List<Told> rest() {
        return List.copyOf(told);
    }

    @Override
    public boolean reported(int trial, int step, Metrics metrics) {
        told.add(new Told(trial, step, metrics, null));
        return !stops.get();
    }

    @Override
    public void finished(int trial, TrialResult result, double seconds) {
        told.add(new Told(trial, 0, Metrics.NONE, result));
    }

    @Override
    public void broken(LanistaException failure) {
        throw failure;
    }

    @Override
    public String experiment() {
        return "contract";
    }

    @Override
    public int slots() {
        return slots;
    }

    @Override
    public Options options() {
        return Options.parse("executor '" + provider.name() + "'", provider.options(), options);
    }

    @Override
    public Evaluation evaluation() {
        return evaluation;
    }

    @Override
    public Work work() {
        return new Work(
                new ScriptedEvaluator().name(),
                Map.of(),
                SpaceData.of(ScriptedEvaluator.space()),
                OBJECTIVES,
                SEED,
                List.of());
    }

    @Override
    public WorkFolders folders() {
        return new WorkFolders(folder, folder.resolve("run"), folder.resolve("jars"));
    }

    @Override
    public TrialEvents events() {
        return this;
    }

    void closeExecutor() {
        if (executor != null) {
            executor.close();
            executor = null;
        }
    }

    @Override
    public void close() {
        closeExecutor();
        evaluation.close();
    }
}
