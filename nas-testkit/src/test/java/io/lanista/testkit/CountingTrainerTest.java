package io.lanista.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.api.space.SearchSpace;
import io.lanista.testkit.CountingTrainer.Mistake;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trainer of another author keeps the contract, and mistakes are named. */
class CountingTrainerTest implements OneShotTrainerContract {
    @Override
    public OneShotTrainer trainer() {
        return new CountingTrainer();
    }

    @Override
    public SearchSpace space() {
        return StandardSpaces.flat();
    }

    @Override
    public <B> B backend(Class<B> type) {
        throw new IllegalStateException("This trainer needs no " + type.getSimpleName() + ".");
    }

    private static OneShotTrainerContract with(Mistake mistake) {
        return new OneShotTrainerContract() {
            @Override
            public OneShotTrainer trainer() {
                return new CountingTrainer(mistake);
            }

            @Override
            public SearchSpace space() {
                return StandardSpaces.flat();
            }

            @Override
            public <B> B backend(Class<B> type) {
                throw new IllegalStateException("This trainer needs no " + type.getSimpleName() + ".");
            }
        };
    }

    @Test
    void mistakesAreNamed(@TempDir Path folder) {
        assertThatThrownBy(() -> with(Mistake.NEVER_LOOKS_WHETHER_TO_END).cancelledRunStillExports())
                .hasMessageContaining("Maybe call progress.checkCancelled()");
        assertThatThrownBy(() -> with(Mistake.FORGETS_ITS_SUM).resumableRunGoesOnExactly(folder))
                .hasMessageContaining("Maybe save() leaves out");
        assertThatThrownBy(() -> with(Mistake.DRAWS_ELSEWHERE).sameSeedGivesTheSameSearch())
                .hasMessageContaining("request.seed()");
    }
}
