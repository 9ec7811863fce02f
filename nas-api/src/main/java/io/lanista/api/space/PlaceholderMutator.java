package io.lanista.api.space;

import io.lanista.api.model.Domain;
import io.lanista.api.model.Label;
import io.lanista.api.model.Model;
import io.lanista.api.mutate.Chooser;
import io.lanista.api.mutate.Mutator;

/** The mutator of one placeholder decision: asks for it if the model still has it, and puts the answer everywhere. */
record PlaceholderMutator(Label label, Domain domain) implements Mutator {
    @Override
    public Model mutate(Model model, Chooser chooser) {
        boolean present = DecisionCollector.collect(model).stream()
                .anyMatch(decision -> decision.label().equals(label));
        if (!present) {
            return model;
        }
        Object answer = chooser.choose(domain);
        return model.resolve(asked -> asked.equals(label) ? answer : null);
    }
}
