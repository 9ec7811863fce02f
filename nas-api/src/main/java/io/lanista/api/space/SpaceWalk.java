package io.lanista.api.space;

import io.lanista.api.model.Cell;
import io.lanista.api.model.Domain;
import io.lanista.api.model.Graph;
import io.lanista.api.model.Label;
import io.lanista.api.model.Model;
import io.lanista.api.model.Mutation;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Scalars;
import io.lanista.api.mutate.Mutator;
import io.lanista.api.mutate.Sampler;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Goes through the decisions of a space in their order. Used once. */
final class SpaceWalk {
    private static final Label PLACEHOLDERS = Label.of("placeholders");

    private final SearchSpace space;
    private final List<Decision> placeholders;
    private final Map<Label, Object> answers = new HashMap<>();

    SpaceWalk(SearchSpace space, List<Decision> placeholders) {
        this.space = space;
        this.placeholders = placeholders;
    }

    Choices choices(SearchSpace.Picker picker) {
        placeholders(picker);
        if (!space.furtherMutators().isEmpty()) {
            applyFurther(space.start().resolve(answers::get), picker);
        }
        return Choices.of(answers);
    }

    /**
     * The model of these choices.
     *
     * @param traced whether its lineage records them; costs a hash of the model
     */
    Model freeze(Choices choices, boolean traced) {
        SearchSpace.Picker given = (decision, before) -> SearchSpace.answerOf(choices, decision);
        placeholders(given);
        Model decided = space.start().resolve(answers::get);
        Model model = applyFurther(traced && !answers.isEmpty() ? traced(decided) : decided, given);
        if (answers.size() != choices.values().size()) {
            Set<Label> needless = new HashSet<>(choices.values().keySet());
            needless.removeAll(answers.keySet());
            throw new InfeasibleException("The answers to "
                    + needless.stream().sorted().toList() + " belong to no active decision. Maybe leave them out.");
        }
        return model;
    }

    /** All placeholders are decided in one step. */
    private Model traced(Model decided) {
        return decided.withMutation(
                new Mutation(PLACEHOLDERS, new TreeMap<>(answers), space.start().hash(), decided.hash()));
    }

    private void placeholders(SearchSpace.Picker picker) {
        for (Decision decision : placeholders) {
            if (decision.condition().holds(answers)) {
                answers.put(decision.label(), checked(decision, picker.pick(decision, answers)));
            }
        }
    }

    private static Object checked(Decision decision, Object picked) {
        Object answer = Scalars.normalise(picked);
        if (!decision.domain().contains(answer)) {
            throw new InfeasibleException("The answer (" + answer + ") to the decision (" + decision.label()
                    + ") is outside its domain " + decision.domain() + ".");
        }
        return answer;
    }

    private Model applyFurther(Model model, SearchSpace.Picker picker) {
        Model mutated = model;
        for (Mutator mutator : space.furtherMutators()) {
            mutated = apply(mutator, mutated, picker);
        }
        return mutated;
    }

    private Model apply(Mutator mutator, Model model, SearchSpace.Picker picker) {
        return mutator.bind(new Sampler() {
                    @Override
                    public <T> T choose(List<T> candidates, Mutator asking, Model seen, int index) {
                        throw new IllegalStateException("Questions come with their domain.");
                    }

                    @Override
                    public Object choose(Domain domain, Mutator asking, Model seen, int index) {
                        Decision decision = decision(mutator, mutator.question(index), domain);
                        Object answer = checked(decision, picker.pick(decision, answers));
                        answers.put(decision.label(), answer);
                        return answer;
                    }
                })
                .apply(model);
    }

    /** A mutator that was held to be static shows here that it isn't, if its questions are others now. */
    private Decision decision(Mutator mutator, Label label, Domain domain) {
        if (space.isDynamic(mutator)) {
            return new Decision(label, domain, Condition.ALWAYS);
        }
        Decision known = space.decision(label).orElse(null);
        if (known == null || !known.domain().equals(domain)) {
            throw new IllegalStateException(
                    "The mutator (" + mutator.label() + ") asks for (" + label + ") in " + domain
                            + ", and asked for " + (known == null ? "nothing" : "one in " + known.domain())
                            + " when the space was made. Maybe its questions depend on answers in a way that its dry run couldn't"
                            + " see, or it keeps state.");
        }
        return known;
    }

    /** Whether some combination of choices may turn out to be no architecture. */
    static boolean canBeInvalid(Model model) {
        return canBeInvalid(model.graph());
    }

    private static boolean canBeInvalid(Graph graph) {
        return graph.nodes().stream().anyMatch(node -> canBeInvalid(node.operation()));
    }

    private static boolean canBeInvalid(Operation operation) {
        return operation instanceof Cell cell && cell.topology() instanceof Cell.Topology.Adjacency
                || operation.nested().stream().anyMatch(SpaceWalk::canBeInvalid);
    }
}
