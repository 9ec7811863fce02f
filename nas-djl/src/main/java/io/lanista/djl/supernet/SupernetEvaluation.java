package io.lanista.djl.supernet;

import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.DataDescription;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.TrialContext;
import io.lanista.djl.block.NetworkPlan;
import io.lanista.djl.data.DataSet;
import io.lanista.djl.train.DeviceMeasures;
import io.lanista.djl.train.TrainingSetup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Scores architectures in the supernet of an earlier run; its data are that run's. */
final class SupernetEvaluation implements Evaluation {
    static final String PARAMETERS = "parameters";
    static final String FLOPS = "flops";

    /** What is measured of every network alone. */
    static final List<String> COSTS = List.of(PARAMETERS, FLOPS);

    private final Evaluation ofRun;
    private final TrainingSetup setup;
    private final SharedNetwork network;
    private final DeviceMeasures measures;

    /**
     * @param ofRun has the run's data
     * @param setup the run's
     */
    SupernetEvaluation(Evaluation ofRun, TrainingSetup setup, SharedNetwork network, DeviceMeasures measures) {
        this.ofRun = ofRun;
        this.setup = setup;
        this.network = network;
        this.measures = measures;
    }

    @Override
    public Metrics evaluate(Model model, TrialContext context) {
        Choices choices = SearchSpace.choicesOf(model);
        Map<String, Double> metrics =
                new LinkedHashMap<>(network.measure(choices, setup.data().validation(), context::checkCancelled));
        NetworkPlan plan = NetworkPlan.of(model, setup.blocks());
        metrics.put(PARAMETERS, (double) plan.parameters().count());
        metrics.put(FLOPS, (double) plan.flops());
        metrics.putAll(measures.of(plan, context::checkCancelled));
        return Metrics.of(metrics);
    }

    @Override
    public Optional<Metrics> test(Model model, TrialContext context) {
        DataSet test = setup.data().test();
        return Optional.of(Metrics.of(network.measure(SearchSpace.choicesOf(model), test, context::checkCancelled)));
    }

    @Override
    public void check(SearchSpace space) {
        String own = SearchSpace.of(space.base()).hash();
        if (!own.equals(network.space().hash())) {
            throw new IllegalArgumentException("The space (" + space.base().name()
                    + ") isn't the one that the supernet was trained for, which is (" + network.space()
                    + "). Maybe copy the space of the run's experiment; constraints may differ.");
        }
    }

    @Override
    public Optional<Shape> inputShape() {
        return ofRun.inputShape();
    }

    @Override
    public Optional<Integer> outputs() {
        return ofRun.outputs();
    }

    @Override
    public OptionalInt numbers() {
        return ofRun.numbers();
    }

    @Override
    public Optional<DataDescription> data() {
        return ofRun.data();
    }

    @Override
    public void close() {
        try (ofRun) {
            network.close();
        }
    }
}
