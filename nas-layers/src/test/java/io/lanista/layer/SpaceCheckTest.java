package io.lanista.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Cell;
import io.lanista.api.model.InputChoice;
import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Merge;
import io.lanista.api.model.Model;
import io.lanista.api.model.Repeat;
import io.lanista.api.model.Value;
import io.lanista.api.space.Constraint;
import io.lanista.api.space.SearchSpace;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpaceCheckTest {
    private final LayerCatalogue catalogue = LayerCatalogue.standard();

    private SpaceCheck check(Model base) {
        return SpaceCheck.of(SearchSpace.of(base), catalogue);
    }

    private static Layer conv(Object channels) {
        return Layer.of("conv2d", "out_channels", channels);
    }

    @Test
    void aWidthThatTwoPlacesShareFits() {
        Value width = Value.choice("width", 8, 16, 24);
        SpaceCheck check = check(Model.named("shared")
                .input("image", 3, 8, 8)
                .then("a", conv(width))
                .then("b", conv(width))
                .node("sum", Layer.of("add"), "a", "b")
                .build());
        assertThat(check.coverage()).isEqualTo(SpaceCheck.Coverage.PROPAGATED);
        assertThat(check.misfit()).isEmpty();
        assertThat(check.examined()).isZero();
    }

    @Test
    void widthsThatDifferAreRefusedWithBothPlacesAndTheChoices() {
        SpaceCheck check = check(Model.named("differing")
                .input("image", 3, 8, 8)
                .then("a", conv(Value.choice("first", 8, 16)))
                .then(
                        "act",
                        LayerChoice.of(
                                "act", Candidate.of("relu", Layer.of("relu")), Candidate.of("elu", Layer.of("elu"))))
                .then("b", conv(Value.choice("second", 8, 16)))
                .node("sum", Layer.of("add"), "a", "b")
                .build());
        assertThat(check.misfit()).isPresent();
        assertThat(check.misfit().orElseThrow().responsible().values())
                .containsOnlyKeys(Label.of("first"), Label.of("second"));
        assertThatThrownBy(check::orThrow)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The choices {first=8, second=16} don't fit together. At (sum): ")
                .hasMessageContaining("(8x8x8) from (a), (16x8x8) from (b)");
    }

    @Test
    void aNestedCandidateThatChangesTheShapeIsFound() {
        SpaceCheck check = check(Model.named("nested")
                .input("image", 4, 8, 8)
                .then(
                        "outer",
                        LayerChoice.of(
                                "outer",
                                Candidate.of("keep", Layer.of("relu")),
                                Candidate.of(
                                        "change",
                                        LayerChoice.of(
                                                "inner",
                                                Candidate.of("conv", conv(4)),
                                                Candidate.of("wide", conv(5))))))
                .node("sum", Layer.of("add"), "image", "outer")
                .build());
        assertThat(check.misfit().orElseThrow().responsible().values())
                .containsEntry(Label.of("outer"), "change")
                .containsEntry(Label.of("inner"), "wide");
    }

    @Test
    void aRepeatThatShrinksTooFarIsFoundAtTheDepthThatDoes() {
        SpaceCheck check = check(Model.named("deep")
                .input("image", 1, 8, 8)
                .then("pools", Repeat.of("depth", 0, 5, Layer.of("max_pool2d")))
                .build());
        assertThat(check.misfit().orElseThrow().responsible().values()).containsEntry(Label.of("depth"), 4L);
    }

    @Test
    void optionalInputsAreFollowed() {
        Model base = Model.named("optional")
                .input("image", 3, 8, 8)
                .then("a", conv(4))
                .node("skip", InputChoice.optional("skip"), "image")
                .node("sum", Layer.of("add"), "a", "skip")
                .build();
        assertThat(check(base).misfit().orElseThrow().responsible().values())
                .containsEntry(Label.of("skip"), List.of(0L));
        Model joined = Model.named("joined")
                .input("image", 3, 8, 8)
                .then("a", conv(4))
                .node("pick", new InputChoice(Label.of("pick"), 2, 1, 2, Merge.CONCAT), "image", "a")
                .then("same", conv(8))
                .build();
        assertThat(check(joined).misfit()).isEmpty();
    }

    @Test
    void cellsAreFollowedThroughAllTheirWirings() {
        List<Candidate> operations = List.of(Candidate.of("skip", Layer.of("identity")), Candidate.of("conv", conv(6)));
        Model fits = Model.named("cell")
                .input("image", 6, 8, 8)
                .node("cell", cell(operations, operations, true), "image", "image")
                .then("same", conv(6))
                .build();
        assertThat(check(fits)).isEqualTo(new SpaceCheck(SpaceCheck.Coverage.PROPAGATED, 0, Optional.empty()));
        Model loose = Model.named("loose")
                .input("image", 6, 8, 8)
                .node("cell", cell(operations, operations, true), "image", "image")
                .node("sum", Layer.of("add"), "cell", "cell")
                .node("wide", Layer.of("concat"), "image", "image", "image")
                .node("all", Layer.of("add"), "sum", "wide")
                .build();
        assertThat(check(loose).misfit())
                .as("two or one loose ends instead of three")
                .isPresent();
        List<Candidate> strided =
                List.of(Candidate.of("skip", Layer.of("identity")), Candidate.of("conv", conv(6).with("stride", 2)));
        Model mixed = Model.named("mixed")
                .input("image", 6, 8, 8)
                .node("cell", cell(operations, strided, false), "image", "image")
                .build();
        assertThatThrownBy(check(mixed)::orThrow)
                .hasMessageContaining("(6x8x8)")
                .hasMessageContaining("(6x4x4)");
    }

    private static Cell cell(List<Candidate> candidates, List<Candidate> fromInputs, boolean looseEndsOnly) {
        return Cell.named("cell", 2)
                .topology(new Cell.Topology.Predecessors(3, 2, looseEndsOnly))
                .candidates(candidates)
                .inputCandidates(fromInputs)
                .build();
    }

    @Test
    void adjacenciesAreSampledAndPathlessOnesAreNoMisfits() {
        Cell cell = Cell.named("cell", 1)
                .topology(new Cell.Topology.Adjacency(5, 6, 7))
                .candidates(List.of(Candidate.of("conv", Layer.of("conv2d")), Candidate.of("pool", pool())))
                .build();
        SpaceCheck check = check(Model.named("adjacency")
                .input("image", 3, 8, 8)
                .then("cell", cell)
                .build());
        assertThat(check.coverage()).isEqualTo(SpaceCheck.Coverage.SAMPLED);
        assertThat(check.misfit()).isEmpty();
        assertThat(check.examined()).isGreaterThan(100);
    }

    private static Layer pool() {
        return Layer.of("max_pool2d", "kernel", 3, "stride", 1, "padding", 1);
    }

    @Test
    void whatAConstraintForbidsIsNoMisfit() {
        Model base = Model.named("forbidden")
                .input("image", 3, 8, 8)
                .then("a", conv(Value.choice("first", 8, 16)))
                .then("b", conv(Value.choice("second", 8, 16)))
                .node("sum", Layer.of("add"), "a", "b")
                .build();
        Constraint equal = Constraint.of(
                "a and b have one width", model -> width(model, "a").equals(width(model, "b")));
        SpaceCheck check = SpaceCheck.of(SearchSpace.of(base).with(equal), catalogue);
        assertThat(check).isEqualTo(new SpaceCheck(SpaceCheck.Coverage.ENUMERATED, 4, Optional.empty()));
    }

    private static Object width(Model model, String node) {
        return ((Layer) model.graph().node(node).operation()).integer("out_channels", 0);
    }

    @Test
    void realValuedAttributesAreSampled() {
        SpaceCheck check = check(Model.named("real")
                .input("row", 4)
                .then("drop", Layer.of("dropout", "rate", Value.real("rate", 0, 0.9)))
                .build());
        assertThat(check.coverage()).isEqualTo(SpaceCheck.Coverage.SAMPLED);
        assertThat(check.misfit()).isEmpty();
    }

    @Test
    void wrongLayersAreRefusedWithTheirPlace() {
        assertThatThrownBy(check(Model.named("wrong")
                        .input("x", 4)
                        .then(
                                "act",
                                LayerChoice.of(
                                        "act",
                                        Candidate.of("relu", Layer.of("relu")),
                                        Candidate.of("rleu", Layer.of("rleu"))))
                        .build())::orThrow)
                .hasMessageContaining("{act=rleu}")
                .hasMessageContaining("At (act): No layer type 'rleu'.");
        assertThatThrownBy(check(Model.named("wrong")
                        .input("x", 4)
                        .then("first", Layer.of("linear", "units", "many"))
                        .build())::orThrow)
                .hasMessageStartingWith("At (first): The attribute (units)");
    }

    @Test
    void theBenchmarkSpaceFits() {
        assertThat(SpaceCheck.of(NasBench201.space(5), catalogue))
                .isEqualTo(new SpaceCheck(SpaceCheck.Coverage.PROPAGATED, 0, Optional.empty()));
    }
}
