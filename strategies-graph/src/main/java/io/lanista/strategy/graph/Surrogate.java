package io.lanista.strategy.graph;

import java.util.List;
import java.util.random.RandomGenerator;

/** A model of the objective that learns as trials end. Confined to one thread. */
interface Surrogate {
    /**
     * How much each candidate is worth trying; more is better.
     *
     * @param ended what was tried, at least one of it with a score; from call to call, more is added at its end, and
     *     gains may become others
     * @param running what runs
     */
    double[] rate(List<Trial> ended, List<Candidate> running, List<Candidate> candidates, RandomGenerator random);
}
