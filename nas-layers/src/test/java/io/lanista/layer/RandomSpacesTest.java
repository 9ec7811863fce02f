package io.lanista.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.model.Graph;
import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Node;
import io.lanista.api.model.Subgraph;
import io.lanista.api.model.Value;
import io.lanista.api.mutate.Mutator;
import io.lanista.api.mutate.Sampler;
import io.lanista.api.space.Choices;
import io.lanista.api.space.Decision;
import io.lanista.api.space.SearchSpace;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every space, tried on many that are made at random. */
class RandomSpacesTest {
    private static final int SPACES = 150;

    private final LayerCatalogue catalogue = LayerCatalogue.standard();

    private static Stream<SearchSpace> fitting() {
        return Stream.iterate(1L, seed -> seed + 1).limit(SPACES).map(seed -> new RandomSpaces(seed, true).space());
    }

    @Test
    void drawnChoicesAreValidAndFreezeAlikeByChoicesAndByMutators() {
        Random random = new Random(1);
        fitting().limit(60).forEach(space -> {
            Choices choices = space.sample(random);
            assertThat(space.validate(choices)).isEmpty();
            Model frozen = space.freeze(choices);
            Model mutated = space.start();
            for (Mutator mutator : space.mutators()) {
                mutated = mutator.bind(answering(choices)).apply(mutated);
            }
            assertThat(mutated).isEqualTo(frozen);
            assertThat(SearchSpace.choicesOf(mutated)).isEqualTo(choices);
            assertThat(ModelAnalysis.of(frozen, catalogue).layers()).isNotEmpty();
        });
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
    void theActiveDecisionsAreThoseThatMutatorsAskFor() {
        fitting().limit(60).forEach(space -> {
            Map<String, Object> asked = new LinkedHashMap<>();
            Sampler last = new Sampler() {
                @Override
                public <T> T choose(List<T> candidates, Mutator mutator, Model model, int index) {
                    T answer = candidates.get(candidates.size() - 1);
                    asked.put(mutator.question(index).value(), answer);
                    return answer;
                }
            };
            Model model = space.start();
            for (Mutator mutator : space.mutators()) {
                model = mutator.bind(last).apply(model);
            }
            assertThat(space.active(SearchSpace.choicesOf(model)))
                    .extracting(decision -> decision.label().value())
                    .containsExactlyElementsOf(asked.keySet());
        });
    }

    @Test
    void smallSpacesHaveAsManyArchitecturesAsTheyCount() {
        long checked = fitting()
                .filter(space -> space.size().orElseThrow().compareTo(BigInteger.valueOf(500)) <= 0)
                .peek(space -> assertThat(space.enumerate().distinct().count())
                        .isEqualTo(space.size().orElseThrow().longValueExact()))
                .count();
        assertThat(checked).isGreaterThan(20);
    }

    @Test
    void neighboursAreSymmetricAndValid() {
        Random random = new Random(2);
        fitting().limit(30).forEach(space -> {
            Choices choices = space.sample(random);
            space.neighbours(choices).limit(8).forEach(neighbour -> {
                assertThat(space.validate(neighbour)).isEmpty();
                assertThat(space.neighbours(neighbour)).contains(choices);
            });
        });
    }

    @Test
    void spacesThatFitPassTheCheckWithoutTrying() {
        fitting()
                .forEach(space -> assertThat(SpaceCheck.of(space, catalogue))
                        .isEqualTo(new SpaceCheck(SpaceCheck.Coverage.PROPAGATED, 0, Optional.empty())));
    }

    @Test
    void theCheckFindsAMisfitWhereTryingAllChoicesDoes() {
        int wrong = 0;
        int right = 0;
        for (long seed = 1; seed <= 300; seed++) {
            SearchSpace space = new RandomSpaces(seed, false).space();
            if (space.size().orElseThrow().compareTo(BigInteger.valueOf(300)) > 0) {
                continue;
            }
            boolean fits = space.enumerate().allMatch(choices -> fits(space.freeze(choices)));
            SpaceCheck check = SpaceCheck.of(space, catalogue);
            assertThat(check.coverage()).isEqualTo(SpaceCheck.Coverage.PROPAGATED);
            assertThat(check.misfit().isEmpty()).as("seed " + seed).isEqualTo(fits);
            check.misfit()
                    .ifPresent(misfit -> assertThat(misfit.choices().values())
                            .containsAllEntriesOf(misfit.responsible().values()));
            wrong += fits ? 0 : 1;
            right += fits ? 1 : 0;
        }
        assertThat(wrong).isGreaterThan(40);
        assertThat(right).isGreaterThan(40);
    }

    private boolean fits(Model model) {
        try {
            ModelAnalysis.of(model, catalogue);
            return true;
        } catch (InvalidArchitectureException e) {
            return false;
        }
    }

    @Test
    void theOrderOfAttributesDoesntMatterForTheExactHash() {
        Map<String, Value> forward = new LinkedHashMap<>();
        forward.put("kernel", Value.of(3));
        forward.put("bias", Value.of(false));
        Map<String, Value> backward = new LinkedHashMap<>();
        backward.put("bias", Value.of(false));
        backward.put("kernel", Value.of(3));
        assertThat(Layer.of("conv2d", forward).hash())
                .isEqualTo(Layer.of("conv2d", backward).hash());
        assertThat(new RandomSpaces(5, true).model().hash())
                .isEqualTo(new RandomSpaces(5, true).model().hash());
    }

    @Test
    void theCoarseHashSeesThroughDisguises() {
        Random random = new Random(3);
        fitting().forEach(space -> {
            Model model = space.freeze(space.sample(random));
            Model disguised = model.withGraph(disguise(model.graph(), random, "x"));
            assertThat(CanonicalForm.hash(disguised, catalogue)).isEqualTo(CanonicalForm.hash(model, catalogue));
            assertThat(ModelAnalysis.of(disguised, catalogue).output())
                    .isEqualTo(ModelAnalysis.of(model, catalogue).output());
        });
    }

    /** The same computation with other names, another order, identities, dead ends and nesting. */
    private static Graph disguise(Graph graph, Random random, String... inputs) {
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < inputs.length; i++) {
            names.put(graph.inputs().get(i), inputs[i]);
        }
        List<Node> nodes = new ArrayList<>();
        for (Node node : graph.nodes()) {
            List<String> reads = new ArrayList<>();
            node.inputs().forEach(read -> reads.add(names.get(read)));
            if (node.operation().equals(Layer.of("add"))) {
                Collections.shuffle(reads, random);
            }
            String name = "other" + random.nextInt(1_000_000) + "-" + node.name();
            if (node.operation() instanceof Subgraph nested) {
                String[] own = nested.graph().inputs().toArray(new String[0]);
                nodes.add(new Node(name, new Subgraph(disguise(nested.graph(), random, own)), reads));
            } else if (random.nextBoolean() && reads.size() == 1) {
                nodes.add(new Node(name, Graph.sequence(node.operation()), reads));
            } else {
                nodes.add(new Node(name, node.operation(), reads));
            }
            names.put(node.name(), name);
            if (random.nextInt(3) == 0) {
                nodes.add(new Node(name + "-same", Layer.of("identity"), List.of(name)));
                names.put(node.name(), name + "-same");
            }
            if (random.nextInt(3) == 0) {
                nodes.add(new Node(name + "-dead", Layer.of("conv2d"), List.of(name)));
            }
        }
        Collections.shuffle(nodes, random);
        return Graph.of(List.of(inputs), nodes, names.get(graph.output()));
    }

    @Test
    void decisionsComeAfterThoseTheyDependOn() {
        fitting().forEach(space -> {
            List<Decision> decisions = space.decisions();
            for (int i = 0; i < decisions.size(); i++) {
                for (int j = i; j < decisions.size(); j++) {
                    assertThat(decisions.get(i).condition().labels())
                            .doesNotContain(decisions.get(j).label());
                }
            }
        });
    }
}
