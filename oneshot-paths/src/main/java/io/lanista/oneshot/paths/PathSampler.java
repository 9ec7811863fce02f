package io.lanista.oneshot.paths;

import io.lanista.api.space.Choices;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws the architectures that one batch trains. */
interface PathSampler {
    /** At least one; their losses are added up. */
    List<Choices> draw(RandomGenerator random);
}
