package io.lanista.runtime.experiment;

import io.lanista.api.space.Choices;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Score;
import java.util.Optional;

/**
 * The best trial so far.
 *
 * @param trial its number
 * @param score the objective
 * @param metrics all that was measured
 * @param choices its architecture
 * @param test what was measured on data that the search never saw; empty before the end, or without such data
 */
public record BestTrial(int trial, Score score, Metrics metrics, Choices choices, Optional<Metrics> test) {}
