package io.lanista.runtime.execute;

import io.lanista.api.option.Option;
import io.lanista.api.option.OptionException;
import io.lanista.api.option.Options;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Objective;
import io.lanista.djl.train.DeviceMeasures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Evaluators composed with what is measured of a network on the device. Any evaluator has the option {@code measure} beside its own,
 * unless it measures the device itself; with it, the objectives that are measured are none of the evaluator's business.
 */
public final class Measuring {
    private static final Option<Map<String, Object>> MEASURE = Option.table(
            "measure",
            "Measures the network on this device, too, for objectives such as latency_ms: latency_batch, latency_rounds, latency_table; {}"
                    + " for their defaults.");

    private Measuring() {}

    /** All options of an evaluator, for people to choose from. */
    public static List<Option<?>> options(Evaluator evaluator) {
        List<Option<?>> options = new ArrayList<>(evaluator.options());
        if (isFor(options)) {
            options.add(MEASURE);
        }
        return List.copyOf(options);
    }

    /** Those that what was given is checked against: experiments that don't measure are as if there were nothing to measure. */
    public static List<Option<?>> options(Evaluator evaluator, Map<String, ?> given) {
        List<Option<?>> own = evaluator.options();
        boolean isAllOwn = own.stream().map(Option::name).toList().containsAll(given.keySet());
        return isAllOwn ? own : options(evaluator);
    }

    /** Whether an evaluator runs native code with the options that it is given. */
    public static boolean usesNativeCode(Evaluator evaluator, Map<String, ?> given) {
        return evaluator.usesNativeCode() || given.containsKey(MEASURE.name()) && isFor(evaluator.options());
    }

    private static boolean isFor(List<Option<?>> options) {
        return options.stream()
                .noneMatch(option -> option.name().equals(MEASURE.name()) || DeviceMeasures.OPTIONS.contains(option));
    }

    /**
     * Opens an evaluator, with what its options say is to be measured.
     *
     * @throws OptionException if the evaluator refuses an option or the data, or nothing is left for it to measure
     */
    public static Evaluation open(Evaluator evaluator, OpeningRequest request) {
        if (!request.options().asMap().containsKey(MEASURE.name()) || !isFor(evaluator.options())) {
            return evaluator.open(request);
        }
        Options chosen = Options.parse(
                "option 'measure' of the evaluator '" + evaluator.name() + "'",
                DeviceMeasures.OPTIONS,
                request.options().get(MEASURE));
        DeviceMeasures measures = DeviceMeasures.of(
                chosen,
                request.objectives(),
                request.baseFolder(),
                request.blocks().layers());
        List<Objective> left = request.objectives().stream()
                .filter(objective -> !MeasuredEvaluation.METRICS.contains(objective.metric()))
                .toList();
        if (left.isEmpty()) {
            throw new OptionException("The objectives "
                    + request.objectives().stream().map(Objective::metric).toList()
                    + " are all measured of the device, so what the evaluator '" + evaluator.name()
                    + "' does would count for nothing. Maybe add an objective that it measures.");
        }
        Map<String, Object> own = new HashMap<>(request.options().asMap());
        own.remove(MEASURE.name());
        Options options = Options.parse("evaluator '" + evaluator.name() + "'", evaluator.options(), own);
        return new MeasuredEvaluation(evaluator.open(request.with(options, left)), measures, request.blocks());
    }
}
