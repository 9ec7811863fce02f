package io.lanista.djl.supernet;

import ai.djl.ndarray.NDManager;
import io.lanista.api.model.Label;
import io.lanista.api.oneshot.OneShotProgress;
import io.lanista.api.oneshot.OneShotRequest;
import io.lanista.api.oneshot.OneShotRun;
import io.lanista.api.oneshot.Resumable;
import io.lanista.api.option.OptionException;
import io.lanista.api.space.Choices;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.djl.backend.FlatParameters;
import io.lanista.djl.backend.NamedArrays;
import io.lanista.djl.backend.Optimizer;
import io.lanista.djl.backend.Updater;
import io.lanista.djl.train.TrainingOptions;
import io.lanista.djl.train.TrainingSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A search in a {@link Supernet}, apart from its steps: the author says what one epoch does. It owns the supernet, the two halves
 * of the training data, the optimisers and the loop over the epochs; it exports the most probable architecture, says what the
 * candidates' weights are, and saves and restores all of that, exactly. It trains for whatever {@linkplain
 * io.lanista.djl.train.Problem problem} the experiment's evaluator is for.
 *
 * <pre>{@code
 * final class OwnRun extends SupernetRun {
 *     private final Updater weights = weightUpdater(new Sgd(0.9, false, 3e-4));
 *     private final Updater alphas = architectureUpdater(Adam.adam(1e-3));
 *
 *     OwnRun(OneShotRequest request) {
 *         super(request, SearchPlan.epochs(50).mixing(OwnMix::new));
 *     }
 *
 *     protected void train(SearchEpoch epoch) { … }
 * }
 * }</pre>
 *
 * <p>One thread at a time. What an author's constructor throws leaves the supernet open, so it should {@link #close} first.
 */
public abstract class SupernetRun implements OneShotRun, Resumable {
    static final String FILE = "search.bin";
    static final String SUPERNET = "supernet/";
    private static final String UPDATERS = "updaters/";
    private static final String WEIGHTS = "weights";
    private static final String ARCHITECTURE = "architecture";
    private static final String STATE = "state/";
    private static final String PROGRESS = "progress";

    private final SearchPlan plan;
    private final TrainingSetup setup;
    private final Objective objective;
    private final RunGenerators generators;
    private final Halves halves;
    private final NDManager manager;
    private final Supernet supernet;
    private final Map<String, Updater> updaters = new LinkedHashMap<>();
    private int epoch;
    private boolean ended;

    /**
     * Builds the supernet, with weights that follow from the request's seed.
     *
     * @throws OptionException if the data are too few, a decision of the space can't be held, or the plan's batches are too small
     */
    protected SupernetRun(OneShotRequest request, SearchPlan plan) {
        // What the evaluator's trials do to their labels is not done here.
        this.setup = request.backend(TrainingSetup.class).with(TrainingOptions.defaults());
        this.objective = request.objectives().stream()
                .filter(setup.problem()::measures)
                .findFirst()
                .orElseGet(() -> setup.problem().metrics().get(0));
        this.plan = plan;
        this.generators = new RunGenerators(request.seed());
        this.halves = Halves.of(setup.data().train(), plan.weightShare(), generators.halves());
        this.manager = setup.backend().newManager();
        try {
            this.supernet =
                    plan.applyTo(Supernet.of(request.space(), setup.blocks())).allocate(manager, generators.initial());
            supernet.batchNeed().refusal(plan.batchSize()).ifPresent(reason -> {
                throw new OptionException(reason);
            });
        } catch (RuntimeException | Error failure) {
            manager.close();
            throw failure;
        }
    }

    /**
     * Trains for one epoch: steps of the weights and of the architecture parameters, for as long as the epoch has batches.
     *
     * @throws io.lanista.api.trial.TrialCancelledException as the epoch does; the run then ends before its next epoch
     */
    protected abstract void train(SearchEpoch epoch);

    /** Called after each epoch, before it is reported and saved: to measure, to {@linkplain #end() end} the search. Nothing by default. */
    protected void trained(SearchEpoch epoch) {
        // Nothing else to do.
    }

    /** Makes the current epoch the last one. */
    protected final void end() {
        ended = true;
    }

