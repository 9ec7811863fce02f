package io.lanista.api.mutate;

import io.lanista.api.model.Domain;
import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Label;
import io.lanista.api.model.Model;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a mutator asks when every question is answered with the first candidate.
 *
 * @param model the mutated model, to run the next mutator on
 * @param questions the domain of each question by its label, in the order of asking; immutable
 * @param dynamic whether other answers (the last candidate each time) lead to other questions
 */
public record DryRun(Model model, Map<Label, Domain> questions, boolean dynamic) {
    /** Runs the mutator twice on the model. */
    public static DryRun of(Mutator mutator, Model model) {
        List<Domain> first = new ArrayList<>();
        Model mutated = mutator.mutate(model, domain -> {
            first.add(domain);
            return domain.values().get(0);
        });
        Map<Label, Domain> questions = new LinkedHashMap<>();
        for (int i = 0; i < first.size(); i++) {
            questions.put(first.size() == 1 ? mutator.label() : mutator.label().child(i), first.get(i));
        }
        return new DryRun(mutated, Collections.unmodifiableMap(questions), !first.equals(lastOf(mutator, model)));
    }

    private static List<Domain> lastOf(Mutator mutator, Model model) {
        List<Domain> last = new ArrayList<>();
        try {
            mutator.mutate(model, domain -> {
                last.add(domain);
                List<Object> values = domain.values();
                return values.get(values.size() - 1);
            });
        } catch (InvalidArchitectureException e) {
            return last; // An invalid answer ends the questions there, which is a difference worth seeing.
        }
        return last;
    }
}
