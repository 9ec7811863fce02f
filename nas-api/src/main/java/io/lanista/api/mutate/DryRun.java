package io.lanista.api.mutate;

import io.lanista.api.model.Domain;
import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Label;
import io.lanista.api.model.Model;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a mutator asks when every question gets its first, or its last, candidate for an answer.
 *
 * @param model the mutated model, to run the next mutator on; the model itself if the answers make no architecture
 * @param questions the domain of each question by its label, in the order of asking; immutable
 * @param dynamic whether other answers lead, or may lead, to other questions
 */
public record DryRun(Model model, Map<Label, Domain> questions, boolean dynamic) {
    /** Runs the mutator on the model, answering first candidates, and again with last ones. */
    public static DryRun of(Mutator mutator, Model model) {
        DryRun last = ofLast(mutator, model);
        DryRun first = run(mutator, model, values -> values.get(0));
        boolean bothEndedEarly = first.dynamic && last.dynamic;
        return new DryRun(first.model, first.questions, bothEndedEarly || !first.questions.equals(last.questions));
    }

    /** Runs the mutator on the model once, answering last candidates; dynamic, as far as is known, if these are invalid. */
    public static DryRun ofLast(Mutator mutator, Model model) {
        return run(mutator, model, values -> values.get(values.size() - 1));
    }

    /** An invalid answer ends the questions there; what would have followed isn't known. */
    private static DryRun run(Mutator mutator, Model model, Function<List<Object>, Object> answer) {
        Map<Label, Domain> questions = new LinkedHashMap<>();
        Model mutated = model;
        try {
            mutated = mutator.mutate(model, domain -> {
                questions.put(mutator.question(questions.size()), domain);
                return answer.apply(domain.values());
            });
        } catch (InvalidArchitectureException e) {
            return new DryRun(model, Collections.unmodifiableMap(questions), true);
        }
        return new DryRun(mutated, Collections.unmodifiableMap(questions), false);
    }
}
