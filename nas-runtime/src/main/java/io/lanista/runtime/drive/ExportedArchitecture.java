package io.lanista.runtime.drive;

import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What follows a supernet's training: the trial of the architecture that was exported, and those of random ones of the same space,
 * trained alike, which it is to be compared with (Li and Talwalkar, "Random Search and Reproducibility for Neural Architecture Search",
 * UAI 2019; Yang et al., "NAS evaluation is frustratingly hard", ICLR 2020).
 */
final class ExportedArchitecture implements Search {
    /** How often another architecture is drawn if one was drawn before: small spaces may have no other. */
    private static final int ATTEMPTS = 100;

    private final Supplier<Choices> exported;
    private final SearchSpace space;
    private final int baseline;
    private final Set<Choices> proposed = new HashSet<>();

    /**
     * For a run.
     *
     * @param exported asked when it is to be proposed
     * @param baseline how many random architectures follow
     */
    ExportedArchitecture(Supplier<Choices> exported, SearchSpace space, int baseline) {
        this.exported = exported;
        this.space = space;
        this.baseline = baseline;
    }

    @Override
    public Answer ask(Ask ask) {
        if (proposed.isEmpty()) {
            Choices first = exported.get();
            proposed.add(first);
            return Answer.tryOut(first);
        }
        return proposed.size() <= baseline
                ? another(ask).<Answer>map(Answer::tryOut).orElse(Answer.DONE)
                : Answer.DONE;
    }

    private Optional<Choices> another(Ask ask) {
        RandomGenerator random = ask.random();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Choices drawn = space.sample(random);
            if (proposed.add(drawn)) {
                return Optional.of(drawn);
            }
        }
        return Optional.empty();
    }

    @Override
    public void tell(int trial, Outcome outcome) {
        // None of them depends on how another one did.
    }
}