    /** Whether there is no further epoch. */
    protected final boolean isOver() {
        return ended || epoch == plan.epochs();
    }

    /** What the evaluator's trials are trained with, too: the data and the problem; with default options. */
    protected final TrainingSetup setup() {
        return setup;
    }

    /**
     * What architectures are to be compared by inside the supernet: the first objective of the search that the problem measures,
     * else the problem's first metric.
     */
    protected final Objective objective() {
        return objective;
    }

    /** The supernet. */
    protected final Supernet supernet() {
        return supernet;
    }

    /** The two halves of the training data. */
    protected final Halves halves() {
        return halves;
    }

    /** Owns the run's tensors; closed with it. */
    protected final NDManager manager() {
        return manager;
    }

    /** The optimiser of the supernet's weights; it is saved and restored with this run. To be started once. */
    protected final Updater weightUpdater(Optimizer optimizer) {
        return updater(WEIGHTS, optimizer, supernet.weights());
    }

    /** The optimiser of the architecture parameters; it is saved and restored with this run. To be started once. */
    protected final Updater architectureUpdater(Optimizer optimizer) {
        return updater(ARCHITECTURE, optimizer, supernet.architecture());
    }

    private Updater updater(String name, Optimizer optimizer, FlatParameters parameters) {
        Updater updater = optimizer.start(parameters);
        if (updaters.putIfAbsent(name, updater) != null) {
            throw new IllegalStateException("The optimiser of the (" + name + ") is started already.");
        }
        return updater;
    }

    /**
     * A generator for something of the author's own that follows from the run's seed: always the same one for a purpose.
     *
     * @param purpose from 0
     */
    protected final RandomGenerator generator(int purpose) {
        return generators.own(purpose);
    }

    /** What else is to be saved. Nothing by default. */
    protected NamedArrays state() {
        return NamedArrays.builder().build();
    }

    /** Takes back what {@link #state} gave. */
    protected void restoreState(NamedArrays state) {
        // Nothing else was saved.
    }

    @Override
    public void fit(OneShotProgress progress) {
        while (!isOver()) {
            SearchEpoch next =
                    new SearchEpoch(epoch + 1, plan, setup, halves, manager, generators.epoch(epoch + 1), progress);
            train(next);
            epoch++;
            next.metric("entropy", entropy());
            trained(next);
            progress.epoch(epoch, plan.epochs(), Metrics.of(next.metrics()));
        }
    }

    /** How undecided the search is: the mean entropy of the decisions, each as a share of the largest that is possible. */
    private double entropy() {
        return weights().values().stream()
                .filter(candidates -> candidates.size() > 1)
                .mapToDouble(candidates -> candidates.values().stream()
                                .mapToDouble(p -> p > 0 ? -p * Math.log(p) : 0)
                                .sum()
                        / Math.log(candidates.size()))
                .average()
                .orElse(0);
    }

    @Override
    public Choices export() {
        return supernet.export();
    }

    /** Those of the supernet's mixed blocks; for a trainer that decides by something else, to be overridden. */
    @Override
    public Map<Label, Map<Object, Double>> weights() {
        return supernet.probabilities();
    }

    @Override
    public final void save(Path folder) throws IOException {
        NamedArrays.Builder all = NamedArrays.builder()
                .addAll(SUPERNET, supernet.save())
                .addAll(STATE, state())
                .add(PROGRESS, new float[] {epoch, ended ? 1 : 0}, 2);
        updaters.forEach((name, updater) -> all.addAll(UPDATERS + name + "/", updater.save()));
        all.build().write(folder.resolve(FILE));
    }

    @Override
    public final void restore(Path folder) throws IOException {
        NamedArrays saved = NamedArrays.read(folder.resolve(FILE));
        supernet.load(saved.part(SUPERNET));
        updaters.forEach((name, updater) -> updater.restore(saved.part(UPDATERS + name + "/")));
        float[] progress = saved.values(PROGRESS, 2);
        epoch = (int) progress[0];
        ended = progress[1] == 1;
        restoreState(saved.part(STATE));
    }

    @Override
    public void close() {
        manager.close();
    }
}
