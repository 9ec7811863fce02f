package io.lanista.strategy.tpe;

import io.lanista.api.space.Choices;
import java.util.List;
import java.util.random.RandomGenerator;

/** Where candidates come from. */
interface CandidateSource {
    /** One drawn from the kernels around one of these trials, or from the prior. */
    Point around(List<History.Trial> good, RandomGenerator random);

    /** One decision of a trial changed; what becomes active by it is drawn from the prior. */
    Point step(History.Trial from, RandomGenerator random);

    /** Begins a proposal: candidates drawn before are forgotten. */
    void begin();

    /** The choices of a candidate of this proposal. */
    Choices choices(Point candidate);
}
