package io.lanista.djl.train;

import io.lanista.api.option.Option;
import io.lanista.api.option.OptionException;
import io.lanista.api.option.Options;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.api.trial.Objective;
import io.lanista.djl.block.NetworkPlan;
import io.lanista.layer.LayerCatalogue;
import io.lanista.layer.ModelAnalysis;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is measured of a network on the device that trains it, beside how good it is. Only what the objectives of the search ask for:
 * measuring takes time, and what nobody asked for would make metrics differ from run to run. Immutable.
 */
public final class DeviceMeasures {
    /** The metric that says what is kept of a network on the disk; who keeps it measures it. */
    public static final String SIZE = "size_bytes";

    static final int ROUNDS_UNLESS_SET = 5;

    private static final String PEAK = "peak_memory_bytes";
    private static final String PREDICTED = "latency_table_ms";
    private static final String MILLIS = "latency_ms";
    private static final String SPREAD = "latency_spread";
    private static final String RATIO = "latency_ratio";
    private static final List<String> MEASURED = List.of(MILLIS, SPREAD, RATIO);
    private static final Option<Long> BATCH =
            Option.integer("latency_batch", 1, 1, 100_000, "Examples in one pass where latency is measured.");
    private static final Option<Long> ROUNDS = Option.integer(
            "latency_rounds",
            ROUNDS_UNLESS_SET,
            1,
            1_000,
            "In how many rounds latency is measured; the lowest median of a round counts.");

    private static final Option<String> TABLE = Option.text(
            "latency_table",
            "",
            "A CSV with the latency of each layer on a device, measured for this space, for the metric latency_table_ms.");

    /** What {@link #of(EvaluationRequest, LayerCatalogue)} reads. */
    public static final List<Option<?>> OPTIONS = List.of(BATCH, ROUNDS, TABLE);

    /** What {@link #of(NetworkPlan, Runnable)} measures or predicts of any network, trained or not. */
    public static final List<String> OF_ANY_NETWORK = List.of(MILLIS, SPREAD, RATIO, PREDICTED, PEAK);

    static final List<String> METRICS = List.of(MILLIS, SPREAD, RATIO, PREDICTED, PEAK, SIZE);

    private final Set<String> asked;
    private final LatencyMeter meter;
    private final Optional<LayerLatencies> table;
    private final LayerCatalogue layers;

    private DeviceMeasures(
            Set<String> asked, LatencyMeter meter, Optional<LayerLatencies> table, LayerCatalogue layers) {
        this.asked = Set.copyOf(asked);
        this.meter = meter;
        this.table = table;
        this.layers = layers;
    }

    /**
     * What a request asks for.
     *
     * @throws OptionException if an objective is predicted from a table, and none is named
     */
    public static DeviceMeasures of(EvaluationRequest request, LayerCatalogue layers) {
        return of(request.options(), request.objectives(), request.baseFolder(), layers);
    }

    /**
     * The same by its parts.
     *
     * @param options with {@link #OPTIONS}
     * @param objectives of which those count that are measured here
     * @param baseFolder of the table's path
     * @throws OptionException if an objective is predicted from a table, and none is named
     */
    public static DeviceMeasures of(
            Options options, List<Objective> objectives, Path baseFolder, LayerCatalogue layers) {
        DeviceMeasures measures = new DeviceMeasures(
                objectives.stream().map(Objective::metric).collect(Collectors.toSet()),
                new LatencyMeter(Math.toIntExact(options.get(BATCH)), Math.toIntExact(options.get(ROUNDS))),
                Optional.of(options.get(TABLE))
                        .filter(named -> !named.isEmpty())
                        .map(named -> LayerLatencies.read(baseFolder.resolve(named))),
                layers);
        if (measures.isAskedFor(PREDICTED)) {
            measures.table();
        }
        return measures;
    }

    /**
     * The table of latencies.
     *
     * @throws OptionException if none is named
     */
    LayerLatencies table() {
        return table.orElseThrow(() -> new OptionException(
                "Latency is predicted from a table, and the evaluator's option (latency_table) names none. "
                        + LayerLatencies.WAY_OUT));
    }

    /** Whether an objective is after this metric. */
    public boolean isAskedFor(String metric) {
        return asked.contains(metric);
    }

    /**
     * The latencies of a network and the memory that it needs, if they are asked for. Time doesn't depend on the values of weights, so the
     * network need not be trained.
     *
     * @param checkCancelled called between measurements; what it throws ends them
     */
    public Map<String, Double> of(NetworkPlan plan, Runnable checkCancelled) {
        Map<String, Double> measured = new TreeMap<>();
        if (asked.contains(PREDICTED)) {
            measured.put(PREDICTED, table().predict(ModelAnalysis.of(plan.model(), layers)));
        }
        if (asked.contains(PEAK)) {
            measured.put(PEAK, PeakMemory.bytes(plan, layers, meter.batchSize()));
        }
        if (MEASURED.stream().anyMatch(asked::contains)) {
            Latency latency = meter.measure(plan, checkCancelled);
            measured.put(MILLIS, latency.millis());
            measured.put(SPREAD, latency.spread());
            measured.put(RATIO, latency.ratio());
        }
        return measured;
    }
}
