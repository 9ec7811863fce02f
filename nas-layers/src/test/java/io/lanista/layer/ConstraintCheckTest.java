package io.lanista.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Model;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Shape;
import io.lanista.api.model.Value;
import io.lanista.api.space.Constraint;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.space.UnmetConstraintsException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConstraintCheckTest {
    private final LayerCatalogue catalogue = LayerCatalogue.standard();

    private static SearchSpace space(Operation operation) {
        return SearchSpace.of(
                Model.named("net").input("x", 4).then("body", operation).build());
    }

    private final SearchSpace few = space(Layer.of("linear", "units", Value.choice("width", 8, 16, 32)));

    @Test
    void aBoundThatNothingKeepsIsNamedWithTheNearest() {
        ConstraintCheck check = ConstraintCheck.of(few.with(Constraints.maxParameters(catalogue, 10)));
        assertThat(check.met()).isFalse();
        assertThat(check.all()).isTrue();
        assertThatThrownBy(check::orThrow)
                .isInstanceOf(UnmetConstraintsException.class)
                .hasMessage(
                        "None of the (3) architectures of the space (net) keeps the constraint (parameters in [0, 10]). The"
                                + " smallest has (40) parameters. Maybe loosen it.");
        assertThat(ConstraintCheck.of(few.with(Constraints.range(catalogue, Constraints.Quantity.FLOPS, 1_000, 2_000)))
                        .problem())
                .contains("flops in [1000, 2000]", "The largest has (128) flops.");
    }

    @Test
    void boundsThatOnlyTogetherLeaveNothingAreAllNamed() {
        ConstraintCheck check = ConstraintCheck.of(few.with(Constraints.maxParameters(catalogue, 50))
                .with(Constraint.of(
                        "wider than 8",
                        model -> ModelAnalysis.of(model, catalogue).parameters() > 60)));
        assertThat(check.problem()).contains("keeps all constraints together: parameters in [0, 50]; wider than 8.");
    }

    /** Few of 10^12 architectures keep the bound, which no draw meets and the descent does. */
    @Test
    void aBoundThatHardlyAnyArchitectureKeepsIsFoundToBeKept() {
        Operation[] layers = new Operation[6];
        for (int i = 0; i < layers.length; i++) {
            layers[i] = Layer.of("linear", "units", Value.integer("w" + i, 1, 100));
        }
        SearchSpace large = space(Graph.sequence(layers));
        ConstraintCheck check = ConstraintCheck.of(large.with(Constraints.maxParameters(catalogue, 400)));
        assertThat(check.met()).isTrue();
        assertThat(check.all()).isFalse();
    }

    @Test
    void aSpaceOfWhichNothingCanBeBuiltSaysWhy() {
        SearchSpace none =
                space(Layer.of("linear", "units", Value.integer("w", 4, 8).times(9_000_000_000_000_000_000L)));
        assertThat(ConstraintCheck.of(none).problem()).contains("can be built. The last one: The value (units)");
        assertThat(ConstraintCheck.of(few).met()).isTrue();
    }

    @Test
    void aDescriptionIsReadBackAsAnEqualBound() {
        for (CostBound bound : List.of(
                Constraints.maxParameters(catalogue, 500_000),
                Constraints.range(catalogue, Constraints.Quantity.DEPTH, 2, Long.MAX_VALUE),
                Constraints.maxFlops(catalogue, 0))) {
            assertThat(Constraints.read(catalogue, bound.describe())).contains(bound);
        }
        assertThat(Constraints.maxParameters(catalogue, 500_000).describe()).isEqualTo("parameters in [0, 500000]");
        assertThat(Constraints.read(catalogue, "no wider than tall")).isEmpty();
    }

    @Test
    void candidatesThatComputeTheSameAreCounted() {
        Operation chain = LayerChoice.of(
                "a",
                Candidate.of("low", Layer.of("identity")),
                Candidate.of("mid", Layer.of("identity")),
                Candidate.of("high", Layer.of("identity")));
        assertThat(EqualArchitectures.of(space(chain), catalogue)).isEqualTo(new EqualArchitectures(3, 1, true));
        assertThat(EqualArchitectures.of(few, catalogue)).isEqualTo(new EqualArchitectures(3, 3, true));
    }

    @Test
    void anOutputThatTheDataCannotUseIsAMisfit() {
        assertThat(SpaceCheck.of(few, catalogue, Shape.of(16))
                        .misfit()
                        .orElseThrow()
                        .reason())
                .contains("The network makes (8) of each example, and the data need (16).");
        SearchSpace open = space(Layer.of("linear", "units", Model.OUTPUTS));
        assertThat(SpaceCheck.of(open.withBase(open.base().withOutputs(120)), catalogue, Shape.of(120))
                        .misfit())
                .isEmpty();
    }
}
