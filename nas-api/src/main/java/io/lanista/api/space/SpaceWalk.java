package io.lanista.api.space;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Cell;
import io.lanista.api.model.Domain;
import io.lanista.api.model.Graph;
import io.lanista.api.model.Label;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Model;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Repeat;
import io.lanista.api.model.Scalars;
import io.lanista.api.model.Subgraph;
import io.lanista.api.mutate.Mutator;
import io.lanista.api.mutate.Sampler;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Goes through the decisions of a space in their order. Used once. */
final class SpaceWalk {
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

    Model freeze(Choices choices) {
        SearchSpace.Picker given = (decision, before) -> SearchSpace.answerOf(choices, decision);
        placeholders(given);
        Model model = applyFurther(space.start().resolve(answers::get), given);
        if (answers.size() != choices.values().size()) {
            Set<Label> needless = new HashSet<>(choices.values().keySet());
            needless.removeAll(answers.keySet());
            throw new InfeasibleException("The answers to "
                    + needless.stream().sorted().toList() + " belong to no active decision. Maybe leave them out.");
        }
        return model;
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

    /** While a mutator runs, its first question may turn out to be its only one, whose label has no number. */
    private Model apply(Mutator mutator, Model model, SearchSpace.Picker picker) {
        Map<Label, Object> asked = new LinkedHashMap<>();
        boolean single = space.decision(mutator.label()).isPresent();
        Model mutated = mutator.bind(new Sampler() {
                    @Override
                    @SuppressWarnings("unchecked") // The answer is one of the candidates, or a real number like them.
                    public <T> T choose(List<T> candidates, Mutator asking, Model seen, int index) {
                        Label label = single && index == 0
                                ? mutator.label()
                                : mutator.label().child(index);
                        Decision known = space.decision(label)
                                .orElseGet(() -> new Decision(
                                        label, new Domain.OneOf(List.copyOf(candidates)), Condition.ALWAYS));
                        Object answer = checked(known, picked(picker, known, mutator));
                        asked.put(label, answer);
                        return (T) answer;
                    }
                })
                .apply(model);
        if (asked.size() == 1 && !single) {
            answers.put(mutator.label(), asked.values().iterator().next());
        } else {
            answers.putAll(asked);
        }
        return mutated;
    }

    /** Recorded choices hold a mutator's only question under its bare label. */
    private Object picked(SearchSpace.Picker picker, Decision decision, Mutator mutator) {
        if (decision.label().equals(mutator.label().child(0))) {
            try {
                return picker.pick(decision, answers);
            } catch (InfeasibleException e) {
                return picker.pick(new Decision(mutator.label(), decision.domain(), decision.condition()), answers);
            }
        }
        return picker.pick(decision, answers);
    }

    /** Whether some combination of choices may turn out to be no architecture. */
    static boolean canBeInvalid(Model model) {
        return canBeInvalid(model.graph());
    }

    private static boolean canBeInvalid(Graph graph) {
        return graph.nodes().stream().anyMatch(node -> canBeInvalid(node.operation()));
    }

    private static boolean canBeInvalid(Operation operation) {
        if (operation instanceof Subgraph nested) {
            return canBeInvalid(nested.graph());
        }
        if (operation instanceof LayerChoice choice) {
            return canBeInvalid(choice.candidates());
        }
        if (operation instanceof Repeat repeat) {
            return repeat.bodies().stream().anyMatch(SpaceWalk::canBeInvalid);
        }
        return operation instanceof Cell cell && canBeInvalid(cell);
    }

    private static boolean canBeInvalid(Cell cell) {
        Operation last = cell.postprocessing();
        return cell.topology() instanceof Cell.Topology.Adjacency
                || canBeInvalid(cell.candidates())
                || canBeInvalid(cell.inputCandidates())
                || cell.preprocessing().stream().anyMatch(SpaceWalk::canBeInvalid)
                || (last != null && canBeInvalid(last));
    }

    private static boolean canBeInvalid(List<Candidate> candidates) {
        return candidates.stream().anyMatch(candidate -> canBeInvalid(candidate.operation()));
    }
}
