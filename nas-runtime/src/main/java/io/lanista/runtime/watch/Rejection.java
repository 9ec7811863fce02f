package io.lanista.runtime.watch;

import io.lanista.api.space.Choices;

/**
 * A candidate that was refused, and not run.
 *
 * @param trial the number that it would have had
 * @param choices what was proposed
 * @param reason one sentence
 */
public record Rejection(int trial, Choices choices, String reason) {}
