package io.lanista.api.strategy;

import java.util.random.RandomGenerator;

/**
 * One question to a strategy.
 *
 * @param trial the number of the trial that the answer will have, from 0
 * @param freeSlots how many trials could be started now, this one included
 * @param random a generator of this ask's own, seeded from the experiment's seed and the trial's number
 */
public record Ask(int trial, int freeSlots, RandomGenerator random) {}
