package io.lanista.testkit;

import io.lanista.api.strategy.Answer;
import java.util.Map;

/** What every proposal must keep. */
final class HarnessRules {
    private HarnessRules() {}

    /**
     * @param ended what was tried by the trials that ended
     * @throws AssertionError with a sentence that says what is wrong
     */
    static void check(SearchHarness harness, int trial, Answer.Try candidate, Map<Integer, Answer.Try> ended) {
        String proposal = "At the ask for trial (" + trial + "), the search proposes " + candidate.choices();
        harness.space.validate(candidate.choices()).ifPresent(reason -> {
            throw new AssertionError(proposal + ", which is not in the space ("
                    + harness.space.base().name() + "): " + reason
                    + " Maybe take values from the decision's domain, answer all active decisions and no others, or use"
                    + " space.sample, space.mutate or space.walk, which do.");
        });
        candidate.steps().ifPresent(steps -> {
            if (steps < 1 || (harness.steps > 0 && steps > harness.steps)) {
                throw new AssertionError(proposal + " for (" + steps + ") steps, and a trial has from 1 to ("
                        + harness.steps + "). Maybe stay within request.fullSteps().");
            }
        });
        candidate.continues().ifPresent(earlier -> {
            Answer.Try continued = ended.get(earlier);
            if (continued == null || !continued.choices().equals(candidate.choices())) {
                throw new AssertionError(proposal + " to continue trial (" + earlier + "), which "
                        + (continued == null ? "has not ended." : "tried " + continued.choices() + ".")
                        + " Maybe continue only ended trials, with their own choices.");
            }
        });
    }
}
