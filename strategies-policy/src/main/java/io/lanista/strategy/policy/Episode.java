package io.lanista.strategy.policy;

import io.lanista.api.space.Choices;
import io.lanista.api.space.Decision;
import io.lanista.api.space.InfeasibleException;
import io.lanista.api.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The way through the decisions of one architecture.
 *
 * @param choices all answers
 * @param steps one for each active decision, in order
 */
record Episode(Choices choices, List<Step> steps) {
    /**
     * One answer.
     *
     * @param logProbability its logarithmic probability by the policy that it was drawn from
     */
    record Step(Decision decision, Object value, double logProbability) {}

    private interface Choice {
        Object of(Decision decision, Policy.Stand stand);
    }

    /**
     * Draws one from a policy.
     *
     * @param evenly the chance that an answer is drawn evenly instead
     * @throws io.lanista.api.model.InvalidArchitectureException if a mutator can't be applied with these answers
     */
    static Episode draw(SearchSpace space, Policy policy, double evenly, RandomGenerator random) {
        return walk(
                space,
                policy,
                (decision, stand) -> random.nextDouble() < evenly
                        ? SearchSpace.uniform(decision.domain(), random)
                        : stand.head().draw(stand.parameters(), random));
    }

    /**
     * The one that leads to these choices.
     *
     * @throws InfeasibleException if the space doesn't have them
     */
    static Episode of(Choices choices, SearchSpace space, Policy policy) {
        return walk(
                space,
                policy,
                (decision, stand) -> choices.get(decision.label())
                        .filter(decision.domain()::contains)
                        .orElseThrow(() -> new InfeasibleException("The choices " + choices
                                + " have no answer to the decision (" + decision.label() + ").")));
    }

    private static Episode walk(SearchSpace space, Policy policy, Choice choice) {
        Policy.Pass pass = policy.begin();
        List<Step> steps = new ArrayList<>();
        Choices choices = space.walk((decision, answers) -> {
            Policy.Stand stand = pass.next(decision);
            Object value = choice.of(decision, stand);
            steps.add(new Step(decision, value, stand.logProbability(value)));
            pass.answered(value);
            return value;
        });
        return new Episode(choices, List.copyOf(steps));
    }
}
