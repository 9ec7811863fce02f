package io.lanista.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.model.Domain;
import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Model;
import io.lanista.api.mutate.Mutator;
import io.lanista.api.mutate.Sampler;
import io.lanista.api.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What every mutator must keep, as tests to inherit: it is a pure function of the model and the answers. */
public interface MutatorContract {
    /** The mutator. */
    Mutator mutator();

    /** A model that it can be applied to. */
    Model model();

    /** The model that goes in stays as it is. */
    @Test
    default void inputIsNotChanged() {
        Model model = model();
        String before = model.hash();
        applied(mutator(), model, values -> values.get(values.size() - 1));
        assertThat(model.hash())
                .as("the hash of the model that went in, afterwards")
                .isEqualTo(before);
        assertThat(model).as("the model that went in, afterwards").isEqualTo(model());
    }

    /** The same answers make the same model, whatever the mutator was applied to before. */
    @Test
    default void sameAnswersGiveTheSameModel() {
        Mutator mutator = mutator();
        Optional<Model> first = applied(mutator, model(), values -> values.get(0));
        applied(mutator, model(), values -> values.get(values.size() - 1));
        assertThat(applied(mutator, model(), values -> values.get(0)).map(Model::hash))
                .as(
                        "the hash of the model made by the first candidates, the second time. Maybe the mutator keeps state.")
                .isEqualTo(first.map(Model::hash));
        assertThat(applied(mutator(), model(), values -> values.get(0)).map(Model::hash))
                .as("the hash of the model made by another instance of the mutator")
                .isEqualTo(first.map(Model::hash));
    }

    /** Whatever is answered, the result is a model, or an {@link InvalidArchitectureException} says why not. */
    @Test
    default void anyAnswersAreCopedWith() {
        int made = 0;
        for (int i = 0; i < 30; i++) {
            var random = TestSeeds.generator(3, i);
            Optional<Model> model = applied(mutator(), model(), values -> values.get(random.nextInt(values.size())));
            made += model.isPresent() ? 1 : 0;
        }
        assertThat(made)
                .as(
                        "of 30 random applications, how many made a model. Maybe ask for less, or ask only what can be built.")
                .isPositive();
    }

    /** What was answered can be read from the model's lineage. */
    @Test
    default void answersAreInTheLineage() {
        List<Object> answers = new ArrayList<>();
        applied(mutator(), model(), values -> {
                    answers.add(values.get(0));
                    return values.get(0);
                })
                .ifPresent(model -> assertThat(
                                SearchSpace.choicesOf(model).values().values())
                        .as("the answers in the lineage")
                        .containsAll(answers));
    }

    private static Optional<Model> applied(Mutator mutator, Model model, Function<List<Object>, Object> answer) {
        Sampler sampler = new Sampler() {
            @Override
            public <T> T choose(List<T> candidates, Mutator asking, Model seen, int index) {
                throw new IllegalStateException("Questions come with their domain.");
            }

            @Override
            public Object choose(Domain domain, Mutator asking, Model seen, int index) {
                return answer.apply(domain.values());
            }
        };
        try {
            return Optional.of(mutator.bind(sampler).apply(model));
        } catch (InvalidArchitectureException e) {
            return Optional.empty();
        }
    }
}
