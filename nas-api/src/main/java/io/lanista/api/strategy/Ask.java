package io.lanista.api.strategy;

import java.util.random.RandomGenerator;
import org.osgi.annotation.versioning.ProviderType;

/** One question to a strategy. */
@ProviderType
public interface Ask {
    /** The number of the trial that the answer will have, from 0. */
    int trial();

    /** How many trials could be started now, this one included. */
    int freeSlots();

    /** A generator of this ask's own, seeded from the experiment's seed and the trial's number; the same at each call. */
    RandomGenerator random();

    /** A question with these parts. */
    static Ask of(int trial, int freeSlots, RandomGenerator random) {
        record Question(int trial, int freeSlots, RandomGenerator random) implements Ask {}

        return new Question(trial, freeSlots, random);
    }
}
