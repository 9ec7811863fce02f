package io.lanista.runtime.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Model;
import io.lanista.api.space.Choices;
import io.lanista.api.space.InfeasibleException;
import io.lanista.api.space.SearchSpace;
import io.lanista.layer.CanonicalForm;
import io.lanista.layer.ConstraintCheck;
import io.lanista.layer.Constraints;
import io.lanista.layer.LayerCatalogue;
import io.lanista.layer.ModelAnalysis;
import io.lanista.layer.SpaceCheck;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a file of a space or a model holds, it is read, looked at, drawn from and built, or refused in one sentence; in time, and
 * within the memory of a small JVM.
 */
@Tag("slow")
class SpaceFuzzTest {
    private static final LayerCatalogue CATALOGUE = LayerCatalogue.standard();
    private static final Duration LONGEST = Duration.ofSeconds(10);

    @Test
    void anyInputEndsInASpaceOrASentence() {
        Map<String, Integer> outcomes = fuzz(1, 120);
        assertThat(outcomes.get("searched")).isGreaterThan(18);
        assertThat(outcomes.get("refused")).isGreaterThan(18);
    }

    @Test
    @Tag("long")
    void thousandsOfInputsEndInASpaceOrASentence() {
        fuzz(1_000, 3_000);
    }

    private static Map<String, Integer> fuzz(long firstSeed, int count) {
        Map<String, Integer> outcomes = new TreeMap<>();
        for (long seed = firstSeed; seed < firstSeed + count; seed++) {
            outcomes.merge(outcome(new FuzzedSpace(new Random(seed)).text(), seed), 1, Integer::sum);
        }
        return outcomes;
    }

    /** What stands in a few lines, and is more than any machine holds when it is written out. */
    @ParameterizedTest
    @EnumSource(SpaceBomb.class)
    void aBombIsRefusedInASentence(SpaceBomb bomb) {
        assertThat(outcome(bomb.text(), bomb.ordinal())).as(bomb.name()).isEqualTo("refused");
    }

    /** As large as is allowed, and as entangled. */
    @ParameterizedTest
    @EnumSource(value = LargeSpace.class, mode = EnumSource.Mode.EXCLUDE, names = "WIDTHS_THAT_SOME_SHARE")
    void aLargeSpaceIsSearchedInTime(LargeSpace large) {
        assertThat(outcome(large.text(), large.ordinal())).as(large.name()).isEqualTo("searched");
    }

    @Test
    @Tag("long")
    void theSpaceThatTakesLongestIsSearchedInTime() {
        aLargeSpaceIsSearchedInTime(LargeSpace.WIDTHS_THAT_SOME_SHARE);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aWrittenModelThatWasDamagedIsReadOrRefused(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            String json = ModelText.toJson(new RandomSpaces(random.nextLong()).model());
            String damaged = FuzzedSpace.damaged(json, random);
            Throwable thrown = catchThrowable(() -> ModelText.fromJson(damaged, "model.json"));
            if (thrown != null) {
                assertIsASentence(thrown, damaged);
            }
        }
    }

    private static String outcome(String text, long seed) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long begin = threads.getCurrentThreadCpuTime();
        Throwable thrown = catchThrowable(() -> use(text, new Random(seed)));
        // The processor's time: how long it takes on a machine that does nothing else.
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - begin))
                .as("the time for " + text.substring(0, Math.min(text.length(), 2_000)))
                .isLessThan(LONGEST);
        if (thrown == null) {
            return "searched";
        }
        assertIsASentence(thrown, text);
        return "refused";
    }

    /** What {@code nas space show}, {@code sample} and {@code draw} do with a file, and a run before its first trial. */
    private static void use(String text, RandomGenerator random) {
        Model model = ModelText.fromYaml(text, "fuzz.yaml", CATALOGUE).model();
        SearchSpace space = SearchSpace.of(model.withOutputs(3));
        assertThat(ModelSummary.of(space)).isNotBlank();
        assertThat(ModelDrawing.toMermaid(model)).isNotBlank();
        assertThat(ModelText.fromJson(ModelText.toJson(model), "again.json")).isEqualTo(model);
        SpaceCheck.of(space, CATALOGUE).orThrow();
        ConstraintCheck.of(space).orThrow();
        ConstraintCheck.of(space.with(Constraints.maxParameters(CATALOGUE, 100_000_000_000L)))
                .orThrow();
        for (int i = 0; i < 3; i++) {
            Choices choices = space.sample(random);
            Model frozen = space.freeze(choices);
            assertThat(frozen.isConcrete()).isTrue();
            assertThat(ModelAnalysis.of(frozen, CATALOGUE).parameters()).isNotNegative();
            assertThat(CanonicalForm.hash(frozen, CATALOGUE)).hasSize(32);
            assertThat(space.validate(choices)).isEmpty();
            assertThat(ModelText.fromJson(ModelText.toJson(frozen), "frozen.json")
                            .hash())
                    .isEqualTo(frozen.hash());
        }
    }

    private static void assertIsASentence(Throwable thrown, String input) {
        assertThat(thrown)
                .as(input)
                .isInstanceOfAny(
                        SchemaException.class,
                        InvalidArchitectureException.class,
                        InfeasibleException.class,
                        IllegalArgumentException.class);
        assertThat(thrown.getMessage())
                .as(input)
                .isNotBlank()
                .hasSizeLessThan(20_000)
                .doesNotContain("Exception", "java.", "tools.jackson", "(null)")
                .matches("(?s).*\\.");
        assertThat(List.of(thrown.getClass().getSimpleName())).doesNotContain("NumberFormatException");
    }
}
