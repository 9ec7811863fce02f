package io.lanista.testkit;

import io.lanista.api.oneshot.OneShotProgress;
import io.lanista.api.oneshot.OneShotRequest;
import io.lanista.api.oneshot.OneShotRun;
import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.api.oneshot.Resumable;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Metrics;
import io.lanista.base.random.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** "Trains" by drawing numbers, one for each epoch. A mistake can be built into it. */
public class CountingTrainer implements OneShotTrainer {
    private static final int EPOCHS = 3;

    /** What is wrong. */
    enum Mistake {
        NONE,
        NEVER_LOOKS_WHETHER_TO_END,
        FORGETS_ITS_SUM,
        DRAWS_ELSEWHERE
    }

    private final Mistake mistake;

    /** For the service loader. */
    public CountingTrainer() {
        this(Mistake.NONE);
    }

    CountingTrainer(Mistake mistake) {
        this.mistake = mistake;
    }

    @Override
    public String name() {
        return "counting";
    }

    @Override
    public OneShotRun open(OneShotRequest request) {
        return new Run(request.space(), request.seed(), mistake);
    }

    private static final class Run implements OneShotRun, Resumable {
        private final SearchSpace space;
        private final long seed;
        private final Mistake mistake;
        private int epoch;
        private long sum;

        Run(SearchSpace space, long seed, Mistake mistake) {
            this.space = space;
            this.seed = seed;
            this.mistake = mistake;
        }

        @Override
        public void fit(OneShotProgress progress) {
            while (epoch < EPOCHS) {
                if (mistake != Mistake.NEVER_LOOKS_WHETHER_TO_END) {
                    progress.checkCancelled();
                }
                epoch++;
                sum += mistake == Mistake.DRAWS_ELSEWHERE
                        ? System.nanoTime() % 1000
                        : TestSeeds.generator(seed, epoch).nextInt(1000);
                report(progress);
            }
        }

        private void report(OneShotProgress progress) {
            try {
                progress.epoch(epoch, EPOCHS, Metrics.of("sum", sum));
            } catch (io.lanista.api.trial.TrialCancelledException e) {
                if (mistake != Mistake.NEVER_LOOKS_WHETHER_TO_END) {
                    throw e;
                }
            }
        }

        @Override
        public Choices export() {
            return space.sample(Seeds.generator(sum));
        }

        @Override
        public void save(Path folder) throws IOException {
            Files.writeString(folder.resolve("state"), epoch + " " + (mistake == Mistake.FORGETS_ITS_SUM ? 0 : sum));
        }

        @Override
        public void restore(Path folder) throws IOException {
            String[] state = Files.readString(folder.resolve("state")).split(" ");
            epoch = Integer.parseInt(state[0]);
            sum = Long.parseLong(state[1]);
        }
    }
}
