package io.lanista.testkit;

import io.lanista.api.strategy.Strategy;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What every strategy must keep, as tests to inherit. Implement {@link #strategy()} in a test class that has a
 * constructor without parameters; it is started in a second JVM too.
 *
 * <pre>{@code
 * class MyStrategyTest implements StrategyContract {
 *     @Override
 *     public Strategy strategy() {
 *         return new MyStrategy();
 *     }
 * }
 * }</pre>
 *
 * <p>The spaces are {@link StandardSpaces}. A failure says what was seen, and what usually causes it.
 */
public interface StrategyContract {
    /** A new strategy at each call. */
    Strategy strategy();

    /** The options to test it with, as an experiment file gives them; by default none. */
    default Map<String, Object> options() {
        return Map.of();
    }

    /** How many steps (epochs) the trials of the tests have; 0, the default, for trials that report none. */
    default int steps() {
        return 0;
    }

    /**
     * Whether it tries everything in a small space, and then says that it is done. By default this isn't asked: the host
     * ends a search that proposes nothing new.
     */
    default boolean exhaustsSmallSpaces() {
        return false;
    }

    /** Whether it searches after several objectives. By default it knows one, and has to say so to whoever gives it more. */
    default boolean knowsSeveralObjectives() {
        return false;
    }

    /** Its name can be typed, its options have distinct names and help texts, and their defaults are allowed. */
    @Test
    default void nameAndOptionsAreWellFormed() {
        new StrategyChecks(this).nameAndOptions();
    }

    /** The host finds it by {@code META-INF/services}. */
    @Test
    default void serviceLoaderFindsIt() {
        new StrategyChecks(this).service();
    }

    /** Every proposal is in the space: all active decisions are answered, no others, by values of their domains. */
    @Test
    default void proposalsAreInTheSpace() {
        new StrategyChecks(this).validity();
    }

    /** What is inactive isn't answered, and what is active is. */
    @Test
    default void conditionalDecisionsAreAnsweredWhileActive() {
        new StrategyChecks(this).conditions();
    }

    /** A search is decided by its seed and its results, and by nothing else. */
    @Test
    default void sameSeedGivesTheSameAnswers() {
        new StrategyChecks(this).repeatability();
    }

    /** Two searches at once don't disturb each other. */
    @Test
    default void searchesDoNotShareState() {
        new StrategyChecks(this).isolation();
    }

    /** Neither hash orders, nor locales, nor time zones, nor identities decide anything. */
    @Test
    default void anotherJvmGivesTheSameAnswers() {
        new StrategyChecks(this).otherJvm();
    }

    /** A search that is resumed by replay, at any point, goes on as if nothing had happened. */
    @Test
    default void replayAfterAnyPrefixContinuesTheSame() {
        new StrategyChecks(this).replay();
    }

    /** Trials that run at the same time end in any order. */
    @Test
    default void resultsMayComeOutOfOrder() {
        new StrategyChecks(this).outOfOrder();
    }

    /** Failed and stopped trials are survived, also if there are no others. */
    @Test
    default void failedAndStoppedTrialsAreSurvived() {
        new StrategyChecks(this).faults();
    }

    /** A metric that is not a number is the worst, and is survived, also if there are no others. */
    @Test
    default void scoresThatAreNotNumbersAreSurvived() {
        new StrategyChecks(this).notANumber();
    }

    /** Rejected candidates are survived, and don't count as running. */
    @Test
    default void rejectedCandidatesAreSurvived() {
        new StrategyChecks(this).rejections();
    }

    /** Where further evaluations of what was tried come in, the search stays decided by its seed and its results. */
    @Test
    default void meansOfSeveralEvaluationsAreTaken() {
        new StrategyChecks(this).revision();
    }

    /** A space in which everything has been tried is survived. */
    @Test
    default void exhaustedSpacesAreSurvived() {
        new StrategyChecks(this).exhaustion();
    }

    /** Minimising −f gives the same answers as maximising f. */
    @Test
    default void minimisingTheNegativeIsMaximising() {
        new StrategyChecks(this).symmetry();
    }

    /** One that knows one objective refuses several in words; one that knows several keeps all of this with them, too. */
    @Test
    default void severalObjectivesAreSearchedOrRefused() {
        new ObjectivesChecks(this).all();
    }

    /** It doesn't do better when it is told the opposite. */
    @Test
    default void betterScoresAttractIt() {
        new StrategyChecks(this).attraction();
    }

    /** Trials beyond the budget, and steps beyond the full number, are never started. */
    @Test
    default void budgetIsNeverExceeded() {
        new StrategyChecks(this).budget();
    }

    /** Trials of an earlier run are accepted, whatever became of them. */
    @Test
    default void pastTrialsAreAccepted() {
        new StrategyChecks(this).past();
    }

    /** Once it is closed, no thread of its own is left. */
    @Test
    default void noThreadIsLeftBehind() {
        new StrategyChecks(this).threads();
    }

    /** The thread's context class loader is the host's business. */
    @Test
    default void contextClassLoaderIsLeftAlone() {
        new StrategyChecks(this).contextClassLoader();
    }

    /** It works, and answers the same, in a class loader of its own, as the host gives to each bundle. */
    @Test
    default void worksFromABundle() {
        new StrategyChecks(this).bundle();
    }

    /** The answers are those of the golden file, if there is one; see {@link GoldenAnswers}. */
    @Test
    default void answersAreThoseOfTheGoldenFile() {
        new StrategyChecks(this).golden();
    }
}
