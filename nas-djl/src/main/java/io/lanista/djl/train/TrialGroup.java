package io.lanista.djl.train;

import io.lanista.api.model.Model;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.TrialContext;
import io.lanista.djl.block.NetworkPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One trial: trains a network, or one for each fold of the data, epoch by epoch, and reports each. Several advance together, so that what
 * is reported is always the mean of all of them; with its standard error, which of folds is a rule of thumb, since they share examples.
 */
final class TrialGroup {
    /** What the name of the standard error of a metric ends with. */
    static final String STANDARD_ERROR = "_se";

    private final List<TrainingSetup> setups;
    private final NetworkPlan plan;
    private final EpochRanking ranking;
    private final Description description;
    private final DeviceMeasures measures;
    private final TrialContext context;
    private final LongSupplier nanoTime;
    private final int epochs;

    /**
     * @param setups with the trial's options, and the data of each network
     * @param description of the networks, which know the same scales
     * @param measures what is measured of the device, before training, so that reports have it, too
     */
    TrialGroup(
            List<TrainingSetup> setups,
            NetworkPlan plan,
            EpochRanking ranking,
            Description description,
            DeviceMeasures measures,
            TrialContext context,
            LongSupplier nanoTime) {
        this.setups = setups;
        this.plan = plan;
        this.ranking = ranking;
        this.description = description;
        this.measures = measures;
        this.context = context;
        this.nanoTime = nanoTime;
        this.epochs = context.steps().orElse(options().epochs());
    }

    private TrainingOptions options() {
        return setups.get(0).options();
    }

    /** The generators of each network: those of the first are those that the trial's only network would have. */
    static List<TrialGenerators> generators(long seed, int networks) {
        List<TrialGenerators> generators = new ArrayList<>();
        for (int member = 0; member < networks; member++) {
            generators.add(new TrialGenerators(TrainingEvaluator.seed(seed, member)));
        }
        return generators;
    }

    /**
     * Trains the networks.
     *
     * @param trainees as many as there are set-ups
     */
    Metrics run(Model model, Trainees trainees) throws IOException {
        Map<String, Double> ofDevice = measures.of(plan, context::checkCancelled);
        List<TrialRun> runs = new ArrayList<>();
        for (int member = 0; member < setups.size(); member++) {
            String part = setups.size() == 1 ? "" : "-" + member;
            runs.add(new TrialRun(
                    trainees.get(member),
                    options(),
                    epochs,
                    ranking,
                    description,
                    Checkpoint.file(context.checkpointFolder(), model.hash() + part),
                    context.artifactFolder().resolve(TrainedNetwork.file(member)),
                    nanoTime));
        }
        for (List<Integer> next = next(runs); !next.isEmpty(); next = next(runs)) {
            // A trial that goes on after a rung follows the schedule that it began with.
            trainees.runEpoch(next, Math.max(epochs, options().epochs()), this::beforeBatch);
            List<SortedMap<String, Double>> measured = trainees.measure(next, context::checkCancelled);
            for (int i = 0; i < next.size(); i++) {
                runs.get(next.get(i)).epochDone(measured.get(i));
            }
            report(runs, runs.get(next.get(0)).epoch(), ofDevice);
            // After the report: whoever goes on after a checkpoint goes on after what was told, too. The network that
            // counts from the report on was written before it.
            for (int member : next) {
                runs.get(member).writeCheckpoint();
            }
        }
        return result(runs, trainees, ofDevice);
    }

    /** Those that are behind, if training was interrupted between their checkpoints; or else all that haven't ended. */
    private static List<Integer> next(List<TrialRun> runs) {
        int least = runs.stream()
                .filter(run -> !run.isOver())
                .mapToInt(TrialRun::epoch)
                .min()
                .orElse(0);
        List<Integer> next = new ArrayList<>();
        for (int member = 0; member < runs.size(); member++) {
            if (!runs.get(member).isOver() && runs.get(member).epoch() == least) {
                next.add(member);
            }
        }
        return next;
    }

    private void beforeBatch(int done, int all) {
        context.checkCancelled();
        context.advanced(done, all);
    }

    /** With what objectives ask for beside the problem's metrics, so that trials can be judged before they end. */
    private void report(List<TrialRun> runs, int epoch, Map<String, Double> ofDevice) {
        List<SortedMap<String, Double>> latest = new ArrayList<>();
        for (TrialRun run : runs) {
            SortedMap<String, Double> metrics = run.latest();
            if (metrics == null || (!run.isOver() && run.epoch() != epoch)) {
                context.checkCancelled();
                return;
            }
            latest.add(metrics);
        }
        SortedMap<String, Double> all = mean(latest);
        all.putAll(ofDevice);
        costs().forEach((name, value) -> {
            if (measures.isAskedFor(name)) {
                all.put(name, value);
            }
        });
        context.report(epoch, Metrics.of(all));
    }

    private Metrics result(List<TrialRun> runs, Trainees trainees, Map<String, Double> ofDevice) throws IOException {
        List<SortedMap<String, Double>> results = new ArrayList<>();
        double seconds = 0;
        for (int member = 0; member < runs.size(); member++) {
            TrialRun run = runs.get(member);
            @Nullable SortedMap<String, Double> measured = run.needsMeasure()
                    ? trainees.measure(List.of(member), context::checkCancelled).get(0)
                    : null;
            SortedMap<String, Double> result = run.result(measured);
            // They trained at the same time.
            seconds = Math.max(seconds, Objects.requireNonNull(result.remove(TrainingEvaluation.SECONDS), "seconds"));
            results.add(result);
        }
        SortedMap<String, Double> all = mean(results);
        all.putAll(costs());
        all.putAll(ofDevice);
        if (measures.isAskedFor(DeviceMeasures.SIZE)) {
            Path first = context.artifactFolder().resolve(TrainedNetwork.FILE);
            all.put(DeviceMeasures.SIZE, (double) Files.size(first));
        }
        all.put(TrainingEvaluation.SECONDS, seconds);
        return Metrics.of(all);
    }

    /** The cost of one network. */
    private Map<String, Double> costs() {
        return Map.of(
                TrainingEvaluation.PARAMETERS, (double) plan.parameters().count(), TrainingEvaluation.FLOPS, (double)
                        plan.flops());
    }

    /** The mean of what was measured of each network; of the problem's metrics with its standard error, the deviation by √n. */
    private SortedMap<String, Double> mean(List<SortedMap<String, Double>> each) {
        if (each.size() == 1) {
            return new TreeMap<>(each.get(0));
        }
        List<String> judged = setups.get(0).problem().metrics().stream()
                .map(Objective::metric)
                .toList();
        SortedMap<String, Double> all = new TreeMap<>();
        for (String name : each.get(0).keySet()) {
            double[] values = each.stream()
                    .mapToDouble(metrics -> metrics.getOrDefault(name, Double.NaN))
                    .toArray();
            double mean = 0;
            for (double value : values) {
                mean += value / values.length;
            }
            double squares = 0;
            for (double value : values) {
                squares += (value - mean) * (value - mean);
            }
            all.put(name, mean);
            if (judged.contains(name)) {
                all.put(name + STANDARD_ERROR, Math.sqrt(squares / (values.length - 1) / values.length));
            }
        }
        return all;
    }
}
