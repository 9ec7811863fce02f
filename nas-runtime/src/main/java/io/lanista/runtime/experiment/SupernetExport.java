package io.lanista.runtime.experiment;

import io.lanista.api.space.Choices;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.journal.JournalRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a one-shot trainer exported.
 *
 * @param choices the architecture
 * @param epoch the last epoch that was trained; 0 for none
 * @param epochs how many there were to be; 0 if not even one ended
 * @param cut why the training ended before its end
 * @param metrics what the trainer measured in the last epoch
 * @param notes all that the trainer wanted people to know, such as what its guards saw
 */
public record SupernetExport(
        Choices choices, int epoch, int epochs, JournalRecord.Cut cut, Metrics metrics, List<String> notes) {
    private static final String MIXED = "supernet_";
    private static final String TRAINED = "architecture_";
    private static final String DISCRETE = "discrete_";

    /** Copies. */
    public SupernetExport {
        notes = List.copyOf(notes);
    }

    static SupernetExport of(JournalRecord.Exported exported, Optional<JournalRecord.Epoch> last, List<String> notes) {
        return new SupernetExport(
                exported.choices(),
                last.map(JournalRecord.Epoch::epoch).orElse(0),
                last.map(JournalRecord.Epoch::epochs).orElse(0),
                exported.cut(),
                last.map(JournalRecord.Epoch::metrics).orElse(Metrics.of(Map.of())),
                notes);
    }

    /** Whether the training is over; otherwise it goes on later, and exports again. */
    public boolean isFinal() {
        return cut != JournalRecord.Cut.CANCELLED;
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
