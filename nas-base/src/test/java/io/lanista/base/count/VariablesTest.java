package io.lanista.base.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VariablesTest {
    private static Variable<String, Integer> variable(String key, int values, List<Map<String, List<Integer>>> when) {
        List<Integer> all = IntStream.rangeClosed(1, values).boxed().toList();
        return new Variable<>(key, all, false, random -> all.get(random.nextInt(values)), when);
    }

    private static Variable<String, Integer> variable(String key, int values) {
        return variable(key, values, List.of(Map.of()));
    }

    /** The example of {@link Variables}. */
    private static List<Variable<String, Integer>> example() {
        return List.of(
                variable("depth", 3),
                variable("kernel/0", 2),
                variable("kernel/1", 2, List.of(Map.of("depth", List.of(2, 3)))),
                variable("kernel/2", 2, List.of(Map.of("depth", List.of(3)))),
                variable("rate", 3));
    }

    @Test
    void theExampleHas42Assignments() {
        Variables<String, Integer> variables = new Variables<>(example(), 100);
        assertThat(variables.count()).contains(BigInteger.valueOf(42));
        assertThat(variables.all(Map.of()).distinct()).hasSize(42);
    }

    @Test
    void drawsAreEvenOverAssignments() {
        Variables<String, Integer> variables = new Variables<>(example(), 100);
        Random random = new Random(3);
        Map<Map<String, Integer>, Integer> drawn = new HashMap<>();
        for (int i = 0; i < 4200; i++) {
            drawn.merge(variables.draw(random), 1, Integer::sum);
        }
        assertThat(drawn.keySet()).isEqualTo(variables.all(Map.of()).collect(Collectors.toSet()));
        assertThat(drawn.values()).allMatch(count -> count > 60 && count < 145);
    }

    @Test
    void aVariableWithMuchMoreBehindOneValueThanBehindAnotherIsDrawnEvenly() {
        Variables<String, Integer> strict = new Variables<>(example(), 3);
        assertThat(new Variables<>(example(), 4).uneven()).isEmpty();
        assertThat(strict.uneven()).isEqualTo(Set.of("depth"));
        Random random = new Random(3);
        long shallow = IntStream.range(0, 3000)
                .filter(i -> strict.draw(random).get("depth") == 1)
                .count();
        assertThat(shallow).isBetween(900L, 1100L);
    }

    /** Each variable needs one of two others, in every combination: there is no order in which few conditions are open. */
    @Test
    void countsAreWhatListingGivesWhateverDependsOnWhat() {
        Random random = new Random(11);
        for (int round = 0; round < 200; round++) {
            List<Variable<String, Integer>> all = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                List<Map<String, List<Integer>>> when = new ArrayList<>();
                for (int alternative = 0; i > 0 && alternative < random.nextInt(3); alternative++) {
                    when.add(Map.of("v" + random.nextInt(i), List.of(1 + random.nextInt(2))));
                }
                all.add(variable("v" + i, 2 + random.nextInt(2), when.isEmpty() ? List.of(Map.of()) : when));
            }
            Variables<String, Integer> variables = new Variables<>(all, 100);
            assertThat(variables.count())
                    .contains(BigInteger.valueOf(
                            variables.all(Map.of()).distinct().count()));
        }
    }

    @Test
    void variablesThatAreTooEntangledHaveNoCountAndAreDrawnOneByOne() {
        List<Variable<String, Integer>> all = new ArrayList<>();
        Random random = new Random(5);
        for (int i = 0; i < 400; i++) {
            List<Map<String, List<Integer>>> when = new ArrayList<>();
            for (int j = 0; i > 3 && j < 3; j++) {
                when.add(Map.of(
                        "v" + random.nextInt(i / 2),
                        List.of(1),
                        "v" + (i / 2 + random.nextInt(i - i / 2)),
                        List.of(2)));
            }
            all.add(variable("v" + i, 3, when.isEmpty() ? List.of(Map.of()) : when));
        }
        Variables<String, Integer> variables = new Variables<>(all, 100);
        assertThat(variables.count()).isEmpty();
        assertThat(variables.draw(random)).containsKeys("v0", "v1", "v2", "v3");
    }

    @Test
    void fixedValuesAreKeptWhereTheirConditionIsMet() {
        Variables<String, Integer> variables = new Variables<>(example(), 100);
        assertThat(variables.all(Map.of("kernel/2", 2, "kernel/0", 1, "rate", 3)))
                .hasSize(1 + 2 + 2)
                .allMatch(values -> values.get("rate") == 3 && values.getOrDefault("kernel/2", 2) == 2);
    }

    @Test
    void aContinuousVariableCountsAsOneValueAndIsListedByItsPoints() {
        Variable<String, Double> real =
                new Variable<>("x", List.of(0.0, 0.5, 1.0), true, random -> random.nextDouble(), List.of(Map.of()));
        Variables<String, Double> variables = new Variables<>(List.of(real), 100);
        assertThat(variables.count()).contains(BigInteger.ONE);
        assertThat(variables.all(Map.of())).hasSize(3);
        assertThat(variables.draw(new Random(1)).get("x")).isNotIn(0.0, 0.5, 1.0);
    }
}
