package io.lanista.runtime.watch;

import io.lanista.api.space.Choices;
import java.util.OptionalInt;

/**
 * A trial that starts, for the first time or again.
 *
 * @param trial its number
 * @param choices what is tried
 * @param steps how many steps it trains in all, if the strategy decides that
 * @param continues the trial from whose checkpoint it goes on, if it does
 */
public record TrialStart(int trial, Choices choices, OptionalInt steps, OptionalInt continues) {}
