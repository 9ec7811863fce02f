package io.lanista.oneshot.paths;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Model;
import io.lanista.api.model.ModelBuilder;
import io.lanista.api.space.Choices;
import io.lanista.api.space.Constraint;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Objective;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EvolutionTest {
    private static final int DECISIONS = 12;

    /** Twelve choices between four layers: 16,777,216 architectures. */
    private static SearchSpace space() {
        ModelBuilder model = Model.named("long").input("x", 4);
        for (int i = 0; i < DECISIONS; i++) {
            model = model.then(
                    "n" + i,
                    LayerChoice.of(
                            "n" + i,
                            Candidate.of("a", Layer.of("identity")),
                            Candidate.of("b", Layer.of("relu")),
                            Candidate.of("c", Layer.of("tanh")),
                            Candidate.of("d", Layer.of("sigmoid"))));
        }
        return SearchSpace.of(model.build());
    }

    private static Evolution evolution(SearchSpace space) {
        return new Evolution(space, Objective.maximize("accuracy"), 50, 10, 0.1);
    }

    private static Map<String, Double> measured(Choices choices) {
        return Map.of("accuracy", value(choices));
    }

    @Test
    void ofEqualScoresTheOneWithLessLossIsTheBest() {
        Evolution evolution = evolution(space());
        evolution.round(new Random(7), choices -> Map.of("accuracy", 0.5, "loss", 10 - value(choices)));
        double most = evolution.best().map(best -> value(best.choices())).orElseThrow();
        assertThat(most).isGreaterThanOrEqualTo(5);
        Evolution restored = evolution(space());
        restored.restore(evolution.save());
        assertThat(restored.best()).isEqualTo(evolution.best());
    }

    /** How many answers are c. */
    private static double value(Choices choices) {
        return choices.values().values().stream().filter("c"::equals).count();
    }

    @Test
    void findsInAThousandWhatAThousandDrawsDoNot() {
        SearchSpace space = space();
        Evolution evolution = evolution(space);
        Random random = new Random(1);
        for (int round = 0; round < 20; round++) {
            evolution.round(random, EvolutionTest::measured);
        }
        assertThat(evolution.best().orElseThrow().score().value()).isGreaterThanOrEqualTo(11);
        Random draws = new Random(1);
        double drawn = 0;
        for (int i = 0; i < 1000; i++) {
            drawn = Math.max(drawn, value(space.sample(draws)));
        }
        assertThat(drawn).isLessThan(11);
        assertThat(evolution.size()).isEqualTo(1000);
        assertThat(evolution.drawn()).isEqualTo(50);
        assertThat(evolution.medianOfDrawn()).isBetween(2.0, 4.0);
    }

    @Test
    void nothingIsMeasuredTwiceAndWhatIsNotAllowedNever() {
        SearchSpace space = space().with(new Constraint() {
            @Override
            public Optional<String> violation(Model model) {
                long layers = model.graph().nodes().stream()
                        .filter(node -> node.operation().equals(Layer.of("tanh")))
                        .count();
                return layers > 6 ? Optional.of("too many") : Optional.empty();
            }

            @Override
            public String describe() {
                return "at most six";
            }
        });
        Evolution evolution = evolution(space);
        List<Choices> measured = new ArrayList<>();
        Random random = new Random(2);
        for (int round = 0; round < 10; round++) {
            evolution.round(random, choices -> {
                measured.add(choices);
                return measured(choices);
            });
        }
        assertThat(new HashSet<>(measured)).hasSize(measured.size());
        assertThat(measured.stream().mapToDouble(EvolutionTest::value).max()).hasValue(6);
        assertThat(evolution.best().orElseThrow().score().value()).isEqualTo(6);
    }

    @Test
    void aSmallSpaceIsExhausted() {
        Evolution evolution = evolution(SmallSpace.choices());
        Random random = new Random(3);
        for (int round = 0; round < 5; round++) {
            evolution.round(random, choices -> Map.of("accuracy", 1.0));
        }
        assertThat(evolution.size()).isEqualTo(18);
        assertThat(evolution.best()).isPresent();
    }

    @Test
    void restoredItGoesOnAsIfNothingHadHappened() {
        for (SearchSpace space : List.of(space(), SmallSpace.cell())) {
            Evolution whole = evolution(space);
            Evolution first = evolution(space);
            whole.round(new Random(4), EvolutionTest::measured);
            first.round(new Random(4), EvolutionTest::measured);
            Evolution second = evolution(space);
            second.restore(first.save());
            whole.round(new Random(5), EvolutionTest::measured);
            second.round(new Random(5), EvolutionTest::measured);
            assertThat(second.best()).isEqualTo(whole.best());
            assertThat(second.size()).isEqualTo(whole.size());
            assertThat(second.medianOfDrawn()).isEqualTo(whole.medianOfDrawn());
        }
    }

    @Test
    void theBestIsTheFirstOfEquals() {
        Evolution evolution = evolution(space());
        List<Choices> measured = new ArrayList<>();
        evolution.round(new Random(6), choices -> {
            measured.add(choices);
            return Map.of();
        });
        assertThat(evolution.best().orElseThrow().choices()).isEqualTo(measured.get(0));
        assertThat(measured.get(0).get(Label.of("n0"))).isPresent();
    }
}
