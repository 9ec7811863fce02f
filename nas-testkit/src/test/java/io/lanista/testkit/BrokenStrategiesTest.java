package io.lanista.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs the contract on broken strategies as their authors would, and reads what it says. */
class BrokenStrategiesTest {
    /** The messages of those of these contract tests that failed, by test. */
    private static Map<String, String> failures(Class<?> contract, String... tests) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(Arrays.stream(tests)
                        .map(test -> selectMethod(contract, test))
                        .toArray(DiscoverySelector[]::new))
                .execute()
                .testEvents()
                .failed()
                .stream()
                .collect(Collectors.toMap(
                        event -> event.getTestDescriptor().getDisplayName().replace("()", ""),
                        BrokenStrategiesTest::message));
    }

    private static String message(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .map(Throwable::getMessage)
                .orElse("");
    }

    @Test
    void whoMinimisesAccuracyIsTold() {
        Map<String, String> failures = failures(
                BrokenStrategies.MinimisesAccuracyTest.class,
                "minimisingTheNegativeIsMaximising",
                "betterScoresAttractIt",
                "proposalsAreInTheSpace");
        assertThat(failures).containsOnlyKeys("minimisingTheNegativeIsMaximising", "betterScoresAttractIt");
        assertThat(failures.get("minimisingTheNegativeIsMaximising"))
                .contains("Minimising -f goes another way than maximising f")
                .contains("score.gain()");
        assertThat(failures.get("betterScoresAttractIt"))
                .contains("prefers what is worse")
                .contains("Maybe it minimises accuracy");
    }

    @Test
    void whoPrefersTheWorseInBothDirectionsIsTold() {
        assertThat(failures(
                        BrokenStrategies.PrefersTheWorseTest.class,
                        "minimisingTheNegativeIsMaximising",
                        "betterScoresAttractIt"))
                .containsOnlyKeys("betterScoresAttractIt");
    }

    @Test
    void whoForgetsPendingTrialsOnResumeIsTold() {
        Map<String, String> failures = failures(
                BrokenStrategies.ForgetsPendingTrialsTest.class,
                "replayAfterAnyPrefixContinuesTheSame",
                "sameSeedGivesTheSameAnswers");
        assertThat(failures).containsOnlyKeys("replayAfterAnyPrefixContinuesTheSame");
        assertThat(failures.get("replayAfterAnyPrefixContinuesTheSame"))
                .contains("It proposes again what is still running: pending trials are forgotten on resume.")
                .contains("Running then:     trials [")
                .contains("Maybe keep all that it knows (finished, pending and rejected trials) in the Search object");
    }

    @Test
    void whoUsesItsOwnRandomnessIsTold() {
        Map<String, String> failures = failures(
                BrokenStrategies.OwnRandomnessTest.class,
                "sameSeedGivesTheSameAnswers",
                "anotherJvmGivesTheSameAnswers");
        assertThat(failures).containsKeys("sameSeedGivesTheSameAnswers", "anotherJvmGivesTheSameAnswers");
        assertThat(failures.get("sameSeedGivesTheSameAnswers"))
                .contains("On the space (flat), two runs differ at event (0).")
                .contains("Maybe it draws from a generator of its own (Math.random, new Random())")
                .contains("ask.random()");
    }

    @Test
    void whoIsNotRegisteredIsToldWhere() {
        assertThat(failures(BrokenStrategies.MinimisesAccuracyTest.class, "serviceLoaderFindsIt")
                        .get("serviceLoaderFindsIt"))
                .contains("META-INF/services/io.lanista.api.strategy.Strategy")
                .contains(BrokenStrategies.MinimisesAccuracy.class.getName());
    }

    @Test
    void whoLooksClassesUpByTheContextIsTold() {
        Map<String, String> failures =
                failures(BrokenStrategies.LooksUpByContextTest.class, "worksFromABundle", "proposalsAreInTheSpace");
        assertThat(failures).containsOnlyKeys("worksFromABundle");
        assertThat(failures.get("worksFromABundle"))
                .contains("doesn't work in a class loader of its own")
                .contains(ClimbingStrategy.class.getName())
                .contains("context class loader");
    }
}
