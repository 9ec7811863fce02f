package io.lanista.oneshot.paths;

import ai.djl.ndarray.NDArray;
import io.lanista.api.model.Label;
import io.lanista.api.oneshot.OneShotRequest;
import io.lanista.api.space.Choices;
import io.lanista.djl.backend.Gradients;
import io.lanista.djl.backend.NamedArrays;
import io.lanista.djl.backend.Schedule;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.backend.Updater;
import io.lanista.djl.backend.Weights;
import io.lanista.djl.supernet.PathScores;
import io.lanista.djl.supernet.SearchEpoch;
import io.lanista.djl.supernet.SearchPlan;
import io.lanista.djl.supernet.SupernetBuilder;
import io.lanista.djl.supernet.SupernetRun;
import io.lanista.djl.train.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * One search by single paths: epochs that train the shared weights, then rounds of an evolution that compares paths by them. Both are
 * told, saved and restored as epochs.
 */
final class PathRun extends SupernetRun {
    /** For an export before the evolution. */
    private static final int EARLY = 0;

    private final PathOptions options;
    private final PathSampler sampler;
    private final PathLoss loss;
    private final Updater updater;
    private final PathScores scores;
    private final Evolution evolution;

    PathRun(OneShotRequest request, PathSampler sampler, PathLoss loss) {
        this(request, new PathOptions(request.options()), sampler, loss);
    }

    private PathRun(OneShotRequest request, PathOptions options, PathSampler sampler, PathLoss loss) {
        super(
                request,
                SearchPlan.epochs(options.epochs() + options.rounds())
                        .batchSize(options.batchSize())
                        .weightShare(options.weightShare())
                        .supernet(SupernetBuilder::paths));
        this.options = options;
        this.sampler = sampler;
        this.loss = loss;
        try {
            this.updater = weightUpdater(options.optimizer());
            this.scores = new PathScores(
                    supernet(),
                    setup(),
                    halves().weights(),
                    options.statisticsExamples(),
                    halves().architecture(),
                    setup().options().evaluationBatchSize(),
                    manager());
            this.evolution = new Evolution(
                    request.space(), objective(), options.population(), options.parents(), options.mutation());
        } catch (RuntimeException | Error failure) {
            close();
            throw failure;
        }
    }

    @Override
    protected void train(SearchEpoch epoch) {
        if (epoch.number() <= options.epochs()) {
            trainWeights(epoch);
        } else {
            evolve(epoch);
        }
    }

    private void trainWeights(SearchEpoch epoch) {
        Schedule schedule = Schedule.cosine(options.rate(), options.lastRate(), options.epochs() * epoch.batches(), 0);
        while (epoch.next()) {
            try (Step step = Step.training()) {
                step.backward(loss(epoch));
                if (options.clipNorm() > 0) {
                    Gradients.clipByNorm(supernet().weights(), options.clipNorm());
                }
                updater.update(schedule.rate(epoch.earlierBatches()));
            }
        }
    }

    /** The sum over the batch's paths, all of the same weights. */
    private NDArray loss(SearchEpoch epoch) {
        Batch batch = epoch.weightBatch();
        Weights weights = supernet().weights().record();
        List<NDArray> losses = new ArrayList<>();
        NDArray first = null;
        for (Choices path : sampler.draw(epoch.random())) {
            NDArray outputs = supernet().path(path).forward(List.of(batch.inputs()), weights, true, epoch.random());
            first = first == null ? outputs : first;
            losses.add(loss.of(outputs, first, batch));
        }
        return losses.size() == 1 ? losses.get(0) : Tensors.sum(losses);
    }

    private void evolve(SearchEpoch epoch) {
        evolution.round(epoch.random(), choices -> scores.measure(choices, epoch.progress()::checkCancelled));
        Evolution.Scored best = evolution.best().orElseThrow();
        epoch.metric("candidates", evolution.size());
        epoch.metric("discrete_" + objective().metric(), best.score().value());
        if (epoch.number() == epoch.epochs()) {
            epoch.progress()
                    .note(String.format(
                            Locale.ROOT,
                            "Of (%d) architectures compared by the weights that they share, the best one has %s"
                                    + " (%.4f), and the median of the (%d) that were drawn at random first has (%.4f).",
                            evolution.size(),
                            objective().metric(),
                            best.score().value(),
                            evolution.drawn(),
                            evolution.medianOfDrawn()));
        }
    }

    /** The evolution's best; before its first round, the best of a few that are drawn, since each is as good as any other. */
    @Override
    public Choices export() {
        return evolution.best().map(Evolution.Scored::choices).orElseGet(this::early);
    }

    /** All alike; in the end, those of the export. */
    @Override
    public Map<Label, Map<Object, Double>> weights() {
        return isOver() ? supernet().probabilities(export()) : supernet().probabilities();
    }

    private Choices early() {
        RandomGenerator random = generator(EARLY);
        Evolution few = evolution.ofSize(options.parents());
        few.round(random, choices -> scores.measure(choices, () -> {}));
        return few.best().orElseThrow().choices();
    }

    @Override
    protected NamedArrays state() {
        return evolution.save();
    }

    @Override
    protected void restoreState(NamedArrays state) {
        evolution.restore(state);
    }
}
