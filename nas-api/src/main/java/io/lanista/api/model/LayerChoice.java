package io.lanista.api.model;

import io.lanista.base.text.DidYouMean;
import java.util.List;
import java.util.function.Function;

/**
 * A placeholder for one of several operations, each of which takes all inputs of the node.
 *
 * @param label names the decision; its values are the names of the candidates
 * @param candidates in order, with different names
 */
public record LayerChoice(Label label, List<Candidate> candidates) implements Operation {
    /** Checks the names and copies. */
    public LayerChoice {
        candidates = List.copyOf(candidates);
        domainOf(candidates);
    }

    /** A choice among these candidates. */
    public static LayerChoice of(String label, Candidate... candidates) {
        return new LayerChoice(Label.of(label), List.of(candidates));
    }

    /** The decision's values. */
    public Domain.OneOf domain() {
        return domainOf(candidates);
    }

    @Override
    public List<Operation> nested() {
        return candidates.stream().map(Candidate::operation).toList();
    }

    @Override
    public <R> R match(
            Function<Layer, R> layer,
            Function<Subgraph, R> subgraph,
            Function<LayerChoice, R> layerChoice,
            Function<InputChoice, R> inputChoice,
            Function<Repeat, R> repeat,
            Function<Cell, R> cell) {
        return layerChoice.apply(this);
    }

    static Domain.OneOf domainOf(List<Candidate> candidates) {
        return new Domain.OneOf(candidates.stream().<Object>map(Candidate::name).toList());
    }

    /** The operation of the candidate with this name. */
    static Operation pick(Label label, List<Candidate> candidates, Object name) {
        for (Candidate candidate : candidates) {
            if (candidate.name().equals(name)) {
                return candidate.operation();
            }
        }
        throw new IllegalArgumentException("The choice (" + label + ") has no candidate (" + name + "). Available: "
                + DidYouMean.list(candidates.stream().map(Candidate::name).toList()) + ".");
    }
}
