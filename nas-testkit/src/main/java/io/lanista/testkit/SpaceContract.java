package io.lanista.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.model.Label;
import io.lanista.api.model.Model;
import io.lanista.api.space.Choices;
import io.lanista.api.space.Decision;
import io.lanista.api.space.SearchSpace;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every search space must keep, as tests to inherit; for those who write spaces with mutators or constraints. */
public interface SpaceContract {
    /** The space; an equal one at each call. */
    SearchSpace space();

    /** What is drawn from it is allowed, and can be built. */
    @Test
    default void samplesAreAllowed() {
        SearchSpace space = space();
        for (Choices choices : samples(space, 50)) {
            assertThat(space.validate(choices))
                    .as("what is wrong with the sample " + choices)
                    .isEmpty();
            assertThat(space.freeze(choices).isConcrete())
                    .as("whether nothing is left to decide in the model of " + choices)
                    .isTrue();
        }
    }

    /** Choices make the same model every time, and the model tells its choices. */
    @Test
    default void modelsAndChoicesBelongTogether() {
        SearchSpace space = space();
        SearchSpace again = space();
        for (Choices choices : samples(space, 20)) {
            Model model = space.freeze(choices);
            assertThat(again.freeze(choices).hash())
                    .as("the hash of the model of " + choices
                            + ", made twice. Maybe a mutator keeps state, or goes through"
                            + " a set whose order changes.")
                    .isEqualTo(model.hash());
            assertThat(SearchSpace.choicesOf(model))
                    .as("the choices that the model's lineage tells")
                    .isEqualTo(choices);
        }
    }

    /** Equal spaces have equal hashes, by which experiments know their space again. */
    @Test
    default void hashIsStable() {
        assertThat(space().hash()).as("the hash of the space, made twice").isEqualTo(space().hash());
    }

    /** A decision comes after those that its condition depends on. */
    @Test
    default void decisionsComeAfterWhatTheyDependOn() {
        Set<Label> before = new HashSet<>();
        for (Decision decision : space().decisions()) {
            assertThat(before)
                    .as("the decisions before (" + decision.label() + ")")
                    .containsAll(decision.condition().labels());
            before.add(decision.label());
        }
    }

    /** One changed decision is an allowed change, and a real one. */
    @Test
    default void mutationsAndNeighboursAreAllowed() {
        SearchSpace space = space();
        if (space.size().filter(BigInteger.ONE::equals).isPresent()) {
            return;
        }
        for (Choices choices : samples(space, 10)) {
            Choices mutated = space.mutate(choices, TestSeeds.generator(2, 0));
            assertThat(space.validate(mutated))
                    .as("what is wrong with the mutation " + mutated + " of " + choices)
                    .isEmpty();
            assertThat(mutated).as("the mutation").isNotEqualTo(choices);
            space.neighbours(choices)
                    .limit(20)
                    .forEach(neighbour -> assertThat(space.validate(neighbour))
                            .as("what is wrong with the neighbour " + neighbour + " of " + choices)
                            .isEmpty());
        }
    }

    /** A space that is small enough to list has as many architectures as it says, if nothing constrains it. */
    @Test
    default void sizeIsTheNumberOfArchitectures() {
        SearchSpace space = space();
        BigInteger most = BigInteger.valueOf(20_000);
        space.size().filter(size -> size.compareTo(most) <= 0).ifPresent(size -> {
            long listed = space.enumerate().distinct().count();
            assertThat(listed).as("the number of architectures").isLessThanOrEqualTo(size.longValue());
            if (space.constraints().isEmpty() && space.furtherMutators().isEmpty()) {
                assertThat(space.enumerate().count())
                        .as("the architectures, none twice")
                        .isEqualTo(listed);
            }
        });
    }

    private static List<Choices> samples(SearchSpace space, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> space.sample(TestSeeds.generator(1, i)))
                .toList();
    }
}
