package io.lanista.api.model;

/**
 * A placeholder for some of the node's inputs, chosen without replacement and then merged.
 *
 * @param label names the decision; its values are rising lists of input indexes
 * @param candidates how many inputs the node has
 * @param least how many are chosen at least; 0 needs {@link Merge#NONE}
 * @param most how many are chosen at most
 * @param merge how the chosen ones become one
 */
public record InputChoice(Label label, int candidates, int least, int most, Merge merge) implements Operation {
    /** Checks the numbers. */
    public InputChoice {
        Domain domain = new Domain.SomeOf(candidates, least, most);
        if (least == 0 && merge != Merge.NONE) {
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

    /** The decision's values. */
    public Domain.SomeOf domain() {
        return new Domain.SomeOf(candidates, least, most);
    }
}
