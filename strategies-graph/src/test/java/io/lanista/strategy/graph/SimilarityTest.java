package io.lanista.strategy.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lanista.api.model.Domain;
import io.lanista.api.model.Label;
import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.api.space.Architectures.Part;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.testkit.StandardSpaces;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimilarityTest {
    private static final List<Part> CHAIN = List.of(
            new Part("in", List.of()),
            new Part("a", List.of(0)),
            new Part("b", List.of(1)),
            new Part("out", List.of(2)));
    private static final List<Part> SWAPPED = List.of(
            new Part("in", List.of()),
            new Part("b", List.of(0)),
            new Part("a", List.of(1)),
            new Part("out", List.of(2)));

    private static Similarity.Pair pair(List<Part> left, List<Part> right) {
        Similarity similarity = new Similarity(new AnswerSpace(StandardSpaces.tiny()), 3);
        return similarity.pair(
                similarity.see(new Candidate(Choices.NONE, left)), similarity.see(new Candidate(Choices.NONE, right)));
    }

    @Test
    void equalGraphsAreAsAlikeAsCanBe() {
        assertThat(Arrays.stream(pair(CHAIN, CHAIN).graphs()))
                .allSatisfy(alike -> assertThat(alike).isCloseTo(1, within(1e-12)));
        assertThat(pair(List.of(), List.of()).graphs()).containsOnly(1);
    }

    @Test
    void roundsTellGraphsWithEqualNodesApart() {
        double[] graphs = pair(CHAIN, SWAPPED).graphs();
        assertThat(graphs[0]).isCloseTo(1, within(1e-12));
        // After a round no label is in both graphs: four of the eight numbers that count are equal.
        assertThat(graphs[1]).isCloseTo(0.5, within(1e-12));
        assertThat(graphs[2]).isLessThan(graphs[1]);
    }

    @Test
    void theOrderInWhichNodesAreListedDoesNotCount() {
        List<Part> one = List.of(
                new Part("in", List.of()),
                new Part("a", List.of(0)),
                new Part("b", List.of(0)),
                new Part("out", List.of(1, 2)));
        List<Part> other = List.of(
                new Part("in", List.of()),
                new Part("b", List.of(0)),
                new Part("a", List.of(0)),
                new Part("out", List.of(1, 2)));
        assertThat(Arrays.stream(pair(one, other).graphs()))
                .allSatisfy(alike -> assertThat(alike).isCloseTo(1, within(1e-12)));
    }

    @Test
    void answersAreApartByWhatTheyAre() {
        SearchSpace space = SearchSpace.of(Model.named("answers")
                .input("x", 1)
                .setting("letter", Value.choice("letter", "a", "b", "c"))
                .setting("number", Value.integer("number", 0, 10))
                .setting("real", Value.logReal("real", 1e-4, 1))
                .build());
        AnswerSpace answers = new AnswerSpace(space);
        double[] here = numbers(answers, "a", 2, 1e-2);
        assertThat(answers.distance(here, here)).isZero();
        assertThat(answers.distance(here, numbers(answers, "c", 2, 1e-2))).isEqualTo(1);
        assertThat(answers.distance(here, numbers(answers, "a", 5, 1e-2))).isCloseTo(0.3, within(1e-12));
        assertThat(answers.distance(here, numbers(answers, "a", 2, 1e-3))).isCloseTo(0.25, within(1e-12));
        assertThat(answers.distance(here, numbers(answers, "b", 5, 1e-3))).isCloseTo(1.55, within(1e-12));
    }

    private static double[] numbers(AnswerSpace answers, String letter, long number, double real) {
        return answers.numbers(
                Choices.of(Map.of(Label.of("letter"), letter, Label.of("number"), number, Label.of("real"), real)));
    }

    @Test
    void placesRunFromZeroToOneOnTheDomainsOwnScale() {
        assertThat(AnswerSpace.place(new Domain.IntRange(16, 128, 16, false), 16L))
                .isZero();
        assertThat(AnswerSpace.place(new Domain.IntRange(16, 128, 16, false), 128L))
                .isEqualTo(1);
        assertThat(AnswerSpace.place(new Domain.IntRange(1, 1024, 1, true), 32L))
                .isCloseTo(0.5, within(1e-12));
        assertThat(AnswerSpace.place(Domain.OneOf.of(8, 16, 64), 16L)).isEqualTo(0.5);
    }
}
