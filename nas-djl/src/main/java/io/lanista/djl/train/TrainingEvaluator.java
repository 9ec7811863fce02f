package io.lanista.djl.train;

import io.lanista.api.option.Option;
import io.lanista.api.option.OptionException;
import io.lanista.api.option.Options;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Objective;
import io.lanista.base.text.DidYouMean;
import io.lanista.djl.backend.Step;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.data.Task;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An evaluator that trains networks, apart from what for: its author says what the loss is and what is measured. Options, data,
 * batches, optimisers, schedules, checkpoints with exact resumption, early stopping, cancellation, the test on unseen data and
 * the file with the best weights are there, and one-shot trainers can work with it, too.
 *
 * <pre>{@code
 * public final class OwnEvaluator extends TrainingEvaluator {
 *     public String name() {
 *         return "own";
 *     }
 *
 *     protected Problem problem(DataSplit data, Options options) {
 *         return new OwnProblem(data);
 *     }
 * }
 * }</pre>
 *
 * <p>Metrics: those that the problem measures on the validation part; {@code train_loss}, the mean loss of the last epoch that
 * counts; {@code epoch}, the one whose weights are kept; {@code parameters}, {@code flops} (multiply-accumulates for one
 * example) and {@code seconds}. Where an objective asks for one of them: {@code latency_ms}, {@code latency_spread} and
 * {@code latency_ratio} on this machine, {@code peak_memory_bytes}, what the network in use needs at its widest place, and {@code
 * size_bytes}, what the trained network takes on the disk. Stateless: trials run
 * side by side, and measure their latency one at a time.
 */
public abstract class TrainingEvaluator implements Evaluator {
    private static final long NEXT = 0x9E3779B97F4A7C15L;

    /** For authors. */
    protected TrainingEvaluator() {}

    /**
     * What networks are trained for.
     *
     * @param options this evaluator's
     * @throws OptionException if the data don't suit
     */
    protected abstract Problem problem(DataSplit data, Options options);

    /** Options of the author's own, beside those of {@link TrainingSetup#declared}. None by default. */
    protected List<Option<?>> ownOptions() {
        return List.of();
    }

    /**
     * Trains for one epoch, for as long as it has batches: by default, one step for each batch. Called by several threads at
     * once, each for a trial of its own.
     *
     * @throws io.lanista.api.trial.TrialCancelledException as the epoch does
     */
    protected void train(TrainingEpoch epoch) {
        while (epoch.next()) {
            try (Step step = Step.training()) {
                Batch batch = epoch.batch();
                step.backward(batch.loss(epoch.network().train(batch.inputs(), epoch.random())));
                epoch.update();
            }
        }
    }

    @Override
    public final List<Option<?>> options() {
        List<Option<?>> options = new ArrayList<>(TrainingSetup.declared());
        options.add(StartingPoint.OPTION);
        options.addAll(DeviceMeasures.OPTIONS);
        options.addAll(ownOptions());
        return List.copyOf(options);
    }

    @Override
    public final Evaluation open(EvaluationRequest request) {
        Optional<StartingPoint> start = StartingPoint.of(request);
        TrainingSetup setup = TrainingSetup.open(request, choice(), start);
        request.objectives().forEach(objective -> checkObjective(objective, setup.problem()));
        EpochRanking ranking = EpochRanking.of(request.objectives(), setup.problem());
        DeviceMeasures measures = DeviceMeasures.of(request, setup.blocks().layers());
        return new TrainingEvaluation(setup, start, ranking, this::train, hasOwnSteps(), measures, System::nanoTime);
    }

    /**
     * The seed of one of a trial's networks, where it trains several: with it, a trial of that network alone trains the same.
     *
     * @param trial the trial's seed, which is the first network's
     * @param network from 0
     */
    public static long seed(long trial, int network) {
        return trial + NEXT * network;
    }

    /** Whether {@link #train} is the author's. */
    private boolean hasOwnSteps() {
        for (Class<?> type = getClass(); type != TrainingEvaluator.class; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.getName().equals("train")
                        && List.of(method.getParameterTypes()).equals(List.of(TrainingEpoch.class))) {
                    return true;
                }
            }
        }
        return false;
    }

    private TrainingSetup.ProblemChoice choice() {
        return new TrainingSetup.ProblemChoice() {
            @Override
            public Problem problem(DataSplit data, Options options) {
                return TrainingEvaluator.this.problem(data, options);
            }

            @Override
            public Optional<Task> task() {
                return TrainingEvaluator.this.task();
            }

            @Override
            public DataSplit data(DataSplit read) {
                return TrainingEvaluator.this.data(read);
            }
        };
    }

    /** What is to be learnt, for data that leave it open, such as whole numbers; empty to let the data decide. */
    protected Optional<Task> task() {
        return Optional.empty();
    }

    /** The data as they are trained on, such as in other scales than they were read; as they were read by default. */
    protected DataSplit data(DataSplit read) {
        return read;
    }

    private void checkObjective(Objective objective, Problem problem) {
        List<String> metrics = new ArrayList<>();
        problem.metrics().forEach(measured -> metrics.add(measured.metric()));
        metrics.addAll(TrainingEvaluation.METRICS);
        metrics.addAll(DeviceMeasures.METRICS);
        if (!metrics.contains(objective.metric())) {
            throw new OptionException("The evaluator '" + name() + "' doesn't measure (" + objective.metric()
                    + "). Available: " + String.join(", ", metrics) + "."
                    + DidYouMean.sentence(objective.metric(), metrics));
        }
    }

    @Override
    public boolean usesNativeCode() {
        return true;
    }
}
