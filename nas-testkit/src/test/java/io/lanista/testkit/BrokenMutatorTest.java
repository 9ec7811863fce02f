package io.lanista.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.Label;
import io.lanista.api.model.Model;
import io.lanista.api.mutate.Chooser;
import io.lanista.api.mutate.Mutator;
import java.util.List;
import org.junit.jupiter.api.Test;

class BrokenMutatorTest {
    /** Counts its applications, and lets the count into the model. */
    private static final class Counting implements Mutator {
        private int applications;

        @Override
        public Label label() {
            return Label.of("count");
        }

        @Override
        public Model mutate(Model model, Chooser chooser) {
            return model.withSetting("count", chooser.choose(List.of(1L, 2L)) + applications++);
        }
    }

    @Test
    void aMutatorThatKeepsStateIsTold() {
        MutatorContract contract = new MutatorContract() {
            @Override
            public Mutator mutator() {
                return new Counting();
            }

            @Override
            public Model model() {
                return StandardSpaces.tiny().base();
            }
        };
        assertThatThrownBy(contract::sameAnswersGiveTheSameModel).hasMessageContaining("Maybe the mutator keeps state");
    }
}
