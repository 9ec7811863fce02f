package io.lanista.api.mutate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Mutation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoundMutatorTest {
    private final Model base = TestMutators.base();

    /** Answers from a list, and writes down what happens. */
    private static final class Script implements Sampler {
        private final List<Object> answers;
        private final List<String> log = new ArrayList<>();

        Script(Object... answers) {
            this.answers = List.of(answers);
        }

        @Override
        @SuppressWarnings("unchecked") // What the test wants to be answered.
        public <T> T choose(List<T> candidates, Mutator mutator, Model model, int index) {
            log.add(index + candidates.toString());
            return (T) answers.get(index);
        }

        @Override
        public void mutationStart(Mutator mutator, Model before) {
            log.add("start " + mutator.label() + " " + before.lineage().size());
        }

        @Override
        public void mutationEnd(Mutator mutator, Model before, Model after) {
            log.add("end " + before.lineage().size() + " " + after.lineage().size());
        }
    }

    @Test
    void questionsAreCountedFromZeroBetweenTheHooks() {
        Script script = new Script("first", "tanh");
        BoundMutator bound = new TestMutators.Insert().bind(script);
        bound.apply(bound.apply(base).withGraph(base.graph()));
        List<String> once = List.of("0[first, second]", "1[relu, tanh, gelu]");
        assertThat(script.log)
                .containsExactly(
                        "start insert 0",
                        once.get(0),
                        once.get(1),
                        "end 0 1",
                        "start insert 1",
                        once.get(0),
                        once.get(1),
                        "end 1 2");
    }

    @Test
    void applyingLeavesTheModelAsItIsAndRecordsBothHashes() {
        String before = base.hash();
        Model mutated =
                new TestMutators.Insert().bind(new Script("first", "tanh")).apply(base);
        assertThat(base.hash()).isEqualTo(before);
        assertThat(base.lineage()).isEmpty();
        assertThat(mutated.graph().node("inserted").operation()).isEqualTo(Layer.of("tanh"));
        Mutation mutation = mutated.lineage().get(0);
        assertThat(mutation.fromHash()).isEqualTo(before).isNotEqualTo(mutation.toHash());
        assertThat(mutation.toHash()).isEqualTo(mutated.hash());
        assertThat(mutation.answers()).isEqualTo(Map.of(Label.of("insert"), "first", Label.of("insert/1"), "tanh"));
    }

    @Test
    void theFirstQuestionHasOneNameHoweverManyFollow() {
        Model shallow = new TestMutators.Deepen().bind(new Script(0L)).apply(base);
        Model deep = new TestMutators.Deepen().bind(new Script(2L, 3L, 4L)).apply(base);
        assertThat(shallow.lineage().get(0).answers()).isEqualTo(Map.of(Label.of("deepen"), 0L));
        assertThat(deep.lineage().get(0).answers())
                .isEqualTo(Map.of(Label.of("deepen"), 2L, Label.of("deepen/1"), 3L, Label.of("deepen/2"), 4L));
    }

    @Test
    void candidatesCantBeChanged() {
        Sampler meddling = new Sampler() {
            @Override
            public <T> T choose(List<T> candidates, Mutator mutator, Model model, int index) {
                assertThatThrownBy(() -> candidates.remove(0)).isInstanceOf(UnsupportedOperationException.class);
                assertThatThrownBy(() -> candidates.set(0, candidates.get(1)))
                        .isInstanceOf(UnsupportedOperationException.class);
                return candidates.get(candidates.size() - 1);
            }
        };
        assertThat(new TestMutators.Deepen().bind(meddling).apply(base).graph().nodes())
                .hasSize(4);
    }

    @Test
    void anAnswerThatIsNoCandidateIsTheSamplersFault() {
        assertThatThrownBy(() -> new TestMutators.Insert()
                        .bind(new Script("nowhere", "relu"))
                        .apply(base))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Script")
                .hasMessageContaining("(nowhere)")
                .hasMessageContaining("question (0)")
                .hasMessageContaining("(insert)")
                .hasMessageContaining("[first, second]");
    }

    @Test
    void aRangeOfRealNumbersTakesAnyOfThem() {
        assertThat(new TestMutators.Widen()
                        .bind(new Script(1.23456))
                        .apply(base)
                        .graph()
                        .node("first")
                        .operation())
                .isEqualTo(Layer.of("linear", "units", 10));
    }

    @Test
    void anInvalidMutationIsAnOutcomeOfItsOwnKind() {
        Script script = new Script("second", "gelu");
        assertThatThrownBy(() -> new TestMutators.Insert().bind(script).apply(base))
                .isInstanceOf(InvalidArchitectureException.class);
        assertThat(script.log).noneMatch(line -> line.startsWith("end"));
    }

    @Test
    void aMutatorThatAsksNothingAddsNoHistory() {
        Mutator silent = new Mutator() {
            @Override
            public Label label() {
                return Label.of("silent");
            }

            @Override
            public Model mutate(Model model, Chooser chooser) {
                return model.withSetting("rate", 0.1);
            }
        };
        assertThat(silent.bind(new Script()).apply(base).lineage()).isEmpty();
    }
}
