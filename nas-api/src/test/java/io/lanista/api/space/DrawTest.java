package io.lanista.api.space;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Graph;
import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Model;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Repeat;
import io.lanista.api.model.Value;
import java.math.BigInteger;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DrawTest {
    private static SearchSpace space(Operation operation) {
        return SearchSpace.of(
                Model.named("net").input("x", 8).then("body", operation).build());
    }

    private static SearchSpace perceptrons(int depth, int widths) {
        return space(Repeat.of("depth", 1, depth, Layer.of("linear", "units", Value.integer("width", 1, widths))));
    }

    private static Map<Object, Integer> drawn(SearchSpace space, String label, int draws) {
        Map<Object, Integer> counts = new TreeMap<>();
        Random random = new Random(5);
        for (int i = 0; i < draws; i++) {
            counts.merge(space.sample(random).get(Label.of(label)).orElseThrow(), 1, Integer::sum);
        }
        return counts;
    }

    /** Evenly over architectures, depth 1 would have a share of 1 in 10,000. */
    @Test
    void aDepthBehindWhichThereIsHardlyAnythingIsDrawnAsOftenAsTheOthers() {
        SearchSpace space = perceptrons(3, 100);
        assertThat(space.unevenDecisions()).containsExactly(Label.of("depth"));
        assertThat(drawn(space, "depth", 3_000).values()).hasSize(3).allMatch(count -> count > 900 && count < 1_100);
    }

    /** 10, 100 and 1,000 architectures: a ratio of a hundred is not yet too uneven. */
    @Test
    void otherDepthsAreDrawnInProportionToWhatIsBehindThem() {
        SearchSpace space = perceptrons(3, 10);
        assertThat(space.unevenDecisions()).isEmpty();
        Map<Object, Integer> drawn = drawn(space, "depth", 10_000);
        assertThat(drawn.get(1L)).isBetween(60, 125);
        assertThat(drawn.get(2L)).isBetween(800, 1_000);
    }

    @Test
    void countsAreThoseOfAllChoices() {
        LayerChoice kind = LayerChoice.of(
                "kind",
                Candidate.of("wide", Layer.of("linear", "units", Value.choice("width", 2, 4, 8))),
                Candidate.of("none", Layer.of("identity")),
                Candidate.of("same", Layer.of("linear", "units", Value.choice("width", 2, 4, 8))));
        SearchSpace space = space(Graph.sequence(
                Repeat.of("depth", 0, 3, kind),
                Repeat.shared(
                        "shared",
                        1,
                        2,
                        LayerChoice.of(
                                "kind",
                                Candidate.of("wide", Layer.of("relu")),
                                Candidate.of("none", Layer.of("tanh")),
                                Candidate.of("same", Layer.of("gelu"))))));
        assertThat(space.size())
                .contains(BigInteger.valueOf(space.enumerate().distinct().count()));
    }

    /** Two hundred choices whose candidates share forty widths, in no order: too much to count, and still to be drawn from. */
    @Test
    void whatCannotBeCountedIsDrawnDecisionByDecision() {
        Operation[] blocks = new Operation[200];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = LayerChoice.of(
                    "c" + i,
                    Candidate.of("a", Layer.of("linear", "units", Value.choice("w" + i * 7919 % 31, 4, 8))),
                    Candidate.of("b", Layer.of("linear", "units", Value.choice("w" + i * 104_729 % 37, 4, 8))),
                    Candidate.of("c", Layer.of("identity")));
        }
        SearchSpace space = space(Graph.sequence(blocks));
        assertThat(space.isFinite()).isTrue();
        assertThat(space.size()).isEmpty();
        Choices choices = space.sample(new Random(1));
        assertThat(space.validate(choices)).isEmpty();
        assertThat(space.sample(new Random(1))).isEqualTo(choices);
    }

    @Test
    void constraintsBelongToTheIdentityOfASpaceAndNotToItsHash() {
        SearchSpace space = perceptrons(2, 4);
        Constraint small = Constraint.of("small", model -> true);
        Constraint flat = Constraint.of("flat", model -> true);
        assertThat(space.identity()).isEqualTo(space.hash());
        assertThat(space.with(small).hash()).isEqualTo(space.hash());
        assertThat(space.with(small).identity())
                .isNotEqualTo(space.identity())
                .isNotEqualTo(space.with(flat).identity())
                .isEqualTo(space.with(Constraint.of("small", model -> false)).identity());
        assertThat(space.with(small).with(flat).identity())
                .isEqualTo(space.with(flat).with(small).identity());
        assertThat(space.with(small).unconstrained().identity()).isEqualTo(space.hash());
    }
}
