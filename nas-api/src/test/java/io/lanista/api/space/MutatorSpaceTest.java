package io.lanista.api.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.api.mutate.Chooser;
import io.lanista.api.mutate.Mutator;
import io.lanista.api.mutate.Sampler;
import io.lanista.api.mutate.TestMutators;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Spaces with mutators of the user's own. */
class MutatorSpaceTest {
    private static final Label INSERT = Label.of("insert");
    private static final Label DEEPEN = Label.of("deepen");

    private final SearchSpace fixed = SearchSpace.of(TestMutators.base(), List.of(new TestMutators.Insert()));
    private final SearchSpace dynamic =
            SearchSpace.of(TestMutators.base(), List.of(new TestMutators.Insert(), new TestMutators.Deepen()));

    @Test
    void staticQuestionsAreDecisionsAndInvalidAnswersAreLeftOut() {
        assertThat(fixed.decisions()).extracting(Decision::label).containsExactly(INSERT, INSERT.child(1));
        assertThat(fixed.isDynamic()).isFalse();
        assertThat(fixed.size()).contains(BigInteger.valueOf(6));
        assertThat(fixed.enumerate()).hasSize(5);
        Choices invalid = Choices.of(Map.of(INSERT, "second", INSERT.child(1), "gelu"));
        assertThat(fixed.validate(invalid)).contains("Nothing like (gelu) can be put behind (second).");
        assertThatThrownBy(() -> fixed.freeze(invalid)).isInstanceOf(InvalidArchitectureException.class);
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            assertThat(fixed.sample(random)).isNotEqualTo(invalid);
        }
    }

    @Test
    void dynamicQuestionsAreMetOnTheWay() {
        assertThat(dynamic.isDynamic()).isTrue();
        assertThat(dynamic.size()).isEmpty();
        Choices choices = dynamic.walk((decision, answers) -> decision.domain()
                .values()
                .get(decision.domain().size() - (decision.label().equals(INSERT) ? 2 : 1)));
        assertThat(choices.values().keySet())
                .containsExactly(DEEPEN, DEEPEN.child(1), DEEPEN.child(2), INSERT, INSERT.child(1));
        assertThat(dynamic.active(choices))
                .extracting(Decision::label)
                .containsExactly(INSERT, INSERT.child(1), DEEPEN, DEEPEN.child(1), DEEPEN.child(2));
        Model model = dynamic.freeze(choices);
        assertThat(model.graph().nodes()).hasSize(5);
        assertThat(model.lineage()).hasSize(2);
        assertThat(SearchSpace.choicesOf(model)).isEqualTo(choices);
    }

    @Test
    void drawnChoicesFreezeAndValidateAndMatchTheirModelsHistory() {
        Random random = new Random(3);
        Set<Object> depths = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            Choices choices = dynamic.sample(random);
            assertThat(dynamic.validate(choices)).isEmpty();
            assertThat(SearchSpace.choicesOf(dynamic.freeze(choices))).isEqualTo(choices);
            depths.add(choices.get(DEEPEN).orElseThrow());
        }
        assertThat(depths).containsExactlyInAnyOrder(0L, 1L, 2L);
    }

    @Test
    void neighboursChangeOneAnswerAndFillInNewQuestions() {
        Choices shallow = Choices.of(Map.of(INSERT, "first", INSERT.child(1), "relu", DEEPEN, 0));
        Set<Choices> neighbours = dynamic.neighbours(shallow).collect(Collectors.toSet());
        assertThat(neighbours)
                .contains(shallow.with(INSERT, "second"))
                .contains(shallow.with(DEEPEN, 1).with(DEEPEN.child(1), 1))
                .doesNotContain(shallow)
                .hasSize(1 + 2 + 2);
        assertThat(neighbours).allMatch(neighbour -> dynamic.validate(neighbour).isEmpty());
        Choices deep = shallow.with(DEEPEN, 2).with(DEEPEN.child(1), 3).with(DEEPEN.child(2), 4);
        assertThat(dynamic.neighbours(deep)).contains(shallow);
    }

    @Test
    void mutationKeepsTheOtherAnswers() {
        Random random = new Random(5);
        Choices choices = Choices.of(Map.of(INSERT, "first", INSERT.child(1), "relu", DEEPEN, 0));
        for (int i = 0; i < 300; i++) {
            Choices mutated = dynamic.mutate(choices, random);
            assertThat(dynamic.validate(mutated)).isEmpty();
            Choices before = choices;
            long differing = List.of(INSERT, INSERT.child(1), DEEPEN, DEEPEN.child(1), DEEPEN.child(2)).stream()
                    .filter(label -> before.get(label).isPresent()
                            && mutated.get(label).isPresent()
                            && !before.get(label).equals(mutated.get(label)))
                    .count();
            assertThat(differing).isEqualTo(1);
            choices = mutated;
        }
    }

    @Test
    void missingAndNeedlessAnswersAreNamed() {
        Choices choices = Choices.of(Map.of(INSERT, "first", INSERT.child(1), "relu", DEEPEN, 1));
        assertThat(dynamic.validate(choices))
                .hasValueSatisfying(
                        reason -> assertThat(reason).contains("(deepen/1)").contains("1..4"));
        assertThat(dynamic.validate(choices.with(DEEPEN, 0).with(DEEPEN.child(1), 2)))
                .hasValueSatisfying(reason -> assertThat(reason).contains("[deepen/1]"));
        assertThat(dynamic.validate(choices.with(DEEPEN.child(1), 9)))
                .hasValueSatisfying(reason -> assertThat(reason).contains("(9)"));
    }

    @Test
    void realValuedQuestionsTakeAnyNumber() {
        SearchSpace space = SearchSpace.of(TestMutators.base(), List.of(new TestMutators.Widen()));
        Choices choices = Choices.of(Map.of(Label.of("widen"), 1.23456));
        assertThat(space.validate(choices)).isEmpty();
        assertThat(space.freeze(choices).graph().node("first").operation()).isEqualTo(Layer.of("linear", "units", 10));
        assertThat(space.isFinite()).isFalse();
    }

    @Test
    void aMutatorWhoseCandidatesDependOnEarlierAnswersIsDynamic() {
        SearchSpace space = SearchSpace.of(
                TestMutators.base(),
                List.of(new TestMutators.Insert(), new TestMutators.Deepen(), new TestMutators.Drop()));
        Random random = new Random(7);
        Set<Object> places = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            Choices choices = space.sample(random);
            assertThat(space.validate(choices)).isEmpty();
            places.add(choices.get(Label.of("drop")).orElseThrow());
        }
        assertThat(places).containsExactlyInAnyOrder("first", "second", "inserted", "deep0", "deep1");
        assertThat(space.decision(Label.of("drop"))).isEmpty();
    }

    @Test
    void placeholdersAreDecidedBeforeMutatorsRun() {
        Model base = Model.named("both")
                .input("x", 8)
                .then("first", Layer.of("linear", "units", Value.choice("units", 4, 8)))
                .then("second", Layer.of("linear", "units", 2))
                .build();
        SearchSpace space = SearchSpace.of(base, List.of(new TestMutators.Insert()));
        assertThat(space.enumerate()).hasSize(10);
        Model model = space.start();
        Choices choices = space.sample(new Random(2));
        for (Mutator mutator : space.mutators()) {
            model = mutator.bind(answering(choices)).apply(model);
        }
        assertThat(model).isEqualTo(space.freeze(choices));
        assertThat(SearchSpace.choicesOf(model)).isEqualTo(choices);
    }

    private static Sampler answering(Choices choices) {
        return new Sampler() {
            @Override
            @SuppressWarnings("unchecked") // The recorded answer is one of the candidates.
            public <T> T choose(List<T> candidates, Mutator mutator, Model model, int index) {
                return (T) choices.values().get(mutator.question(index));
            }
        };
    }

    @Test
    void aMutatorThatChangesItsMindIsCaught() {
        Mutator fickle = new Mutator() {
            private int calls;

            @Override
            public Label label() {
                return Label.of("fickle");
            }

            @Override
            public Model mutate(Model model, Chooser chooser) {
                chooser.choose(calls++ < 4 ? List.of(1, 2) : List.of(1, 2, 3));
                return model;
            }
        };
        SearchSpace space = SearchSpace.of(TestMutators.base(), List.of(fickle));
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 5; i++) {
                        space.sample(new Random(i));
                    }
                })
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("(fickle)")
                .hasMessageContaining("[1, 2, 3]");
    }

    @Test
    void twoMutatorsWithOneLabelAreRefused() {
        assertThatThrownBy(() -> SearchSpace.of(
                        TestMutators.base(), List.of(new TestMutators.Deepen(), new TestMutators.Deepen())))
                .hasMessageContaining("(deepen)");
    }

    @Test
    void aSpaceInWhichEveryMutationIsInvalidSaysSo() {
        Mutator never = new Mutator() {
            @Override
            public Label label() {
                return Label.of("never");
            }

            @Override
            public Model mutate(Model model, Chooser chooser) {
                if (chooser.choose(List.of(true, false))) {
                    chooser.choose(List.of(1, 2));
                }
                throw new InvalidArchitectureException("It never works.");
            }
        };
        SearchSpace space = SearchSpace.of(TestMutators.base(), List.of(never));
        assertThatThrownBy(() -> space.sample(new Random(1)))
                .isInstanceOf(InfeasibleException.class)
                .hasMessageContaining("It never works.");
    }
}
