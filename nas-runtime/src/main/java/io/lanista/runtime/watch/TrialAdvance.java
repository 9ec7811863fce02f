package io.lanista.runtime.watch;

/**
 * How far a running trial's step is.
 *
 * @param trial its number
 * @param done how many parts of the step are done, such as batches of an epoch
 * @param all how many there are
 */
public record TrialAdvance(int trial, int done, int all) {}
