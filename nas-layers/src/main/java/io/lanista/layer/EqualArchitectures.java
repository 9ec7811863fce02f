package io.lanista.layer;

import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Model;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.base.random.Seeds;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * How many of a space's choices compute the same as others, by what their layers mean (see {@link CanonicalForm}): all of them in a
 * small space, otherwise some that are drawn. Strategies may try one choice of each class; where a table has a result for each choice,
 * that leaves results out.
 *
 * @param choices how many different choices were looked at
 * @param classes how many classes of equal architectures they come to
 * @param all whether these were all that there are
 */
public record EqualArchitectures(int choices, int classes, boolean all) {
    private static final int LISTED = 2_000;
    private static final long SEED = 1;

    /** So many layers are looked at, no more: some tenths of a second. */
    private static final int MAX_LAYERS = 20_000;

    /** Counts the classes of a space, whatever its constraints allow. */
    public static EqualArchitectures of(SearchSpace space, LayerCatalogue catalogue) {
        SearchSpace unconstrained = space.unconstrained();
        boolean few = unconstrained
                .size()
                .filter(size -> size.compareTo(BigInteger.valueOf(LISTED)) <= 0)
                .isPresent();
        Iterator<Choices> some = few
                ? unconstrained.enumerate().iterator()
                : draws(unconstrained).iterator();
        Set<Choices> seen = new HashSet<>();
        Set<Object> classes = new HashSet<>();
        int layers = 0;
        while (layers < MAX_LAYERS && some.hasNext()) {
            Choices choices = some.next();
            try {
                Model model = unconstrained.freeze(choices);
                layers += 1 + GraphAnalysis.size(model.graph());
                classes.add(CanonicalForm.hash(model, catalogue));
                seen.add(choices);
            } catch (InvalidArchitectureException | IllegalArgumentException e) {
                layers++; // No architecture: nothing to compare.
            }
        }
        return new EqualArchitectures(seen.size(), classes.size(), few && !some.hasNext());
    }

    private static Stream<Choices> draws(SearchSpace space) {
        RandomGenerator random = Seeds.generator(SEED);
        return Stream.generate(() -> space.sample(random)).limit(LISTED);
    }
}
