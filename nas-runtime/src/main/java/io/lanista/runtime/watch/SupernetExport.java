package io.lanista.runtime.watch;

import io.lanista.api.space.Choices;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a one-shot trainer exported.
 *
 * @param choices the architecture
 * @param epoch the last epoch that was trained; 0 for none
 * @param epochs how many there were to be; 0 if not even one ended
 * @param cut why the training ended when it did
 * @param metrics what the trainer measured in the last epoch
 * @param notes all that the trainer wanted people to know, such as what its guards saw
 * @param trained the architecture's own trial, once it was scored
 * @param baseline the trials of random architectures of the same space, trained alike, as far as they were scored
 */
public record SupernetExport(
        Choices choices,
        int epoch,
        int epochs,
        Cut cut,
        Metrics metrics,
        List<String> notes,
        Optional<BestTrial> trained,
        List<BestTrial> baseline) {
    private static final String MIXED = "supernet_";
    private static final String TRAINED = "architecture_";
    private static final String DISCRETE = "discrete_";

    /** Why a supernet's training ended. */
    public enum Cut {
        /** It was trained to the end. */
        NONE,
        /** The time was over. */
        TIME,
        /** Somebody interrupted it; it goes on later. */
        CANCELLED;

        /** In one word, for files. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Copies. */
    public SupernetExport {
        notes = List.copyOf(notes);
        baseline = List.copyOf(baseline);
    }

    /** Whether the training is over; otherwise it goes on later, and exports again. */
    public boolean isFinal() {
        return cut != Cut.CANCELLED;
    }

    /** The mean of the baseline's first objective; empty without a baseline. */
    public OptionalDouble baselineMean() {
        return baseline.stream().mapToDouble(SupernetExport::value).average();
    }

    /** How many of the baseline's architectures the export is better than, in the first objective; 0 before it was scored. */
    public long ahead() {
        return trained.stream()
                .flatMap(own -> baseline.stream()
                        .filter(other -> own.scores()
                                .all()
                                .get(0)
                                .isBetterThan(other.scores().all().get(0))))
                .count();
    }

    private static double value(BestTrial trial) {
        return trial.scores().all().get(0).value();
    }

    /**
     * The objective's metric of the whole supernet. By convention a trainer calls it {@code supernet_accuracy}, or else
     * {@code architecture_accuracy}, measured while it trained on the data for the architecture.
     */
    public OptionalDouble mixed(Objective objective) {
        OptionalDouble measured = metric(MIXED + objective.metric());
        return measured.isPresent() ? measured : metric(TRAINED + objective.metric());
    }

    /**
     * The objective's metric of the exported architecture with the weights that it has in the supernet: by convention a trainer
     * calls it {@code discrete_accuracy}.
     */
    public OptionalDouble inherited(Objective objective) {
        return metric(DISCRETE + objective.metric());
    }

    private OptionalDouble metric(String name) {
        Double value = metrics.values().get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
