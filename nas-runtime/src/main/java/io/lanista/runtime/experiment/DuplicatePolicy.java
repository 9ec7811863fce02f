package io.lanista.runtime.experiment;

/** What happens when a strategy proposes what was tried before or is being tried: equal choices, to the same step. */
public enum DuplicatePolicy {
    /** The candidate is refused, the strategy told so and asked again. The default for deterministic evaluators. */
    REJECT,
    /** The strategy is told the earlier outcome, as a trial of its own. */
    REUSE,
    /** It is evaluated again, with another seed. The default for evaluators that are not deterministic. */
    REPEAT
}
