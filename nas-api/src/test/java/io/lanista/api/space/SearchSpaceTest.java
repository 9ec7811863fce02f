package io.lanista.api.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Cell;
import io.lanista.api.model.Graph;
import io.lanista.api.model.InputChoice;
import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Merge;
import io.lanista.api.model.Model;
import io.lanista.api.model.Repeat;
import io.lanista.api.model.Value;
import io.lanista.api.mutate.Mutator;
import io.lanista.api.mutate.Sampler;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {
    private static final Layer POOL = Layer.of("max_pool2d", "kernel", 2);

    /** A conditional space: nested choice, skip connection, repeat with own copies, cell, shared value choice. */
    static Model base() {
        Value width = Value.choice("width", 8, 16);
        Layer conv = Layer.of("conv2d", "out_channels", width, "kernel", Value.choice("kernel", 3, 5));
        Cell cell = Cell.named("cell", 2)
                .nodes(2, 2)
                .candidates(List.of(
                        Candidate.of("skip", Layer.of("identity")),
                        Candidate.of("conv", Layer.of("conv2d", "kernel", Value.choice("cell-kernel", 1, 3)))))
                .build();
        return Model.named("mixed")
                .input("image", 1, 8, 8)
                .then("stem", LayerChoice.of("stem", Candidate.of("conv", conv), Candidate.of("pool", POOL)))
                .then(
                        "body",
                        Repeat.of(
                                "depth",
                                0,
                                2,
                                LayerChoice.of(
                                        "op",
                                        Candidate.of("linear", Layer.of("identity")),
                                        Candidate.of("wide", conv))))
                .node("cell", cell, "stem", "body")
                .node("skip", InputChoice.optional("skip"), "stem")
                .node("sum", Layer.of("add"), "cell", "skip")
                .then("head", Layer.of("linear", "units", width.times(2)))
                .setting("rate", Value.choice("rate", 0.1, 0.01))
                .build();
    }

    @Test
    void decisionsComeAfterWhatTheyDependOn() {
        assertThat(SearchSpace.of(base()).decisions())
                .extracting(decision -> decision.label().value())
                .containsExactly(
                        "stem",
                        "kernel",
                        "width",
                        "depth",
                        "op/0",
                        "kernel/0",
                        "width/0",
                        "op/1",
                        "kernel/1",
                        "width/1",
                        "cell/input_2",
                        "cell/op_2_0",
                        "cell/op_2_1",
                        "cell/input_3",
                        "cell/op_3_0",
                        "cell/op_3_1",
                        "cell-kernel",
                        "skip",
                        "rate");
    }

    @Test
    void sizeEqualsEnumeration() {
        SearchSpace space = SearchSpace.of(base());
        Set<Choices> all = space.enumerate().collect(Collectors.toSet());
        assertThat(space.size()).contains(BigInteger.valueOf(all.size()));
        assertThat(space.enumerate().count()).isEqualTo(all.size());
    }

    @Test
    void anAnswerReachesTheSharedBodyOfARepeatWhoseNumberIsStillOpen() {
        Value width = Value.choice("width", 8, 16);
        SearchSpace space = SearchSpace.of(Model.named("shared")
                .input("x", 4)
                .then("in", Layer.of("linear", "units", width))
                .then("blocks", Repeat.shared("depth", 1, 2, Layer.of("linear", "units", width)))
                .build());
        Choices choices = space.sample(new Random(1));
        Model model = space.start();
        for (Mutator mutator : space.mutators()) {
            model = model.resolve(
                    label -> label.equals(mutator.label()) ? choices.values().get(label) : null);
        }
        assertThat(model).isEqualTo(space.freeze(choices));
    }

    @Test
    void freezingThroughMutatorsGivesTheModelOfTheChoices() {
        SearchSpace space = SearchSpace.of(base());
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            Choices choices = space.sample(random);
            Model model = space.start();
            for (Mutator mutator : space.mutators()) {
                model = mutator.bind(answering(choices)).apply(model);
            }
            assertThat(model).isEqualTo(space.freeze(choices));
            assertThat(model.isConcrete()).isTrue();
            assertThat(SearchSpace.choicesOf(model)).isEqualTo(choices);
            assertThat(SearchSpace.choicesOf(space.freeze(choices))).isEqualTo(choices);
            assertThat(model.hash()).isEqualTo(space.freeze(choices).hash());
        }
    }

    @Test
    void samplingIsEvenOverTheArchitectures() {
        SearchSpace space = SearchSpace.of(Model.named("uneven")
                .input("x", 4)
                .then(
                        "op",
                        LayerChoice.of(
                                "op",
                                Candidate.of("identity", Layer.of("identity")),
                                Candidate.of("linear", Layer.of("linear", "units", Value.choice("units", 1, 2, 3)))))
                .build());
        Map<Choices, Integer> drawn = new HashMap<>();
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        for (int i = 0; i < 4000; i++) {
            drawn.merge(space.sample(random), 1, Integer::sum);
        }
        assertThat(drawn).hasSize(4);
        assertThat(drawn.values()).allSatisfy(count -> assertThat(count).isBetween(850, 1150));
    }

    @Test
    void neighboursAreSymmetric() {
        SearchSpace space = SearchSpace.of(base());
        Random random = new Random(3);
        for (int i = 0; i < 10; i++) {
            Choices choices = space.sample(random);
            Set<Choices> neighbours = space.neighbours(choices).collect(Collectors.toSet());
            assertThat(neighbours).isNotEmpty().doesNotContain(choices);
            neighbours.stream()
                    .limit(40)
                    .forEach(
                            neighbour -> assertThat(space.neighbours(neighbour)).contains(choices));
        }
    }

    @Test
    void mutationChangesOneDecisionToADifferentValue() {
        SearchSpace space = SearchSpace.of(base());
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            Choices choices = space.sample(random);
            Choices mutated = space.mutate(choices, random);
            Set<Label> differing = new HashSet<>();
            space.active(choices).forEach(decision -> {
                Object now = mutated.values().get(decision.label());
                if (now != null && !now.equals(choices.values().get(decision.label()))) {
                    differing.add(decision.label());
                }
            });
            assertThat(space.validate(mutated)).isEmpty();
            assertThat(differing).hasSize(1);
        }
    }

    @Test
    void wrongChoicesAreNamed() {
        SearchSpace space = SearchSpace.of(base());
        Choices choices = space.sample(new Random(1));
        assertThat(space.validate(choices.with(Label.of("stem"), "nothing")))
                .hasValueSatisfying(
                        reason -> assertThat(reason).contains("(nothing)").contains("(stem)"));
        assertThat(space.validate(choices.with(Label.of("foreign"), 1)))
                .hasValueSatisfying(reason -> assertThat(reason).contains("foreign"));
        assertThat(space.validate(Choices.NONE))
                .hasValueSatisfying(reason -> assertThat(reason).contains("(stem)"));
    }

    @Test
    void oneLabelForTwoDecisionsIsRefusedWithBothPlaces() {
        Model twice = Model.named("twice")
                .input("x", 4)
                .then("a", Layer.of("linear", "units", Value.choice("n", 1, 2)))
                .then("b", Layer.of("linear", "units", Value.choice("n", 1, 3)))
                .build();
        assertThatThrownBy(() -> SearchSpace.of(twice))
                .hasMessageContaining("(n)")
                .hasMessageContaining("(a.units)")
                .hasMessageContaining("(b.units)");
    }

    @Test
    void constraintsHoldAndTheRestIsStillCovered() {
        SearchSpace space = SearchSpace.of(base())
                .with(Constraint.of(
                        "the small rate",
                        model -> model.settings().get("rate").constant().equals(java.util.Optional.of(0.1))));
        Random random = new Random(2);
        for (int i = 0; i < 50; i++) {
            assertThat(space.sample(random).get(Label.of("rate"))).contains(0.1);
        }
    }

    @Test
    void mergesOfInputChoicesBecomeLayers() {
        SearchSpace space = SearchSpace.of(Model.named("inputs")
                .input("x", 4)
                .then("a", Layer.of("relu"))
                .node("pick", InputChoice.of("pick", 2, 1, Merge.SUM), "x", "a")
                .build());
        Model frozen = space.freeze(Choices.of(Map.of(Label.of("pick"), List.of(1))));
        assertThat(frozen.graph())
                .isEqualTo(Graph.of(
                        List.of("x"),
                        List.of(
                                new io.lanista.api.model.Node("a", Layer.of("relu"), List.of("x")),
                                new io.lanista.api.model.Node("pick", Layer.of("identity"), List.of("a"))),
                        "pick"));
    }

    static Sampler answering(Choices choices) {
        return new Sampler() {
            @Override
            @SuppressWarnings("unchecked") // The recorded answer is one of the candidates.
            public <T> T choose(List<T> candidates, Mutator mutator, Model model, int index) {
                return (T) choices.values().get(mutator.label());
            }
        };
    }

    /** The label of a copy, written out elsewhere, is one decision with it; its mutator may come before the repeat's. */
    @Test
    void anAnswerReachesTheCopiesOfARepeatWhoseNumberIsStillOpen() {
        Value width = Value.choice("width", 8, 16);
        SearchSpace space = SearchSpace.of(Model.named("shared")
                .input("image", 1, 8, 8)
                .then("stem", Layer.of("conv2d", "out_channels", Value.choice("width/0", 8, 16)))
                .then("body", Repeat.of("depth", 1, 2, Layer.of("conv2d", "out_channels", width)))
                .build());
        Choices choices = Choices.of(Map.of(
                Label.of("width/0"), 16L,
                Label.of("depth"), 2L,
                Label.of("width/1"), 8L));
        Model model = space.start();
        for (Mutator mutator : space.mutators()) {
            model = mutator.bind(new Sampler() {
                        @Override
                        @SuppressWarnings("unchecked") // The answer is one of the candidates.
                        public <T> T choose(List<T> candidates, Mutator asking, Model seen, int index) {
                            return (T) choices.values().get(asking.label());
                        }
                    })
                    .apply(model);
        }
        assertThat(model).isEqualTo(space.freeze(choices));
        assertThat(model.isConcrete()).isTrue();
    }
}
