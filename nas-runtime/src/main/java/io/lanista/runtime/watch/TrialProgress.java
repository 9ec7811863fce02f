package io.lanista.runtime.watch;

import io.lanista.api.trial.Metrics;

/**
 * What a running trial reported.
 *
 * @param trial its number
 * @param step from 1, rising
 * @param metrics what was measured at that step
 */
public record TrialProgress(int trial, int step, Metrics metrics) {}
