package io.lanista.strategy.bandit;

import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Outcome;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Where new candidates come from. Nothing comes twice. */
interface Source {
    /** A new candidate; empty if there is none any more. */
    Optional<Choices> next(RandomGenerator random);

    /** A trial began to train a candidate up to a rung, counted from 0. */
    void started(int trial, int rung, Choices choices);

    /** That trial ended. */
    void ended(int trial, int rung, Outcome outcome);
}
