package io.lanista.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.model.Model;
import io.lanista.api.mutate.Mutator;
import io.lanista.api.mutate.Sampler;
import io.lanista.api.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every sampler must keep, as tests to inherit. */
public interface SamplerContract {
    /** A new sampler at each call, seeded alike. */
    Sampler sampler();

    /** Every answer is one of the candidates, so that applying the mutators of any space works. */
    @Test
    default void answersAreCandidates() {
        StandardSpaces.all()
                .values()
                .forEach(space -> assertThat(made(space).isConcrete())
                        .as("whether all was answered in the space ("
                                + space.base().name() + ")")
                        .isTrue());
    }

    /** A question with one candidate has one answer. */
    @Test
    default void theOnlyCandidateIsChosen() {
        SearchSpace space = StandardSpaces.tiny();
        Mutator mutator = space.mutators().get(0);
        for (int index = 0; index < 5; index++) {
            assertThat(sampler().choose(List.of("only"), mutator, space.start(), index))
                    .as("the answer to a question with one candidate")
                    .isEqualTo("only");
        }
    }

    /** The same questions have the same answers from samplers that are seeded alike. */
    @Test
    default void sameQuestionsHaveTheSameAnswers() {
        SearchSpace space = StandardSpaces.conditional();
        assertThat(SearchSpace.choicesOf(made(space)))
                .as(
                        "the answers of a second sampler that is seeded alike. Maybe it draws from Math.random or new Random().")
                .isEqualTo(SearchSpace.choicesOf(made(space)));
    }

    /** A sampler serves as many applications as are wanted. */
    @Test
    default void manyApplicationsAreServed() {
        Sampler sampler = sampler();
        SearchSpace space = StandardSpaces.flat();
        List<Model> models = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            models.add(made(space, sampler));
        }
        assertThat(models).as("the models of 20 applications").allMatch(Model::isConcrete);
    }

    private Model made(SearchSpace space) {
        return made(space, sampler());
    }

    private static Model made(SearchSpace space, Sampler sampler) {
        Model model = space.start();
        for (Mutator mutator : space.mutators()) {
            model = mutator.bind(sampler).apply(model);
        }
        return model;
    }
}
