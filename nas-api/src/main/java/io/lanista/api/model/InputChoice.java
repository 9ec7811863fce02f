package io.lanista.api.model;

import java.util.List;
import java.util.function.Function;

/**
 * A placeholder for some of the node's inputs, chosen without replacement and then merged.
 *
 * @param label names the decision; its values are rising lists of input indexes
 * @param candidates how many inputs the node has
 * @param min how many are chosen at least; 0 needs {@link Merge#NONE}
 * @param max how many are chosen at most
 * @param merge how the chosen ones become one
 */
public record InputChoice(Label label, int candidates, int min, int max, Merge merge) implements Operation {
    /** Checks the numbers. */
    public InputChoice {
        Domain domain = new Domain.SomeOf(candidates, min, max);
        if (min == 0 && merge != Merge.NONE) {
            throw new IllegalArgumentException("The input choice (" + label + ") may choose nothing out of " + domain
                    + ", and there is no " + merge + " of nothing. Maybe use NONE, which leaves the inputs out.");
        }
    }

    /** A choice of exactly {@code chosen} of {@code candidates} inputs. */
    public static InputChoice of(String label, int candidates, int chosen, Merge merge) {
        return new InputChoice(Label.of(label), candidates, chosen, chosen, merge);
    }

    /** A choice between one input and nothing; with nothing, the node that reads it simply has one input less. */
    public static InputChoice optional(String label) {
        return new InputChoice(Label.of(label), 1, 0, 1, Merge.NONE);
    }

    @Override
    public List<Operation> nested() {
        return List.of();
    }

    @Override
    public <R> R match(
            Function<Layer, R> layer,
            Function<Subgraph, R> subgraph,
            Function<LayerChoice, R> layerChoice,
            Function<InputChoice, R> inputChoice,
            Function<Repeat, R> repeat,
            Function<Cell, R> cell) {
        return inputChoice.apply(this);
    }

    /** The decision's values. */
    public Domain.SomeOf domain() {
        return new Domain.SomeOf(candidates, min, max);
    }
}
