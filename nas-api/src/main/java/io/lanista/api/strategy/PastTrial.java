package io.lanista.api.strategy;

import io.lanista.api.space.Choices;

/**
 * A trial that finished in an earlier run.
 *
 * @param choices what was tried
 * @param outcome how it went
 */
public record PastTrial(Choices choices, Outcome outcome) {}
