package io.lanista.strategy.parts;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.base.random.Seeds;
import io.lanista.layer.LayerArchitectures;
import io.lanista.layer.LayerCatalogue;
import io.lanista.testkit.StandardSpaces;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ProposalsTest {
    private static Proposals proposals(SearchSpace space, boolean distinct) {
        return new Proposals(space, new LayerArchitectures(space, LayerCatalogue.standard()), distinct);
    }

    @Test
    void drawsBringEachArchitectureOfASmallSpaceOnceAndThenNone() {
        SearchSpace space = StandardSpaces.constrained();
        Proposals proposals = proposals(space, true);
        RandomGenerator random = Seeds.generator(1);
        Set<Choices> drawn = new HashSet<>();
        for (int i = 0; i < 220; i++) {
            Choices next = proposals.draw(random).orElseThrow();
            assertThat(drawn.add(next)).isTrue();
            proposals.add(next);
        }
        assertThat(proposals.draw(random)).isEmpty();
    }

    @Test
    void otherNamesOfAnArchitectureAreDrawnOnceNothingElseIsLeft() {
        SearchSpace space = StandardSpaces.cell();
        Proposals proposals = proposals(space, true);
        LayerArchitectures architectures = new LayerArchitectures(space, LayerCatalogue.standard());
        RandomGenerator random = Seeds.generator(1);
        Set<Object> classes = new HashSet<>();
        for (int i = 0; i < 64; i++) {
            Choices next = proposals.draw(random).orElseThrow();
            assertThat(proposals.isNew(next)).isEqualTo(i < 26);
            classes.add(architectures.classOf(next));
            proposals.add(next);
        }
        assertThat(classes).hasSize(26);
        assertThat(proposals.draw(random)).isEmpty();
    }

    @Test
    void withoutClassesOnlyEqualChoicesAreOld() {
        SearchSpace space = StandardSpaces.cell();
        Proposals proposals = proposals(space, false);
        space.enumerate().limit(63).forEach(proposals::add);
        Choices last = space.enumerate().skip(63).findFirst().orElseThrow();
        assertThat(proposals.isNew(last)).isTrue();
        assertThat(proposals.draw(Seeds.generator(1))).contains(last);
    }

    @Test
    void whatIsNoFiniteNumberIsTheWorstGain() {
        Objective less = Objective.minimize("loss");
        assertThat(Gains.of(Outcome.scored(less.score(3), Metrics.NONE))).isEqualTo(-3);
        assertThat(Gains.of(Outcome.scored(less.score(Double.NaN), Metrics.NONE)))
                .isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Gains.of(Outcome.scored(less.score(Double.NEGATIVE_INFINITY), Metrics.NONE)))
                .isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Gains.of(Outcome.failed("It failed."))).isEqualTo(Double.NEGATIVE_INFINITY);
    }
}
