package io.lanista.layer;

import io.lanista.api.model.Shape;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import java.util.List;
import java.util.Optional;

/**
 * Whether the shapes of a space fit for every choice, found before anything runs.
 *
 * <p>The shapes that each place may have are propagated through the graph together with the decisions that lead to them,
 * which covers every choice without going through them one by one. Where that isn't possible (mutators of the user's own,
 * adjacency matrices, real-valued attributes, too many shapes), all choices are tried if they are few, else a seeded sample
 * of them, with every value of every decision that the sample can reach.
 *
 * <p>What a constraint forbids is no misfit. Nor is a choice that makes no architecture at all, such as a cell without a
 * path.
 *
 * @param coverage what was covered, and how
 * @param examined how many architectures were looked at one by one; 0 if shapes were propagated and all fit
 * @param misfit the first misfit that was found, if any
 */
public record SpaceCheck(Coverage coverage, int examined, Optional<Misfit> misfit) {
    private static final int SHOWN = 20;

    /** What a check covers, and how it was done. */
    public enum Coverage {
        /** Shapes were propagated: every choice is covered. */
        PROPAGATED("all choices, by propagating shapes"),
        /** Every choice was tried. */
        ENUMERATED("all choices, one by one"),
        /** A sample was tried. */
        SAMPLED("a sample of choices");

        private final String words;

        Coverage(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * Choices whose shapes don't fit.
     *
     * @param choices all of them
     * @param responsible those that matter for the misfit, as far as that is known; all of them, otherwise
     * @param reason where it happens, and the shapes
     */
    public record Misfit(Choices choices, Choices responsible, String reason) {}

    /** Checks a space; a layer that is unknown or has wrong attributes is a misfit, too. */
    public static SpaceCheck of(SearchSpace space, LayerCatalogue catalogue) {
        return new SpaceChecker(space, catalogue, Optional.empty()).check();
    }

    /**
     * Checks a space whose networks have to make tensors of one shape.
     *
     * @param output the shape that is needed, for one example; another one is a misfit
     */
    public static SpaceCheck of(SearchSpace space, LayerCatalogue catalogue, Shape output) {
        return new SpaceChecker(space, catalogue, Optional.of(output)).check();
    }

    private static String words(Choices choices) {
        List<String> words = choices.values().entrySet().stream()
                .map(answer -> answer.getKey() + "=" + answer.getValue())
                .toList();
        return words.size() <= SHOWN
                ? choices.toString()
                : String.join(", ", words.subList(0, SHOWN)) + " and " + (words.size() - SHOWN) + " more";
    }

    /**
     * This check, if all is well.
     *
     * @throws IllegalArgumentException if there is a misfit; the message names the choices, the places and the shapes
     */
    public SpaceCheck orThrow() {
        misfit.ifPresent(found -> {
            throw new IllegalArgumentException(
                    found.responsible().values().isEmpty()
                            ? found.reason()
                            : "The choices " + words(found.responsible()) + " don't fit together. " + found.reason()
                                    + " Maybe offer candidates with equal shapes, or forbid these choices by a"
                                    + " constraint.");
        });
        return this;
    }
}
