package io.lanista.djl.train;

import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.DataDescription;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.TrialContext;
import io.lanista.djl.block.FusedNetwork;
import io.lanista.djl.block.NetworkPlan;
import io.lanista.djl.data.DataSet;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.data.PixelRange;
import io.lanista.djl.table.TablePreparation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains models on the training part of some data and scores them on the validation part. Immutable: any number of trials
 * may run at once, each on a thread of its own.
 */
final class TrainingEvaluation implements Evaluation {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingEvaluation.class);

    static final String TRAIN_LOSS = "train_loss";
    static final String EPOCH = "epoch";
    static final String PARAMETERS = "parameters";
    static final String FLOPS = "flops";
    static final String SECONDS = "seconds";

    /** What is measured beside the problem's metrics. */
    static final List<String> METRICS = List.of(TRAIN_LOSS, EPOCH, PARAMETERS, FLOPS, SECONDS);

    private final TrainingSetup setup;
    private final Optional<StartingPoint> start;
    private final EpochRanking ranking;
    private final Consumer<TrainingEpoch> steps;
    private final boolean ownSteps;
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final DeviceMeasures measures;
    private final LongSupplier nanoTime;
    private final double white;

    /**
     * @param start what trials go on from; empty for random weights
     * @param ranking says which epoch of a trial is the best one
     * @param steps trains for one epoch
     * @param ownSteps whether these aren't the usual ones, one for each batch
     * @param measures what is measured of the device
     */
    TrainingEvaluation(
            TrainingSetup setup,
            Optional<StartingPoint> start,
            EpochRanking ranking,
            Consumer<TrainingEpoch> steps,
            boolean ownSteps,
            DeviceMeasures measures,
            LongSupplier nanoTime) {
        this.setup = setup;
        this.start = start;
        this.ranking = ranking;
        this.steps = steps;
        this.ownSteps = ownSteps;
        this.measures = measures;
        this.nanoTime = nanoTime;
        this.white = white(setup.data().train());
    }

    private static double white(DataSet examples) {
        return Optional.of(examples)
                .filter(DataSet::isImages)
                .map(PixelRange::of)
                .filter(PixelRange::isUsual)
                .map(PixelRange::white)
                .orElse(0.0);
    }

    @Override
    public Optional<Shape> inputShape() {
        return Optional.of(Shape.of(setup.data().shape()));
    }

    @Override
    public Optional<Integer> outputs() {
        return Optional.of(setup.data().outputSize());
    }

    @Override
    public OptionalInt numbers() {
        return setup.data().numbers();
    }

    @Override
    public boolean dependsOnSeed() {
        return true;
    }

    @Override
    public OptionalInt fullSteps() {
        return OptionalInt.of(setup.options().epochs());
    }

    @Override
    public Optional<DataDescription> data() {
        return Optional.of(setup.data().description());
    }

    @Override
    public void check(SearchSpace space) {
        setup.check(space);
    }

    @Override
    public <B> Optional<B> backend(Class<B> type) {
        if (type == LayerLatencies.class) {
            return Optional.of(type.cast(measures.table()));
        }
        return type == TrainingSetup.class ? Optional.of(type.cast(setup)) : Optional.empty();
    }

    @Override
    public Metrics evaluate(Model model, TrialContext context) throws IOException {
        TrainingSetup ofTrial = setup.with(setup.options().with(model.settings()));
        NetworkPlan plan = ofTrial.plan(model);
        List<TrainingSetup> setups =
                ofTrial.data().cuts().stream().map(ofTrial::with).toList();
        TrialGroup group = new TrialGroup(setups, plan, ranking, description(ofTrial), measures, context, nanoTime);
        try (Trainees trainees = trainees(setups, plan, TrialGroup.generators(context.seed(), setups.size()))) {
            if (start.isPresent()) {
                for (int member = 0; member < setups.size(); member++) {
                    trainees.get(member).start(start.get().weights(member));
                }
            }
            return group.run(model, trainees);
        }
    }

    /** Several networks train in one graph where that is known how, else one after the other. */
    private Trainees trainees(List<TrainingSetup> setups, NetworkPlan plan, List<TrialGenerators> generators) {
        if (setups.size() == 1) {
            return new SeparateTrainees(setups, plan, generators, steps);
        }
        Optional<String> refusal = ownSteps
                ? Optional.of("the evaluator trains in steps of its own")
                : FusedTrainees.refusal(setups, plan);
        if (refusal.isPresent()) {
            tell("The networks of a trial train one after the other, not in one graph, because " + refusal.get() + ".");
            return new SeparateTrainees(setups, plan, generators, steps);
        }
        Collection<String> apart = FusedNetwork.apart(plan);
        if (!apart.isEmpty()) {
            tell(
                    "Layers of these types are computed for one network of a trial after the other, and all others at once: "
                            + String.join(", ", apart) + ".");
        }
        return new FusedTrainees(setups, plan, generators);
    }

    /** Once, not for each trial. */
    private void tell(String what) {
        if (told.add(what)) {
            LOG.info("{}", what);
        }
    }

    @Override
    public Optional<Metrics> test(Model model, TrialContext context) throws IOException {
        DataSplit data = setup.data();
        Path folder = context.artifactFolder();
        AnswerRecorder recorder = new AnswerRecorder(setup.problem(), data.test(), data.targetScale());
        List<TrainedNetwork> networks = new ArrayList<>();
        try {
            for (int fold = 0; fold == 0 || fold < data.folds().size(); fold++) {
                networks.add(TrainedNetwork.load(folder.resolve(TrainedNetwork.file(fold)), model, setup.blocks()));
            }
            // The networks of all folds answer together.
            Map<String, Double> metrics = networks.size() == 1
                    ? networks.get(0).test(recorder, data.test(), context::checkCancelled)
                    : new NetworkGroup(networks, NetworkGroup.evenly(networks.size()))
                            .test(recorder, data.test(), context::checkCancelled);
            recorder.answers().ifPresent(answers -> keep(answers, folder));
            return Optional.of(Metrics.of(metrics));
        } finally {
            networks.forEach(TrainedNetwork::close);
        }
    }

    /** What was measured counts without it. */
    private static void keep(TestAnswers answers, Path folder) {
        try {
            answers.write(folder);
        } catch (IOException e) {
            LOG.warn("The winner's answers for the test data can't be kept in {}: {}", folder, e.toString());
        }
    }

    private Description description(TrainingSetup setup) {
        DataSplit data = setup.data();
        return new Description(
                setup.problem().prediction(),
                Shape.of(data.shape()),
                data.outputSize(),
                names(setup),
                data.inputScale(),
                data.targetScale(),
                white,
                setup.options().evaluationBatchSize(),
                data.fit());
    }

    /** What the outputs are called: classes, or the questions that may be answered by yes. */
    private static List<String> names(TrainingSetup setup) {
        return setup.problem().prediction() == Prediction.CHANCES
                ? setup.data().table().map(TablePreparation::labels).orElse(List.of())
                : setup.data().train().classNames();
    }
}
