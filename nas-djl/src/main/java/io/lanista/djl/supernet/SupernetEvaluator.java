package io.lanista.djl.supernet;

import io.lanista.api.option.Option;
import io.lanista.api.option.OptionException;
import io.lanista.api.option.Options;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Objective;
import io.lanista.base.text.DidYouMean;
import io.lanista.djl.train.DeviceMeasures;
import io.lanista.djl.train.EarlierRun;
import io.lanista.djl.train.TrainingRequest;
import io.lanista.djl.train.TrainingSetup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Scores architectures with the weights that they share in the supernet of an earlier one-shot run, without training them: so any
 * strategy, with several objectives, too, can search where a trainer has trained. The data and their parts are those of that run; batch
 * statistics are worked out anew for each architecture, on training examples ({@link PathScores}), and the validation part is what it
 * is measured on.
 *
 * <p>Metrics: those of the run's problem, such as {@code accuracy}; {@code parameters} and {@code flops} of the network alone; and, where an
 * objective asks for them, the latencies and the peak memory of {@link DeviceMeasures}.
 */
public final class SupernetEvaluator implements Evaluator {
    private static final Option<String> RUN =
            Option.requiredText("run", "The folder of a one-shot run whose supernet is trained, such as runs/spos-1.");
    private static final Option<Long> STATISTICS = Option.integer(
            "statistics_examples",
            PathScores.EXAMPLES,
            2,
            1_000_000_000,
            "Training examples from which each architecture's batch statistics are worked out.");

    /** For the service loader. */
    public SupernetEvaluator() {}

    @Override
    public String name() {
        return "supernet";
    }

    @Override
    public String description() {
        return "Scores an architecture by the weights that it has in the trained supernet of an earlier one-shot run.";
    }

    @Override
    public List<Option<?>> options() {
        List<Option<?>> options = new ArrayList<>(List.of(RUN, STATISTICS));
        options.addAll(DeviceMeasures.OPTIONS);
        return List.copyOf(options);
    }

    @Override
    public Evaluation open(EvaluationRequest request) {
        if (!(request instanceof TrainingRequest host)) {
            throw new OptionException("The evaluator 'supernet' needs a host that reads earlier runs.");
        }
        EarlierRun run = host.earlierRun(Path.of(request.options().get(RUN)));
        Evaluator evaluator = evaluator(run);
        Options options = Options.parse("evaluator '" + run.evaluator() + "'", evaluator.options(), run.options());
        Evaluation trained = evaluator.open(new RequestOfRun(host, run, options));
        TrainingSetup setup = trained.backend(TrainingSetup.class)
                .orElseThrow(() -> new OptionException("The evaluator '" + run.evaluator()
                        + "' of the run trains no networks, so there is no supernet."));
        request.objectives().forEach(objective -> check(objective, setup));
        SharedNetwork network =
                SharedNetwork.load(run, setup, request.options().get(STATISTICS).intValue());
        return new SupernetEvaluation(
                trained,
                setup,
                network,
                DeviceMeasures.of(request, setup.blocks().layers()));
    }

    private static Evaluator evaluator(EarlierRun run) {
        return ServiceLoader.load(Evaluator.class, SupernetEvaluator.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(known -> known.name().equals(run.evaluator()))
                .findFirst()
                .orElseThrow(() -> new OptionException("The run was evaluated by '" + run.evaluator()
                        + "', which the evaluator 'supernet' doesn't know. Maybe train the supernet with"
                        + " 'classification' or 'regression'."));
    }

    private static void check(Objective objective, TrainingSetup setup) {
        List<String> metrics = new ArrayList<>();
        setup.problem().metrics().forEach(measured -> metrics.add(measured.metric()));
        metrics.addAll(SupernetEvaluation.COSTS);
        metrics.addAll(DeviceMeasures.OF_ANY_NETWORK);
        if (!metrics.contains(objective.metric())) {
            throw new OptionException(
                    "The evaluator 'supernet' doesn't measure (" + objective.metric() + "). Available: "
                            + String.join(", ", metrics) + "." + DidYouMean.sentence(objective.metric(), metrics));
        }
    }

    @Override
    public boolean usesNativeCode() {
        return true;
    }
}
