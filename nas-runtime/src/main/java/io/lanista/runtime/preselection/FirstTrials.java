package io.lanista.runtime.preselection;

import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.base.random.Seeds;
import io.lanista.base.rank.Ranks;
import io.lanista.djl.proxy.ProxyMeter;
import io.lanista.djl.proxy.ProxySample;
import io.lanista.djl.train.TrainingSetup;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.experiment.WarmStart;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses the first trials of a warm start. What comes out follows from the space, the data and the seed. */
public final class FirstTrials {
    private static final Logger LOG = LoggerFactory.getLogger(FirstTrials.class);
    private static final int DRAW = Seeds.OTHER_USES + 20;

    private FirstTrials() {}

    /**
     * Draws and scores.
     *
     * @param setup the data, and what networks are trained for
     * @param space fitted to the data
     * @param seed the experiment's
     * @return the best ones, the best first
     * @throws ExperimentException if the space has too few architectures
     */
    public static List<Choices> of(TrainingSetup setup, SearchSpace space, WarmStart start, long seed) {
        List<Choices> draws = ProxySample.draw(space, start.draws(), new Seeds(seed).generator(DRAW, 0));
        LOG.info(
                "Scoring {} architectures by the proxy '{}' for a warm start.",
                draws.size(),
                start.proxy().word());
        ProxyMeter meter = new ProxyMeter(setup, start.batchSize(), seed);
        try {
            return best(
                    ProxySample.of(
                            meter,
                            space,
                            start.proxy(),
                            draws,
                            Runtime.getRuntime().availableProcessors()),
                    start.trials());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The scoring for a warm start was interrupted.");
        }
    }

    /**
     * The best architectures of a sample, the best first.
     *
     * @throws ExperimentException if it has fewer
     */
    public static List<Choices> best(ProxySample sample, int count) {
        if (sample.draws().size() < count) {
            throw new ExperimentException(String.format(
                    Locale.ROOT,
                    "The warm start has (%d) trials, and only (%d) different architectures could be drawn and built. Maybe lower its"
                            + " trials, or leave it out.",
                    count,
                    sample.draws().size()));
        }
        return Arrays.stream(Ranks.fromHighest(sample.scores()))
                .limit(count)
                .mapToObj(sample.draws()::get)
                .toList();
    }
}
