package io.lanista.api.mutate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.lanista.api.model.Domain;
import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import org.junit.jupiter.api.Test;

class DryRunTest {
    private final Model base = TestMutators.base();

    @Test
    void aStaticMutatorsQuestionsAreListedInOrder() {
        DryRun run = DryRun.of(new TestMutators.Insert(), base);
        assertThat(run.dynamic()).isFalse();
        assertThat(run.questions())
                .containsExactly(
                        entry(Label.of("insert"), Domain.OneOf.of("first", "second")),
                        entry(Label.of("insert/1"), Domain.OneOf.of("relu", "tanh", "gelu")));
        assertThat(run.model().graph().node("inserted").operation()).isEqualTo(Layer.of("relu"));
    }

    @Test
    void questionsThatDependOnAnswersAreFoundOut() {
        DryRun run = DryRun.of(new TestMutators.Deepen(), base);
        assertThat(run.dynamic()).isTrue();
        assertThat(run.questions()).containsOnlyKeys(Label.of("deepen"));
        assertThat(DryRun.ofLast(new TestMutators.Deepen(), base).questions()).hasSize(3);
    }

    @Test
    void itLeavesNoTraceInTheModel() {
        assertThat(DryRun.of(new TestMutators.Widen(), base).model().lineage()).isEmpty();
    }

    @Test
    void aMutatorWhoseFirstCandidatesAreInvalidDoesntFail() {
        Mutator picky = picky(false);
        DryRun run = DryRun.of(picky, base);
        assertThat(run.model()).isSameAs(base);
        assertThat(run.dynamic())
                .as("its only question is the same with last answers")
                .isFalse();
        assertThat(DryRun.of(picky(true), base).dynamic())
                .as("nothing is known of what follows")
                .isTrue();
    }

    private static Mutator picky(boolean withLastToo) {
        return new Mutator() {
            @Override
            public Label label() {
                return Label.of("picky");
            }

            @Override
            public Model mutate(Model model, Chooser chooser) {
                long answer = (Long) chooser.choose(new Domain.IntRange(1, 3, 1, false));
                if (answer == 1 || (withLastToo && answer == 3)) {
                    throw new InvalidArchitectureException("Not (" + answer + ").");
                }
                return model;
            }
        };
    }
}
